"""Tracing, page, ¶29: an answer made ready for the templates, marks isolated and differences in sentences."""

from dataclasses import dataclass
from typing import Final

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.answer import Answer, CandidateAnswer, FindingAnswer
from salwa.contexts.tracing.comparison import QUIET, Place, places
from salwa.contexts.tracing.readings import ReadAs, readings
from salwa.kernel.identification.model import Reason, Verdict

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


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate with the sentences of its differences and the comparison of its serial.

    ``own`` says of a number that is a part's which one is the firearm's own, ``merged`` on which merged records the
    number stands.
    """

    candidate: CandidateAnswer
    differences: tuple[SafeString, ...]
    places: tuple[Place, ...]
    own: SafeString
    merged: SafeString

    @property
    def imported(self) -> str:
        """Where the firearm was last imported."""
        return wording.imported(self.candidate)

    @property
    def has_changes(self) -> bool:
        """Whether the comparison shows a changed place."""
        return any(place.is_changed for place in self.places)


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer for the templates."""

    answer: Answer
    tone: str
    icon: str
    headline: SafeString
    advice: str
    chips: tuple[ReadAs, ...]
    first: ShownCandidate | None
    rows: tuple[ShownCandidate, ...]
    slight: tuple[ShownCandidate, ...]
    findings: tuple[FindingAnswer, ...]
    notes: tuple[SafeString, ...]

    @property
    def likelihood(self) -> float | None:
        """The probability shown beside the verdict; None where the verdict is about no record in particular."""
        return self.first.candidate.probability if self.first else None

    @property
    def slight_in_words(self) -> str:
        """How many records are folded away, and how likely they are together."""
        return wording.slight([one.candidate for one in self.slight])


def show(answer: Answer) -> Shown:
    """Make ``answer`` ready for the templates."""
    tone, icon = _TONES[answer.verdict]
    is_match = answer.verdict in _MATCHES and answer.best is not None
    first = _candidate(answer.candidates[0], _UNTOLD) if is_match else None
    rest = range(1 if is_match else 0, len(answer.candidates))
    slight = [place for place in rest if answer.is_slight(place)]
    return Shown(
        answer=answer,
        tone=tone,
        icon=icon,
        headline=SafeString(wording.headline(answer, mark=_mark)),
        advice=wording.advice(answer),
        chips=readings(answer.reading),
        first=first,
        rows=tuple(_candidate(answer.candidates[place], _UNTOLD | QUIET) for place in rest if place not in slight),
        slight=tuple(_candidate(answer.candidates[place], _UNTOLD | QUIET) for place in slight),
        findings=_findings(answer),
        notes=tuple(SafeString(wording.said(note, mark=_mark)) for note in answer.notes),
    )


def _findings(answer: Answer) -> tuple[FindingAnswer, ...]:
    """Give the findings worth reading: those about no record, and about records worth looking at.

    Where one record fits, those about that one. A number that is a part's is told with the candidate itself.
    """
    if answer.verdict in _MATCHES and answer.best is not None:
        about: set[str | None] = {answer.best.record, None}
    else:
        about = {one.record for at, one in enumerate(answer.candidates) if not answer.is_slight(at)} | {None}
    kept = (one for one in answer.findings if one.kind != "component_serial" and one.record in about)
    return tuple(dict.fromkeys(kept))


def _candidate(candidate: CandidateAnswer, untold: frozenset[str]) -> ShownCandidate:
    return ShownCandidate(
        candidate,
        tuple(_sentence(reason) for reason in candidate.reasons if reason.kind not in untold),
        () if candidate.is_masked else places(candidate.plain, candidate.reasons),
        SafeString(wording.of_part(candidate, mark=_mark)),
        SafeString(wording.merged(candidate, mark=_mark)),
    )


def _sentence(reason: Reason) -> SafeString:
    return SafeString(wording.difference(reason, mark=_mark))


def _mark(text: str) -> str:
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', conditional_escape(text))
