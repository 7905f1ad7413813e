"""Tracing, command line, ¶29: an answer as lines of text, the difference shown character by character."""

from collections.abc import Iterator

import click
from django.utils.translation import gettext as _

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.answer import Answer, CandidateAnswer
from salwa.contexts.tracing.comparison import Place, places
from salwa.contexts.tracing.readings import readings
from salwa.kernel.identification.model import Verdict
from salwa.platform.percent import percent

_COLOURS = {
    Verdict.MATCH: "green",
    Verdict.MATCH_CORRECTED: "green",
    Verdict.AMBIGUOUS: "yellow",
    Verdict.INSUFFICIENT: "yellow",
    Verdict.NO_RECORD: "blue",
}


def lines(answer: Answer) -> Iterator[str]:
    """Give the answer line by line, the verdict first. Colour never says what the words do not."""
    yield click.style(wording.headline(answer), fg=_COLOURS[answer.verdict], bold=True)
    best = answer.best
    is_match = answer.verdict in {Verdict.MATCH, Verdict.MATCH_CORRECTED} and best is not None
    odds = []
    if is_match and best is not None:
        odds.append(_("likelihood %(share)s") % {"share": percent(best.probability)})
    if answer.not_in_register is not None:
        odds.append(_("not in this register: %(share)s") % {"share": percent(answer.not_in_register)})
    if odds:
        yield " · ".join(odds)
    yield wording.advice(answer)
    yield from _reading(answer)
    if is_match and best is not None:
        yield ""
        yield from _candidate(best)
    rest = range(1 if is_match else 0, len(answer.candidates))
    slight = [answer.candidates[place] for place in rest if answer.is_slight(place)]
    if rest:
        yield ""
        yield click.style(_("Others considered") if is_match else _("Nearest records"), bold=True)
        yield from (_row(answer.candidates[place]) for place in rest if not answer.is_slight(place))
    if slight:
        yield f"  {wording.slight(slight)}"
    yield from _notes(answer)


def _reading(answer: Answer) -> Iterator[str]:
    if not answer.reading:
        return
    yield ""
    yield click.style(_("Read as"), bold=True)
    told = readings(answer.reading)
    width = max(len(str(read.kind)) for read in told)
    for read in told:
        how = " · ".join(part for part in (percent(read.confidence), read.how) if part)
        yield f"  {str(read.kind).ljust(width)}  {click.style(read.text, bold=True)}  ({how})"


def _candidate(candidate: CandidateAnswer) -> Iterator[str]:
    if candidate.is_masked:
        yield click.style(_("A record you may not open: ask %(agency)s") % {"agency": candidate.ask}, bold=True)
        return
    yield click.style(f"{_name(candidate)}", bold=True)
    record = _("Record %(number)s") % {"number": candidate.record}
    yield f"  {record}" + (f" · {candidate.status}" if candidate.status else "")
    if candidate.external_id:
        yield "  " + _("Number at the source: %(number)s") % {"number": candidate.external_id}
    told = (wording.imported(candidate), wording.merged(candidate), wording.of_part(candidate))
    yield from (f"  {sentence}" for sentence in told if sentence)
    yield from _comparison(places(candidate.plain, candidate.reasons))
    for reason in candidate.reasons:
        if reason.kind not in {"same", "missing"}:
            yield f"  {wording.difference(reason)}"


def _comparison(laid: tuple[Place, ...]) -> Iterator[str]:
    if not laid:
        return
    written, registered = _("written"), _("registered")
    width = max(len(written), len(registered))

    def line(characters: list[str]) -> str:
        return " ".join(
            click.style(character, reverse=True) if place.is_changed and character.strip() else character
            for place, character in zip(laid, characters, strict=True)
        )

    yield ""
    yield f"  {written.ljust(width)}  {line([place.written or '-' for place in laid])}"
    yield f"  {registered.ljust(width)}  {line([place.registered or '-' for place in laid])}"
    if any(place.is_changed for place in laid):
        signs = " ".join("^" if place.is_changed else " " for place in laid)
        yield f"  {''.ljust(width)}  {signs}".rstrip()


def _row(candidate: CandidateAnswer) -> str:
    share = percent(candidate.probability).rjust(13)
    if candidate.is_masked:
        return f"{share}  " + _("A record you may not open: ask %(agency)s") % {"agency": candidate.ask}
    differences = [wording.difference(reason) for reason in candidate.reasons if reason.kind not in {"same", "missing"}]
    told = (wording.imported(candidate), wording.merged(candidate), wording.of_part(candidate))
    parts = [candidate.record or "", candidate.serial, _name(candidate), *told, *differences]
    return f"{share}  " + " · ".join(part for part in parts if part)


def _name(candidate: CandidateAnswer) -> str:
    parts = [candidate.name or _("Maker not registered"), candidate.calibre]
    return " · ".join(part for part in parts if part)


def _notes(answer: Answer) -> Iterator[str]:
    notes = wording.notes(answer)
    if notes:
        yield ""
        yield click.style(_("Notes"), bold=True)
        yield from (f"  {note}" for note in notes)
    if answer.findings:
        yield ""
        yield click.style(_("Look at this before you act"), bold=True)
        for found in answer.findings:
            yield "  " + " · ".join(part for part in (wording.finding(found), found.record) if part)
