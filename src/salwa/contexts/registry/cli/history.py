"""Registry, command line, ¶29: the life of a firearm, line by line."""

from collections.abc import Iterator
from typing import Any

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.answers import Card, History, Line, MarkView
from salwa.contexts.registry.cli._details import details_as_dict, details_in_words
from salwa.contexts.registry.cli._terminal import row, safe, show, show_json, table
from salwa.contexts.registry.wording import CONFLICT_SENTENCES, STATUS_NAMES, happening, when
from salwa.platform.actor import Actor
from salwa.platform.command_line import CommandLine, pass_command_line
from salwa.platform.errors import Refused
from salwa.platform.reading import reading

_EPILOG = """\b
Examples:
  salwa history XC-7K3M9-Q2T4H-5
  salwa history XC-7K3M9-Q2T4H-5 --json
  salwa history 2004/0117
  salwa history --external-id 2004/0117 --source "Old register"
"""


@click.command(epilog=_EPILOG)
@click.argument("record", required=False, default="")
@click.option("--external-id", default="", metavar="ID", help="Find the record by its name in the source.")
@click.option("--source", default="", metavar="NAME", help="Which source, with --external-id.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_command_line
def history(line: CommandLine, record: str, external_id: str, source: str, as_json: bool) -> None:
    """Tell everything that is recorded of a firearm.

    RECORD is its public number or UUID. A name that a source has for it does too, where it is the name of only one.
    """
    actor = line.actor()
    with reading(actor):
        if not record:
            found = registry.by_external_id(actor, external_id, source=source)
            if len(found) != 1:
                raise click.UsageError(_told_how_many(found))
            record = found[0].record
        told = _found(actor, record, source)
    if as_json:
        show_json(as_dict(told))
    else:
        _print(told)


def _found(actor: Actor, record: str, source: str) -> History:
    """Tell the history of a record by its number, or, where the text is no number, by its name in a source."""
    try:
        return registry.history(actor, record)
    except Refused:
        found = registry.by_external_id(actor, record.strip(), source=source)
        if not found:
            raise
    if len(found) > 1:
        known = "".join(f"\n  {card.record}  {safe(card.source)}" for card in found)
        raise click.UsageError(_told_how_many(found) + known)
    return registry.history(actor, found[0].record)


def as_dict(told: History) -> dict[str, Any]:
    """Give a history as JSON has it."""
    return {
        "record": told.card.record,
        "uuid": str(told.card.uuid),
        "external_id": told.card.external_id or None,
        "serial": told.card.serial or None,
        "make": told.card.make or None,
        "model": told.card.model or None,
        "calibre": told.card.calibre or None,
        "further_calibres": list(told.card.calibres),
        "part": told.card.part.name.lower() if told.card.part else None,
        "followed_by": [{"record": one.record or None, "ask": one.ask or None} for one in told.followed_by],
        "follows": [{"record": one.record or None, "ask": one.ask or None} for one in told.follows],
        "gone": [
            {"kind": one.kind.name.lower(), "record": one.number or None, "now_in": one.now_in or None}
            | {"ask": one.ask or None, "since": str(one.since) or None}
            for one in told.gone
        ],
        "stays": [
            {"record": one.record or None, "ask": one.ask or None, "loose": one.is_loose}
            | {"since": str(one.since or "") or None}
            for one in told.stays
        ],
        "type": told.card.type or None,
        "year": told.card.year,
        "status": told.card.status.name.lower(),
        "agency": told.agency,
        "shown_under": told.survivor,
        "absorbed": list(told.absorbed),
        "ask": list(told.ask),
        "lines": [_line(line) for line in told.lines],
        "gaps": [{"after": gap.after, "before": gap.before, "months": gap.months} for gap in told.gaps],
        "conflicts": [{"kind": one.kind.name.lower(), "entries": [one.first, one.second]} for one in told.conflicts],
        "findings": [{"kind": one.kind, "record": one.record, "entries": list(one.entries)} for one in told.findings],
        "corrections": [
            {"fact": one.fact.name.lower(), "before": one.before or None, "after": one.after or None}
            | {"entry": one.entry, "reason": one.reason or None, "record": one.record or None}
            for one in told.corrections
        ],
        "remarks": [{"heading": one.heading, "text": one.text} for one in told.remarks],
        "components": [
            {
                "kind": part.kind.name.lower(),
                "key": part.key,
                "control": part.is_control,
                "record": part.number or None,
                "first_registered_with": part.record or None,
                "since": str(part.since or "") or None,
                "material": part.material.name.lower() if part.material else None,
                "marks": [
                    {"number": mark.ordinal, "kind": mark.kind.name.lower(), "text": mark.text, "meaning": mark.meaning}
                    | {"place": mark.place.name.lower(), "withdrawn": mark.is_withdrawn, "advice": list(mark.advice)}
                    | _measured(mark)
                    for mark in part.marks
                ],
            }
            for part in told.components
        ],
    }


def _measured(mark: MarkView) -> dict[str, Any]:
    """Give how a mark was last found to stand, in millimetres."""
    if mark.measure is None:
        return {"measure": None}
    depth, height = mark.measure.depth, mark.measure.height
    return {
        "measure": {
            "depth_mm": None if depth is None else float(depth),
            "height_mm": None if height is None else float(height),
            "on_plate": mark.measure.on_plate,
        }
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.ordinal,
        "kind": line.kind.name.lower(),
        "happened": str(line.happened) or None,
        "recorded_at": line.recorded_at.isoformat(),
        "recorded_by": line.recorded_by,
        "recorded_for": line.agency or None,
        "reason": line.reason or None,
        "status": line.status.name.lower() if line.status else None,
        "stated": line.stated or None,
        "place": line.place or None,
        "country": line.country or None,
        "holder": line.holder or None,
        "corrects": line.corrects,
        "withdrawn": line.is_withdrawn,
        "entry": line.entry,
        "details": None if line.detail is None else details_as_dict(line.detail),
    }


def _print(told: History) -> None:
    card = told.card
    calibres = " / ".join(name for name in (card.calibre, *card.calibres) if name)
    names = [card.make, card.model, calibres, card.type, card.serial, str(card.year or "")]
    show(f"{card.record}  {' · '.join(name for name in names if name)}", str(STATUS_NAMES[card.status]))
    if told.survivor:
        show(_("This record is shown under %(record)s.") % {"record": told.survivor})
    for agency in told.ask:
        show(
            _("A record of %(agency)s is shown with this one, and you may not open it: ask there.") % {"agency": agency}
        )
    lines = table("", _("When"), _("What"), _("Where"), _("Holder"))
    gaps = {gap.before: gap for gap in told.gaps}
    for line in told.lines:
        if line.ordinal in gaps:
            months = gaps[line.ordinal].months
            silence = ngettext("no record for %(count)d month", "no record for %(count)d months", months)
            lines.add_row(*row("", "", silence % {"count": months}, "", ""))
        lines.add_row(*row(line.ordinal, when(line.happened), _what(line), _where(line), line.holder))
    show(lines, *(_recorded(line) for line in told.lines))
    marks = table("", _("Part"), _("Mark"), _("Text"), _("Read as"), _("Where"))
    for part in told.components:
        for mark in part.marks:
            kind = _("%(kind)s, withdrawn") % {"kind": mark.kind.label} if mark.is_withdrawn else mark.kind.label
            marks.add_row(*row(mark.ordinal, part.kind.label, kind, mark.text, mark.meaning, _place(mark)))
    show(marks)
    for sentence in _parts(told):
        show(sentence)
    for sentence in _said_besides(told):
        show(sentence)
    for one in told.conflicts:
        lines_of = _("(lines %(first)d and %(second)d)") % {"first": one.first, "second": one.second}
        show(f"! {CONFLICT_SENTENCES[one.kind]} {lines_of}")


def _said_besides(told: History) -> Iterator[str]:
    """Say which facts were set right, and what was remarked."""
    for right in told.corrections:
        fact = f"{right.fact.label} ({right.record})" if right.record else right.fact.label
        facts = {"fact": fact, "before": right.before or "–", "after": right.after or "–"}
        yield _("Set right, %(fact)s: %(before)s is %(after)s. %(reason)s") % (facts | {"reason": right.reason})
    for remark in told.remarks:
        yield _("Remark, %(heading)s: %(text)s") % {"heading": remark.heading, "text": remark.text}


def _parts(told: History) -> Iterator[str]:
    """Say of parts what a table of marks does not: where they came from, where they went, what followed."""
    for part in told.components:
        if part.since is not None or part.record:
            facts = {"key": part.key, "part": part.kind.label, "record": part.record or part.ask or "–"}
            facts["when"] = when(part.since) if part.since is not None else "–"
            yield _("Part %(key)s, %(part)s: first registered with %(record)s, here since %(when)s.") % facts
    for gone in told.gone:
        where = gone.now_in or gone.ask or (_("loose") if gone.is_loose else "–")
        facts = {"part": gone.kind.label, "record": gone.number or "–", "where": where, "when": when(gone.since)}
        yield _("Gone: %(part)s %(record)s, now: %(where)s, since %(when)s.") % facts
    if told.stays and not told.stays[-1].is_loose:
        last = told.stays[-1]
        yield _("This part sits in %(record)s now.") % {"record": last.record or last.ask}
    for one in told.followed_by:
        facts = {"record": one.record or one.ask, "why": one.reason.label}
        yield _("Its identity has ended. Go on with %(record)s (%(why)s).") % facts
    for one in told.follows:
        yield _("It follows %(record)s, whose identity has ended.") % {"record": one.record or one.ask}


def _what(line: Line) -> str:
    name = happening(line.kind, line.status, line.stated)
    if line.corrects:
        name = _("%(what)s (in place of line %(number)d)") % {"what": name, "number": line.corrects}
    return _("%(what)s, withdrawn") % {"what": name} if line.is_withdrawn else name


def _where(line: Line) -> str:
    return ", ".join(part for part in (line.place, line.country) if part)


def _recorded(line: Line) -> str:
    """Say who recorded a line, for which agency, when and why; whole, because a table would cut it."""
    text = _("Line %(number)d was recorded on %(date)s by %(name)s, %(agency)s.") % {
        "number": line.ordinal,
        "date": line.recorded_at.date().isoformat(),
        "name": line.recorded_by or "–",
        "agency": line.agency or "–",
    }
    if line.reason:
        text = _("%(recorded)s Reason: %(reason)s") % {"recorded": text, "reason": line.reason}
    told = "" if line.detail is None else details_in_words(line.detail)
    return f"{text} {told}".strip()


def _place(mark: MarkView) -> str:
    return str(mark.place.label) if mark.place else ""


def _told_how_many(found: tuple[Card, ...]) -> str:
    if not found:
        return _("Name the record: its number, or --external-id with a name that the source has.")
    return _("Several sources have this name: say which with --source.")
