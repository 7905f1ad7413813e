"""Registry, command line, ¶64: loose parts, exchanges, measures of marks, and further calibres."""

from decimal import Decimal, InvalidOperation
from typing import Any

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli import _typed as typed
from salwa.contexts.registry.cli._terminal import show
from salwa.contexts.registry.models import ComponentMaterial, Firearm
from salwa.contexts.registry.queries.parts import mark_named, part_named
from salwa.contexts.registry.readings import right_mark
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Fault, NotFound, Refused
from salwa.platform.reading import reading

MATERIALS = {one.name.lower(): one for one in ComponentMaterial if one is not ComponentMaterial.UNKNOWN}
_WHEN = click.option("--happened", default="", help="When: 2011, 2011-03, 2011-03-05; empty if not known.")
_WHY = click.option("--reason", default="", help="Why it is recorded; kept in the entry.")


@click.command(name="part")
@click.argument("part", metavar="KIND[:SERIAL]")
@click.option("--make", default="", help="Who made it.")
@click.option("--model", default="", help="The model.")
@click.option("--calibre", default="", help="The calibre.")
@click.option("--material", type=click.Choice(sorted(MATERIALS)), default=None, help="What it is made of.")
@click.option("--mark", "marks", multiple=True, metavar="KIND:TEXT", help="Another mark on it; can be given again.")
@_WHEN
@_WHY
@pass_command_line
def part_(line: CommandLine, /, part: str, happened: str, reason: str, **told: Any) -> None:
    """Register a part that sits in no weapon, under a number of its own."""
    make = typed.code("make", told["make"])
    new = _new(part, marks=told["marks"], material=told["material"], make=make)
    new = {
        **new,
        "model": typed.code("model", told["model"], make=make),
        "calibre": typed.code("calibre", told["calibre"]),
    }
    row = registry.record_part(
        actor=line.actor(), part=registry.NewPart(**new), happened=typed.when(happened), reason=reason
    )
    show(_("Registered: %(record)s") % {"record": registry.record_of(row)})


@click.command()
@click.argument("number", metavar="RECORD")
@click.argument("out", metavar="OUT")
@click.argument("part", metavar="IN")
@_WHEN
@_WHY
@pass_command_line
def exchange(line: CommandLine, number: str, out: str, part: str, happened: str, reason: str) -> None:
    """Put one part in the place of another.

    OUT is the kind of the part that comes out, or its number in the history; IN the number of the record of the part
    that comes in, or KIND[:SERIAL] of one that is not on record yet.
    """
    actor, row = _found(line, number)
    leaving, coming = part_meant(actor, row, out), _coming(actor, part)
    moved = registry.exchange_component(
        actor=actor, firearm=row, out=leaving, part=coming, happened=typed.when(happened), reason=reason
    )
    _tell(moved)


@click.command()
@click.argument("number", metavar="RECORD")
@click.argument("out", metavar="OUT")
@_WHEN
@_WHY
@pass_command_line
def removal(line: CommandLine, number: str, out: str, happened: str, reason: str) -> None:
    """Take a part out of a weapon; OUT is its kind, or its number in the history."""
    actor, row = _found(line, number)
    leaving = part_meant(actor, row, out)
    _tell(
        registry.remove_component(actor=actor, firearm=row, part=leaving, happened=typed.when(happened), reason=reason)
    )


@click.command()
@click.argument("number", metavar="RECORD")
@click.argument("part", metavar="IN")
@_WHEN
@_WHY
@pass_command_line
def fitting(line: CommandLine, number: str, part: str, happened: str, reason: str) -> None:
    """Fit a part; IN is the number of its record, or KIND[:SERIAL] of one that is not on record yet."""
    actor, row = _found(line, number)
    coming = _coming(actor, part)
    _tell(registry.fit_component(actor=actor, firearm=row, part=coming, happened=typed.when(happened), reason=reason))


@click.command()
@click.argument("number", metavar="RECORD")
@_WHEN
@_WHY
@pass_command_line
def apart(line: CommandLine, number: str, happened: str, reason: str) -> None:
    """Record that a weapon was taken apart: each part goes on under a number of its own."""
    actor, row = _found(line, number)
    _tell(registry.dismantle_firearm(actor=actor, firearm=row, happened=typed.when(happened), reason=reason))


@click.command()
@click.argument("number", metavar="RECORD")
@click.argument("text", metavar="CALIBRE")
@click.option("--component", default="", metavar="PART", help="The part by which it takes this calibre.")
@click.option("--withdraw", is_flag=True, help="It was recorded wrongly: the weapon does not take it.")
@_WHY
@pass_command_line
def calibre(line: CommandLine, number: str, text: str, component: str, withdraw: bool, reason: str) -> None:
    """Record a further calibre that a weapon takes."""
    actor, row = _found(line, number)
    code = typed.code("calibre", text)
    if withdraw:
        registry.withdraw_calibre(actor=actor, firearm=row, calibre=code, reason=reason)
    else:
        by = part_meant(actor, row, component) if component else None
        registry.add_calibre(actor=actor, firearm=row, calibre=code, part=by, reason=reason)
    show(_("Recorded for %(record)s.") % {"record": registry.record_of(row)})


@click.command()
@click.argument("number", metavar="RECORD")
@click.argument("component", metavar="PART")
@click.argument("mark", type=int, metavar="MARK")
@click.option("--depth", default="", help="In millimetres, to the hundredth.")
@click.option("--height", default="", help="In millimetres, to the hundredth.")
@click.option("--plate/--no-plate", default=None, help="Whether it stands on a metal plate.")
@click.option("--material", type=click.Choice(sorted(MATERIALS)), default=None, help="What the part is made of.")
@click.option("--instrument", default="", help="By which instrument it was measured.")
@pass_command_line
def measure(line: CommandLine, /, number: str, component: str, mark: int, **told: Any) -> None:
    """Record how a mark stands: MARK is its number in the history, PART the kind or number of the part it is on."""
    actor, row = _found(line, number)
    key = _key(actor, row, component)
    with reading(actor):
        name, at = part_named(actor, row, key), mark_named(actor, row, key, mark)
    new = registry.NewMeasure(
        depth=_millimetres("depth", told["depth"]),
        height=_millimetres("height", told["height"]),
        on_plate=told["plate"],
        instrument=told["instrument"],
    )
    if told["material"]:
        registry.state_material(actor=actor, firearm=row, part=name, material=MATERIALS[told["material"]])
    registry.measure_mark(actor=actor, firearm=row, mark=at, measure=new)
    show(_("Recorded for %(record)s.") % {"record": registry.record_of(row)})


@click.command("correct-mark")
@click.argument("number", metavar="RECORD")
@click.argument("component", metavar="PART")
@click.argument("mark", type=int, metavar="MARK")
@click.argument("text", default="", metavar="[TEXT]")
@click.option("--none", "is_none", is_flag=True, help="There is no such mark on the firearm.")
@_WHY
@pass_command_line
def correct_mark(line: CommandLine, /, number: str, component: str, mark: int, **told: Any) -> None:
    """Put the right TEXT in the place of a mark that was recorded wrongly; the wrong one stays readable.

    MARK is its number in the history, PART the kind or number of the part it is on.
    """
    if bool(told["text"].strip()) == told["is_none"]:
        raise Refused([Fault(0, "text", _("write what stands there, or --none where there is no such mark"))])
    actor, row = _found(line, number)
    key = _key(actor, row, component)
    with reading(actor):
        on = part_named(actor, row, key)
        marks = next(one.marks for one in registry.history_of(actor, row).components if one.key == key)
    wrong = next((one for one in marks if one.ordinal == mark), None)
    if wrong is None:
        raise NotFound(_("There is no mark %(number)s on this part.") % {"number": mark})
    right = None if told["is_none"] else right_mark(wrong, told["text"], on.ordinal)
    registry.correct_mark(actor=actor, firearm=row, ordinal=mark, owner=on.of, mark=right, reason=told["reason"])
    show(_("Recorded for %(record)s.") % {"record": registry.record_of(row)})


@click.command()
@click.argument("number", metavar="RECORD")
@click.option("--make", default=None, help="Who made it.")
@click.option("--model", default=None, help="The model.")
@click.option("--calibre", default=None, help="The calibre.")
@click.option("--type", "type_", default=None, help="Pistol, rifle, …")
@click.option("--country", default=None, help="Country of manufacture.")
@click.option("--year", type=int, default=None, help="Year of manufacture; 0 where it is not known.")
@_WHY
@pass_command_line
def facts(line: CommandLine, /, number: str, reason: str, type_: str | None, **told: Any) -> None:
    """Set right what a record says of the firearm itself; an empty text stands for not known."""
    actor, row = _found(line, number)
    said = {name: text for name, text in (told | {"type": type_}).items() if isinstance(text, str)}
    codes = {name: typed.code(name, text) for name, text in said.items() if name != "model"}
    if "model" in said:
        codes["model"] = typed.code("model", said["model"], make=codes.get("make", row.make))
    new = registry.NewFacts(
        make=codes.get("make"),
        model=codes.get("model"),
        calibre=codes.get("calibre"),
        type=codes.get("type"),
        country=codes.get("country"),
        year=told["year"],
    )
    registry.correct_facts(actor=actor, firearm=row, facts=new, reason=reason)
    show(_("Recorded for %(record)s.") % {"record": registry.record_of(row)})


COMMANDS = (part_, exchange, removal, fitting, apart, calibre, measure, correct_mark, facts)


def _found(line: CommandLine, number: str) -> tuple[Actor, Firearm]:
    actor = line.actor()
    with reading(actor):
        return actor, registry.firearm(actor, number)


def _key(actor: Actor, row: Firearm, text: str) -> str:
    """Give the key of a part that is named by it, or by its kind where there is only one such part."""
    with reading(actor):
        parts = registry.history_of(actor, row).components
    if any(one.key == text for one in parts):
        return text
    return parts[typed.ordinal(typed.part(text), [one.kind for one in parts]) - 1].key


def part_meant(actor: Actor, row: Firearm, text: str) -> registry.PartName:
    """Give the part of a weapon that is named by its key, or by its kind. Raises Refused where that is no one part."""
    key = _key(actor, row, text)
    with reading(actor):
        return part_named(actor, row, key)


def _coming(actor: Actor, text: str) -> Firearm | registry.NewPart:
    """Read the part that comes in: KIND[:SERIAL], or else the number of its record."""
    if text.partition(":")[0].strip().lower().replace("_", "-") in typed.PARTS:
        return registry.NewPart(**_new(text))
    with reading(actor):
        return registry.firearm(actor, text)


def _new(text: str, *, marks: tuple[str, ...] = (), material: str | None = None, make: int = 0) -> dict[str, Any]:
    kind, serial = typed.parts([text])[0]
    on_it = [registry.NewMark(kind=MarkKind.SERIAL, text=serial)] if serial else []
    on_it += [typed.mark(one) for one in marks]
    known = MATERIALS[material] if material else ComponentMaterial.UNKNOWN
    return {"kind": kind, "make": make, "material": known, "marks": tuple(on_it)}


def _millimetres(column: str, text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise Refused([Fault(0, column, _("write millimetres with a point: 0.12"))]) from None


def _tell(moved: registry.Moved) -> None:
    """Say what came of a move, and with which record the work goes on."""
    weapon = registry.record_of(moved.weapon)
    if moved.finding is not None:
        show(_("Nothing was moved: the part is recorded in another weapon. Look at both, and take it out there first."))
        show(_("Finding %(number)s shows both records: salwa findings") % {"number": moved.finding.pk})
        return
    show(_("Recorded for %(record)s.") % {"record": weapon})
    if moved.out is not None and moved.out != moved.weapon:
        facts = {"record": registry.record_of(moved.out)}
        show(_("The part that came out goes on as %(record)s: write this number on its label.") % facts)
    if moved.ended is not None:
        facts = {"ended": registry.record_of(moved.ended), "weapon": weapon}
        show(
            _("The identity of %(ended)s has ended. A new record was begun: %(weapon)s. Complete it with its papers.")
            % facts
        )
