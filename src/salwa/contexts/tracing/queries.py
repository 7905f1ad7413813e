"""Tracing, queries, ¶29, ¶67: identify a firearm from its marks as written."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

from salwa.contexts.registry import public as registry
from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer, is_set_aside
from salwa.kernel import vocabularies
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.model import Evidence, Reason, Verdict
from salwa.kernel.marks import read
from salwa.kernel.marks.folding import plain
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
_MOST_ASKED: Final = 3
"""How often the register is asked before its index is said to be out of step."""
_OTHER_COLUMNS: Final = frozenset({"serial", "make", "model", "calibre", "type"})
"""Columns that are each for one kind of mark; what stands in ``marks`` and ``remarks`` is in nobody's place."""


def identify(actor: Actor, written: Written, *, limit: int = 10) -> Answer:
    """Say which registered firearms the marks may mean, at most ``limit`` of them, likeliest first.

    Raises:
        NotAllowed: the actor opens no records.
        NotReady: the index is not whole; the sentence names the mend.
    """
    reads = read(written)
    found = _asked(actor, evidence_from(reads), limit)
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


def _asked(actor: Actor, evidence: Evidence, limit: int) -> registry.Candidates:
    """Ask the register; again where a firearm was registered between this reading's beginning and its search."""
    for _again in range(_MOST_ASKED - 1):
        with suppress(registry.OutOfStep), reading(actor):
            return registry.candidates(actor, evidence, limit=limit)
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
        part="" if found.part is None else str(found.part.label),
        part_serial=found.part_serial,
        make=card.make,
        model=card.model,
        make_as_marked=card.make_as_marked,
        model_as_marked=card.model_as_marked,
        calibre=card.calibre,
        country=card.country,
        year=card.year,
        import_country=card.import_country,
        import_year=card.import_year,
        merged_from=found.merged_from,
        status=str(registry.STATUS_NAMES[card.status]),
        is_alarming=card.is_alarming,
        tone=registry.tone_of(card.status),
        reasons=_reasons(found.candidate.reasons, reads),
    )


def _finding(found: registry.FindingView) -> FindingAnswer:
    return FindingAnswer(
        kind=found.kind,
        record=found.record,
        entries=found.entries,
        sentence=registry.finding_sentence(found.kind),
        told=registry.finding_note(found.text),
        ask=found.ask,
        other=found.other,
    )


def _reasons(reasons: Iterable[Reason], reads: Reads) -> tuple[Reason, ...]:
    """Give the reasons in words: the fields that had to be set aside first, the places of a number in their order."""
    told = [_in_words(reason, reads.readings) for reason in reasons if not _is_of_importer(reason, reads.readings)]
    return tuple(sorted(_in_order(told), key=lambda reason: not is_set_aside(reason)))


def _in_order(reasons: list[Reason]) -> list[Reason]:
    """Give the places of the serial in the order of the writing; every other reason stays where it is."""
    places = iter(sorted((one for one in reasons if _is_place(one)), key=lambda one: one.position or 0))
    return [next(places) if _is_place(one) else one for one in reasons]


def _is_place(reason: Reason) -> bool:
    return reason.field == "serial" and reason.position is not None


def _is_of_importer(reason: Reason, readings: Iterable[Reading]) -> bool:
    """Say whether a make that is not the registered one was read as an importer's or a licensor's name alone."""
    if reason.field != "make" or reason.kind not in {"differs", "missing"}:
        return False
    kinds = {one.kind for one in readings if one.code is not None and str(one.code) == reason.written}
    return MarkKind.MAKER not in kinds and bool(kinds & {MarkKind.IMPORTER, MarkKind.LICENSOR})


def _in_words(reason: Reason, readings: Iterable[Reading]) -> Reason:
    """Give a reason whose codes are turned into what was written and what is registered."""
    if reason.field == "serial" and reason.kind == "same":
        verbatim = [one.text for one in readings if one.kind is MarkKind.SERIAL and plain(one.text) == reason.written]
        return reason._replace(written=next(iter(verbatim), reason.written))
    if reason.field not in _VOCABULARIES:
        return reason
    kind, vocabulary = _VOCABULARIES[reason.field]
    of_kind = [one for one in readings if one.kind is kind]
    read_as = [one for one in of_kind if str(one.code) == reason.written]
    if reason.field == "type" and reason.kind == "same":
        read_as = read_as or of_kind
    own = [one for one in read_as if one.column not in _OTHER_COLUMNS or one.column == reason.field]
    names = vocabulary()
    is_strayed = bool(read_as) and not own and reason.kind == "same"
    return reason._replace(
        written=(own or read_as)[0].text if read_as else _name(names, reason.written),
        registered=_name(names, reason.registered),
        kind="wrong_field" if is_strayed else reason.kind,
    )


def _name(names: vocabularies.Vocabulary[Any], code: str) -> str:
    """Give the name of a code in digits; what is no code of the vocabulary stays as it is."""
    term = names.get(int(code)) if code.isdigit() else None
    return term.name if term is not None else code
