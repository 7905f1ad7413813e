"""Tracing, answer, ¶29, ¶63: what the register says to marks as they were written down.

The shape that every door gives (page, API, command line). A candidate that the officer may not open keeps its
probability and names the agency to ask; nothing else of it leaves the register.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from salwa.contexts.registry.public import name_of
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import Reading

_ALONE: Final = 0.1
"""What all other candidates may weigh together, against the likeliest, where it stands alone."""
_SLIGHT: Final = 0.001
"""A probability below this one is that of a record not worth looking at,"""
_FAR_BELOW: Final = 0.05
"""where it is also below this share of the likeliest one's."""
_NEAR: Final = 0.5
"""From this share of the likeliest one's probability on, a record may be that one registered again."""
_SET_ASIDE: Final = frozenset({"make", "model", "calibre", "type"})


def is_set_aside(reason: Reason) -> bool:
    """Say whether a make, model, calibre or type was written that the register contradicts."""
    return reason.kind == "differs" and reason.field in _SET_ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateAnswer:
    """One registered firearm that may be the one. ``record`` is its public number, None where it is masked.

    ``serial`` is the registered serial verbatim, ``plain`` the same without separators, as it is compared.
    ``is_alarming`` marks a status such as stolen or lost, ``tone`` is the one in which every page shows it. The rest
    are names, not codes. ``make_as_marked`` and ``model_as_marked`` stand where the vocabulary has no name. ``part``
    names the part whose number was found, with that number verbatim in ``part_serial``; both are empty where the
    firearm's own number was. ``import_country`` and ``import_year`` are of the last import; ``merged_from`` names the
    records, since merged into this one, that bear the number that was found.
    """

    probability: float
    record: str | None = None
    ask: str = ""
    external_id: str = ""
    serial: str = ""
    plain: str = ""
    part: str = ""
    part_serial: str = ""
    make: str = ""
    model: str = ""
    make_as_marked: str = ""
    model_as_marked: str = ""
    calibre: str = ""
    country: str = ""
    year: int | None = None
    import_country: str = ""
    import_year: int | None = None
    merged_from: tuple[str, ...] = ()
    status: str = ""
    is_alarming: bool = False
    tone: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def is_masked(self) -> bool:
        """Whether this officer may not open the record."""
        return self.record is None

    @property
    def set_aside(self) -> tuple[Reason, ...]:
        """The make, model, calibre or type that were written and are registered otherwise."""
        return tuple(reason for reason in self.reasons if is_set_aside(reason))

    @property
    def name(self) -> str:
        """What the firearm is called: maker and model, the maker once; empty where neither is registered."""
        return name_of(self.make or self.make_as_marked, self.model or self.model_as_marked)

    @property
    def is_as_marked(self) -> bool:
        """Whether the maker's name is as it stands on the firearm, because the vocabulary has none."""
        return not self.make and bool(self.make_as_marked)

    def as_dict(self) -> dict[str, Any]:
        """Give the candidate as it stands in a JSON answer."""
        found: dict[str, Any] = {"record": self.record}
        if self.is_masked:
            found["ask"] = self.ask
        return found | {
            "external_id": self.external_id or None,
            "serial": self.serial or None,
            "make": self.make or None,
            "model": self.model or None,
            "import_country": self.import_country or None,
            "import_year": self.import_year,
            "merged_from": list(self.merged_from),
            "probability": self.probability,
            "reasons": [
                {
                    "field": reason.field,
                    "position": reason.position,
                    "written": reason.written,
                    "registered": reason.registered,
                    "kind": reason.kind,
                }
                for reason in self.reasons
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswer:
    """Something in the register that a person should look at before acting: a duplicate, a conflicting life.

    ``entries`` are the ordinals of the events in conflict within the record; ``sentence`` says it to the officer,
    ``told`` what is kept beside it; ``other`` is a second record it is about, where the officer may open that one, else
    ``ask`` names the agency that keeps it.
    """

    kind: str
    record: str | None
    entries: tuple[int, ...] = ()
    sentence: str = ""
    told: str = ""
    ask: str = ""
    other: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the finding as it stands in a JSON answer."""
        return {"kind": self.kind, "record": self.record, "entries": list(self.entries)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The whole answer.

    What the probabilities of all candidates considered and ``not_in_register`` leave to 1 is a registered firearm whose
    serial is damaged beyond what is looked for.

    ``not_in_register`` is None where nothing could be asked of the register: then nothing is known of it either way.

    ``equals`` counts the records that the evidence cannot tell from the first; ``complete`` is False where not every
    record within two edits was looked at; ``notes`` are sentences for the officer.
    """

    query_id: str
    verdict: Verdict
    reading: tuple[Reading, ...]
    candidates: tuple[CandidateAnswer, ...]
    findings: tuple[FindingAnswer, ...]
    not_in_register: float | None
    notes: tuple[str, ...] = ()
    equals: int = 1
    complete: bool = True

    @property
    def best(self) -> CandidateAnswer | None:
        """The likeliest candidate, None where there is none."""
        return self.candidates[0] if self.candidates else None

    @property
    def is_one_or_none(self) -> bool:
        """Whether one firearm alone is plausible, and that none in this register is the other possibility."""
        rest = sum(candidate.probability for candidate in self.others)
        return bool(self.candidates) and self.equals == 1 and rest <= _ALONE * self.candidates[0].probability

    @property
    def others(self) -> tuple[CandidateAnswer, ...]:
        """All candidates but the likeliest."""
        return self.candidates[1:]

    def is_slight(self, place: int) -> bool:
        """Whether the candidate at ``place`` (from 0) is so unlikely, also beside the first, that few would look at it.

        Never the first, and never one that the evidence cannot tell from it.
        """
        probability = self.candidates[place].probability
        return place >= self.equals and probability < min(_SLIGHT, _FAR_BELOW * self.candidates[0].probability)

    @property
    def twins(self) -> FindingAnswer | None:
        """The doubt that two of the likeliest records are one firearm, registered twice; None where there is none."""
        if self.verdict is not Verdict.AMBIGUOUS:
            return None
        near = {one.record for one in self.candidates if one.probability >= _NEAR * self.candidates[0].probability}
        pairs = ((one, {one.record, one.other}) for one in self.findings if one.kind == "duplicate")
        return next((one for one, pair in pairs if None not in pair and pair <= near), None)

    def as_dict(self, *, notes: Iterable[str]) -> dict[str, Any]:
        """Give the answer as JSON has it, ``notes`` in the reader's language: the documented keys and no others."""
        return {
            "query_id": self.query_id,
            "verdict": str(self.verdict),
            "reading": [
                {"text": reading.text, "kind": str(reading.kind), "confidence": reading.confidence}
                for reading in self.reading
            ],
            "candidates": [candidate.as_dict() for candidate in self.candidates],
            "findings": [finding.as_dict() for finding in self.findings],
            "not_in_register": self.not_in_register,
            "equals": self.equals,
            "complete": self.complete,
            "notes": list(notes),
        }
