"""Tracing, queries, ¶29, ¶67: identify a firearm from its marks as written."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final

from salwa.contexts.registry import public as registry
from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.kernel import vocabularies
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.model import Evidence, Reason, Verdict
from salwa.kernel.marks import read
from salwa.kernel.marks.model import MarkKind, Reading, Reads, Written
from salwa.platform.actor import Actor
from salwa.platform.reading import reading

_VOCABULARIES: Final[dict[str, tuple[MarkKind, Callable[[], vocabularies.Vocabulary[Any]]]]] = {
    "make": (MarkKind.MAKER, vocabularies.makes),
    "model": (MarkKind.MODEL, vocabularies.models),
    "calibre": (MarkKind.CALIBRE, vocabularies.calibres),
    "type": (MarkKind.TYPE, vocabularies.types),
    "country": (MarkKind.COUNTRY, vocabularies.countries),
    "import_country": (MarkKind.IMPORT, vocabularies.countries),
}
"""For each field whose reasons hold codes: the kind of mark that names it, and what the codes mean."""


def identify(actor: Actor, written: Written, *, limit: int = 10) -> Answer:
    """Say which registered firearms the marks may mean, at most ``limit`` of them, likeliest first.

    Raises:
        NotAllowed: the actor opens no records.
        NotReady: the index is not whole; the sentence names the mend.
    """
    reads = read(written)
    found = _found(actor, evidence_from(reads), limit)
    is_silent = found.ranking.verdict == Verdict.INSUFFICIENT and not found.found
    return Answer(
        query_id=written.query_id,
        verdict=found.ranking.verdict,
        reading=reads.readings,
        candidates=tuple(_candidate(one, reads) for one in found.found),
        findings=tuple(_finding(one) for one in found.findings),
        not_in_register=None if is_silent else found.ranking.not_in_register,
        notes=reads.notes,
        equals=found.ranking.equals,
        complete=found.ranking.complete,
    )


def _found(actor: Actor, evidence: Evidence, limit: int) -> registry.Candidates:
    """Ask the register; once more where a firearm was registered between the beginning of the reading and the search."""
    try:
        with reading(actor):
            return registry.candidates(actor, evidence, limit=limit)
    except registry.OutOfStep:
        with reading(actor):
            return registry.candidates(actor, evidence, limit=limit)


def _candidate(found: registry.Found, reads: Reads) -> CandidateAnswer:
    card = found.card
    if card is None:
        return CandidateAnswer(probability=found.probability, ask=found.ask)
    return CandidateAnswer(
        probability=found.probability,
        record=card.record,
        external_id=card.external_id,
        serial=card.serial,
        plain=found.candidate.serial,
        make=card.make,
        model=card.model,
        calibre=card.calibre,
        country=card.country,
        year=card.year,
        status=str(registry.STATUS_NAMES[card.status]),
        is_alarming=card.is_alarming,
        reasons=tuple(_in_words(reason, reads.readings) for reason in found.candidate.reasons),
    )


def _finding(found: registry.FindingView) -> FindingAnswer:
    sentence = registry.finding_sentence(found.kind, found.text, found.ask)
    return FindingAnswer(kind=found.kind, record=found.record, entries=found.entries, sentence=sentence)


def _in_words(reason: Reason, readings: Iterable[Reading]) -> Reason:
    """Give a reason whose codes are turned into what was written and what is registered."""
    if reason.field not in _VOCABULARIES:
        return reason
    kind, vocabulary = _VOCABULARIES[reason.field]
    written = next((one.text for one in readings if one.kind is kind and str(one.code) == reason.written), None)
    names = vocabulary()
    return replace(
        reason,
        written=written if written is not None else _name(names, reason.written),
        registered=_name(names, reason.registered),
    )


def _name(names: vocabularies.Vocabulary[Any], code: str) -> str:
    """Give the name of a code in digits; what is no code of the vocabulary stays as it is."""
    term = names.get(int(code)) if code.isdigit() else None
    return term.name if term is not None else code
