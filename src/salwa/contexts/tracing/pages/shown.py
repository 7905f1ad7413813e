"""Tracing, page, ¶29: an answer made ready for the templates, marks isolated and differences in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.comparison import QUIET, Place, places
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.model import Reading

_TONES: Final = {
    Verdict.MATCH: ("good", "check"),
    Verdict.MATCH_CORRECTED: ("good", "check"),
    Verdict.AMBIGUOUS: ("warn", "circle-question-mark"),
    Verdict.INSUFFICIENT: ("warn", "eye-off"),
    Verdict.NO_RECORD: ("", "search-x"),
}
_MATCHES: Final = frozenset({Verdict.MATCH, Verdict.MATCH_CORRECTED})
_UNTOLD: Final = frozenset({"same", "missing"})
"""Kinds of reason that are no difference."""
SURE: Final = 0.5
"""A reading below this confidence is shown as doubtful."""


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate with the sentences of its differences and the comparison of its serial."""

    candidate: CandidateAnswer
    differences: tuple[SafeString, ...]
    places: tuple[Place, ...]

    @property
    def has_changes(self) -> bool:
        """Whether the comparison shows a changed place."""
        return any(place.is_changed for place in self.places)


@dataclass(frozen=True, slots=True)
class Chip:
    """One mark as it was read."""

    kind: str | Promise
    text: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer for the templates."""

    answer: Answer
    tone: str
    icon: str
    headline: SafeString
    advice: str
    chips: tuple[Chip, ...]
    first: ShownCandidate | None
    rows: tuple[ShownCandidate, ...]
    findings: tuple[FindingAnswer, ...]
    notes: tuple[SafeString, ...]

    @property
    def likelihood(self) -> float | None:
        """The probability shown beside the verdict; None where the verdict is about no record in particular."""
        return self.first.candidate.probability if self.first else None


def show(answer: Answer) -> Shown:
    """Make ``answer`` ready for the templates."""
    tone, icon = _TONES[answer.verdict]
    is_match = answer.verdict in _MATCHES and answer.best is not None
    first = _candidate(answer.candidates[0], _UNTOLD) if is_match else None
    rest = answer.others if is_match else answer.candidates
    return Shown(
        answer=answer,
        tone=tone,
        icon=icon,
        headline=SafeString(wording.headline(answer, mark=_mark)),
        advice=wording.advice(answer),
        chips=_chips(answer.reading),
        first=first,
        rows=tuple(_candidate(candidate, _UNTOLD | QUIET) for candidate in rest),
        findings=_findings(answer),
        notes=tuple(SafeString(wording.said(note, mark=_mark)) for note in answer.notes),
    )


def _findings(answer: Answer) -> tuple[FindingAnswer, ...]:
    """Give the findings worth reading: where one record fits, those about it and those about no record at all."""
    if answer.verdict not in _MATCHES or answer.best is None:
        return answer.findings
    return tuple(one for one in answer.findings if one.record in {answer.best.record, None})


def _candidate(candidate: CandidateAnswer, untold: frozenset[str]) -> ShownCandidate:
    return ShownCandidate(
        candidate,
        tuple(_sentence(reason) for reason in candidate.reasons if reason.kind not in untold),
        () if candidate.is_masked else places(candidate.plain, candidate.reasons),
    )


def _sentence(reason: Reason) -> SafeString:
    return SafeString(wording.difference(reason, mark=_mark))


def _mark(text: str) -> str:
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', conditional_escape(text))


def _chips(reading: Sequence[Reading]) -> tuple[Chip, ...]:
    return tuple(
        Chip(wording.KIND_NAMES.get(read.kind, str(read.kind)), read.text, read.confidence < SURE) for read in reading
    )
