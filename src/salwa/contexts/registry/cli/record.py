"""Registry, command line, ¶29: register a firearm by hand, and record what happened to one."""

from collections.abc import Callable
from typing import Any

import click
from django.utils.translation import gettext as _

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.cli._terminal import show
from salwa.contexts.registry.models import ComponentKind, Event
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.marks.model import MarkKind
from salwa.kernel.vocabularies import Vocabulary
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Fault, Refused

_EPILOG = """\b
Examples:
  salwa record firearm --serial BKS012 --make Glock --model 17 --calibre "9x19" --year 2004
  salwa record theft XC-7K3M9-Q2T4H-5 --happened 2021-03 --place "Harbour district"
  salwa record destruction XC-7K3M9-Q2T4H-5 --happened 2022-06-09
"""
_VERBS: dict[str, tuple[Callable[..., Event], str]] = {
    "loss": (registry.report_loss, "Report a firearm lost."),
    "theft": (registry.report_theft, "Report a firearm stolen."),
    "find": (registry.record_find, "Record that a firearm was found."),
    "seizure": (registry.record_seizure, "Record that a firearm was seized."),
    "surrender": (registry.record_surrender, "Record that a firearm was handed in."),
    "destruction": (registry.record_destruction, "Record that a firearm was destroyed."),
}
_VOCABULARIES: dict[str, Callable[[], Vocabulary[Any]]] = {
    "make": vocabularies.makes,
    "model": vocabularies.models,
    "calibre": vocabularies.calibres,
    "type": vocabularies.types,
    "country": vocabularies.countries,
}


@click.group(epilog=_EPILOG)
def record() -> None:
    """Register a firearm, or record what happened to one."""


@record.command()
@click.option("--serial", required=True, help="The serial number as it stands on the frame or receiver.")
@click.option("--make", default="", help="Who made it.")
@click.option("--model", default="", help="The model.")
@click.option("--calibre", default="", help="The calibre.")
@click.option("--type", "kind", default="", help="Pistol, rifle, …")
@click.option("--country", default="", help="Country of manufacture.")
@click.option("--year", type=int, default=0, help="Year of manufacture.")
@click.option("--external-id", default="", help="Its name in another register.")
@click.option("--happened", default="", help="When it was registered: 2011, 2011-03, 2011-03-05.")
@click.option("--reason", default="", help="Why it is registered; kept in the entry.")
@pass_command_line
def firearm(line: CommandLine, /, serial: str, happened: str, reason: str, **told: str | int) -> None:
    """Register a firearm with its serial; what is typed for make, model and calibre must be understood for certain."""
    make = _code("make", str(told["make"]))
    model = _code("model", str(told["model"]), make=make)
    marks = [registry.NewMark(kind=MarkKind.SERIAL, text=serial)]
    if told["make"]:
        marks.append(registry.NewMark(kind=MarkKind.MAKER, text=str(told["make"]), code=make))
    if told["model"]:
        marks.append(registry.NewMark(kind=MarkKind.MODEL, text=str(told["model"]), code=model))
    row = registry.register_firearm(
        actor=line.actor(),
        firearm=registry.NewFirearm(
            make=make,
            model=model,
            calibre=_code("calibre", str(told["calibre"])),
            type=_code("type", str(told["kind"])),
            country=_code("country", str(told["country"])),
            year=int(told["year"]),
            external_id=str(told["external_id"]),
            components=(ComponentKind.FRAME,),
            marks=tuple(marks),
        ),
        life=[registry.NewEvent(kind=EventKind.REGISTRATION, happened=_when(happened))],
        reason=reason,
    )
    show(_("Registered: %(record)s") % {"record": registry.record_of(row)})


def _add(verb: str, act: Callable[..., Event], text: str) -> None:
    @record.command(verb, help=text)
    @click.argument("number", metavar="RECORD")
    @click.option("--happened", default="", help="When: 2011, 2011-03, 2011-03-05, 2009/2011; empty if not known.")
    @click.option("--place", default="", help="Where, in words.")
    @click.option("--reason", default="", help="Why it is recorded; kept in the entry.")
    @pass_command_line
    def run(line: CommandLine, number: str, happened: str, place: str, reason: str) -> None:
        actor = line.actor()
        found = registry.firearm(actor, number)
        act(actor=actor, firearm=found, happened=_when(happened), place=place, reason=reason)
        show(_("Recorded for %(record)s.") % {"record": registry.record_of(found)})


for _verb, (_act, _text) in _VERBS.items():
    _add(_verb, _act, _text)


def _when(text: str) -> Happened:
    try:
        return Happened.parse(text)
    except ValueError as error:
        raise Refused([Fault(0, "happened", str(error))]) from error


def _code(kind: str, text: str, *, make: int = 0) -> int:
    """Give the code of typed text. Raises Refused where it cannot be said for certain what is meant."""
    if not text:
        return 0
    vocabulary: Vocabulary[Any] = _VOCABULARIES[kind]()
    found = vocabulary.resolve(text, context=vocabularies.makes().get(make) if make else None)
    if found.term is None:
        names = ", ".join(rival.term.name for rival in found.rivals if rival.term is not None)
        detail = _("“%(text)s” is not understood. Did you mean: %(names)s?") % {"text": text, "names": names or "–"}
        raise Refused([Fault(0, kind, detail)])
    return found.term.code
