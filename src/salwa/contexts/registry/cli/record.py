"""Registry, command line, ¶29: register a firearm by hand, with its parts, and record what happened to one."""

from collections.abc import Mapping
from typing import Any

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli import _typed as typed
from salwa.contexts.registry.cli._kinds import add_kinds
from salwa.contexts.registry.cli._terminal import show, show_json
from salwa.contexts.registry.cli.parts import COMMANDS, part_meant
from salwa.contexts.registry.models import Firearm
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa record firearm --serial BKS012 --make Glock --model 17 --calibre "9x19" --year 2004
  salwa record firearm --serial 58B123456 --make "SIG Sauer" --component slide:58A654321
  salwa record firearm --serial K7710 --make CZ --component barrel --mark barrel:proof:LION
  salwa record component XC-7K3M9-Q2T4H-5 barrel:77A123 --mark proof:BNP
  salwa record mark XC-7K3M9-Q2T4H-5 "import:GHA 2016" --component slide
  salwa record part slide:LSE70707 --make Glock
  salwa record exchange XC-7K3M9-Q2T4H-5 slide slide:LSE70707 --happened 2024-03-05 --reason worn
  salwa record correct-mark XC-7K3M9-Q2T4H-5 frame 1 AAA117 --reason "read again from the firearm"
  salwa record measure XC-7K3M9-Q2T4H-5 frame 1 --height 1.8 --depth 0.12 --plate
  salwa record theft XC-7K3M9-Q2T4H-5 --happened 2021-03 --answer police_report="R 9"
  salwa record sale XC-7K3M9-Q2T4H-5 --happened 2021-04-02 --holder "Vale Arms" --reference "K 17"
  salwa record deactivation XC-7K3M9-Q2T4H-5 --happened 2022 --certificate "D 9, Proof house, 2022-03-01"
  salwa record destruction XC-7K3M9-Q2T4H-5 --happened 2022-06-09
"""


@click.group(epilog=_EPILOG)
def record() -> None:
    """Register a firearm, or record what happened to one."""


@record.command()
@click.option("--serial", required=True, help="The serial number as it stands on the frame or receiver.")
@click.option("--control", default="frame", metavar="KIND", help="The part that carries it: frame, receiver, …")
@click.option("--make", default="", help="Who made it.")
@click.option("--model", default="", help="The model.")
@click.option("--calibre", default="", help="The calibre.")
@click.option("--type", "kind", default="", help="Pistol, rifle, …")
@click.option("--country", default="", help="Country of manufacture.")
@click.option("--year", type=int, default=0, help="Year of manufacture.")
@click.option("--component", "parts", multiple=True, metavar="KIND[:SERIAL]", help="Another part; can be given again.")
@click.option("--mark", "marks", multiple=True, metavar="[PART:]KIND:TEXT", help="Another mark; can be given again.")
@click.option("--external-id", default="", help="Its name in another register.")
@click.option("--happened", default="", help="When it was registered: 2011, 2011-03, 2011-03-05.")
@click.option("--reason", default="", help="Why it is registered; kept in the entry.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_command_line
def firearm(line: CommandLine, /, happened: str, reason: str, as_json: bool, **told: Any) -> None:
    """Register a firearm with its serial; what is typed for make, model and calibre must be understood for certain.

    Where another record has the same make and serial, this is said at once, and a finding is opened.
    """
    actor = line.actor()
    new = _firearm(told)
    life = [registry.NewEvent(kind=EventKind.REGISTRATION, happened=typed.when(happened))]
    row = registry.register_firearm(actor=actor, firearm=new, life=life, reason=reason)
    _tell(actor, row, _("Registered: %(record)s"), note=typed.note_on(new.marks), as_json=as_json)


def _firearm(told: Mapping[str, Any]) -> registry.NewFirearm:
    make = typed.code("make", told["make"])
    model = typed.code("model", told["model"], make=make)
    parts = [(typed.part(told["control"]), told["serial"]), *typed.parts(told["parts"])]
    kinds = [kind for kind, _serial in parts]
    marks = [
        registry.NewMark(kind=MarkKind.SERIAL, text=serial, component=at)
        for at, (_kind, serial) in enumerate(parts, start=1)
        if serial or at == 1
    ]
    if told["make"]:
        marks.append(registry.NewMark(kind=MarkKind.MAKER, text=told["make"], code=make))
    if told["model"]:
        marks.append(registry.NewMark(kind=MarkKind.MODEL, text=told["model"], code=model))
    return registry.NewFirearm(
        make=make,
        model=model,
        calibre=typed.code("calibre", told["calibre"]),
        type=typed.code("type", told["kind"]),
        country=typed.code("country", told["country"]),
        year=told["year"],
        external_id=told["external_id"],
        components=tuple(kinds),
        marks=(*marks, *typed.placed(told["marks"], kinds)),
    )


@record.command()
@click.argument("number", metavar="RECORD")
@click.argument("part", metavar="KIND[:SERIAL]")
@click.option("--mark", "marks", multiple=True, metavar="KIND:TEXT", help="A mark on it; can be given again.")
@click.option("--reason", default="", help="Why it is recorded; kept in the entry.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_command_line
def component(line: CommandLine, number: str, part: str, marks: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Add a part of a registered firearm, with its own serial and marks: slide, barrel, bolt and so on."""
    actor = line.actor()
    found = registry.firearm(actor, number)
    kind, serial = typed.parts([part])[0]
    on_it = [registry.NewMark(kind=MarkKind.SERIAL, text=serial)] if serial else []
    on_it += [typed.mark(text) for text in marks]
    registry.add_component(actor=actor, firearm=found, kind=kind, marks=on_it, reason=reason)
    _tell(actor, found, _("Recorded for %(record)s."), note=typed.note_on(on_it), as_json=as_json)


@record.command()
@click.argument("number", metavar="RECORD")
@click.argument("text", metavar="KIND:TEXT")
@click.option(
    "--component", "part", default="", metavar="KIND", help="The part it is on; the one with the serial if not said."
)
@click.option("--reason", default="", help="Why it is recorded; kept in the entry.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_command_line
def mark(line: CommandLine, number: str, text: str, part: str, reason: str, as_json: bool) -> None:
    """Add a mark that stands on a registered firearm: serial, proof, import and so on."""
    actor = line.actor()
    with reading(actor):
        found = registry.firearm(actor, number)
    new = typed.mark(text, found.control or 1)
    on = part_meant(actor, found, part) if part else None
    registry.add_mark(actor=actor, firearm=found, mark=new, part=on, reason=reason)
    _tell(actor, found, _("Recorded for %(record)s."), note=typed.note_on([new]), as_json=as_json)


def _tell(actor: Actor, row: Firearm, sentence: str, *, note: str, as_json: bool) -> None:
    """Say that it was done, and what a person should look at now."""
    record = registry.record_of(row)
    with reading(actor):
        found = [one for one in registry.findings_about(actor, [row.pk]) if one.kind == "duplicate"]
    if as_json:
        twins = [{"kind": one.kind, "id": one.id, "other": one.other, "ask": one.ask or None} for one in found]
        show_json({"record": record, "uuid": str(row.uuid), "findings": twins, "notes": [note] if note else []})
        return
    show(sentence % {"record": record}, *([note] if note else []))
    for one in found:
        show("! " + registry.finding_sentence(one.kind, one.text, one.ask))
        if one.other:
            show(_("Compare it with %(record)s: salwa history %(record)s") % {"record": one.other})


for _command in COMMANDS:
    record.add_command(_command)
add_kinds(record)
