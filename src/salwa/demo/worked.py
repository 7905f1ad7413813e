"""Demonstration, worked cases: which answers are shown whole, by rules that look at the question, not at success."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from salwa.contexts.tracing.public import Answer, CandidateAnswer
from salwa.demo.reckoning import Outcome
from salwa.demo.recoveries import Group
from salwa.kernel.identification.model import Reason, Verdict
from salwa.kernel.marks.folding import plain

_WORDS: Final = {
    "same": "the same",
    "look_alike": "look-alikes",
    "substituted": "another character",
    "inserted": "one too many as written",
    "dropped": "left out as written",
    "transposed": "changed places",
    "unreadable": "could not be read",
    "prefix_lost": "beginning left out",
    "suffix_lost": "end left out",
    "spacing": "spacing",
    "script": "another script",
    "differs": "differs",
    "missing": "not in the register",
    "wrong_field": "found in another field",
}


def chosen(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Outcome]]:
    """Choose the first firearm of the file, not chosen yet, that fits each rule; give the rule in words with it."""
    taken: set[int] = set()
    for rule, fits in _RULES:
        found = next((one for one in outcomes if one.recovery.number not in taken and fits(one)), None)
        if found is not None:
            taken.add(found.recovery.number)
            yield rule, found


def told(outcome: Outcome) -> Iterator[str]:
    """Tell one answer in lines: what was written, what the register has, and each reason."""
    answer, written = outcome.answer, outcome.recovery.written()
    said = ", ".join(part for part in (written.make, written.calibre) if part) or "no make or calibre"
    yield f"as written:    {written.serial}   ({said})"
    if answer.best is None:
        yield f"in the register: nothing that it can be ({answer.verdict}, {answer.not_in_register:.0%} not registered)"
        return
    yield from _candidate(answer.best)
    more = len(answer.others)
    if more:
        likely = ", ".join(f"{one.serial or '(masked)'} {one.make} {one.probability:.0%}" for one in answer.others[:3])
        yield f"next in line:  {likely}" + (f" and {more - 3} more" if more > 3 else "")
    yield f"the verdict:   {_verdict(answer)}; the sale was {outcome.recovery.serial_sold} ({_place(outcome)})"


def _candidate(best: CandidateAnswer) -> Iterator[str]:
    named = " ".join(part for part in (best.make, best.model, best.calibre) if part)
    yield f"in register:   {best.plain}   ({named}; record {best.record}, {best.probability:.1%})"
    marker = _marker(best.reasons)
    if marker:
        yield f"               {marker}"
    for reason in best.reasons:
        yield f"                 {_reason(reason)}"


def _marker(reasons: Sequence[Reason]) -> str:
    """Mark the registered characters that the reasons speak of."""
    signs: dict[int, str] = {}
    for reason in reasons:
        if reason.field == "serial" and reason.position is not None and reason.kind != "inserted":
            signs |= {reason.position - 1 + at: "^" for at in range(max(len(reason.registered), 1))}
    return "".join(signs.get(at, " ") for at in range(max(signs, default=-1) + 1))


def _reason(reason: Reason) -> str:
    where = reason.field if reason.position is None else f"{reason.field}, character {reason.position}"
    texts = " against ".join(text for text in (reason.written, reason.registered) if text)
    return f"{where}: {texts}, {_WORDS.get(reason.kind, reason.kind)}"


def _verdict(answer: Answer) -> str:
    return f"{answer.verdict}, {answer.not_in_register:.1%} that it is not in the register"


def _place(outcome: Outcome) -> str:
    return {"first": "the first named", "among_equals": "among equals", "elsewhere": "not the first named"}[
        outcome.place
    ]


def _texts(outcome: Outcome) -> tuple[str, str]:
    return plain(outcome.recovery.serial_found), plain(outcome.recovery.serial_sold)


def _is_transposed(outcome: Outcome) -> bool:
    found, sold = _texts(outcome)
    return _differs(outcome) and OSA.distance(found, sold) == 1 and Levenshtein.distance(found, sold) > 1


def _is_one_character_off(outcome: Outcome) -> bool:
    found, sold = _texts(outcome)
    return _differs(outcome) and Levenshtein.distance(found, sold) == 1


def _is_truncated(outcome: Outcome) -> bool:
    found, sold = _texts(outcome)
    return _differs(outcome) and abs(len(found) - len(sold)) > 1 and (found.startswith(sold) or sold.startswith(found))


def _is_ambiguous(outcome: Outcome) -> bool:
    return outcome.answer.verdict is Verdict.AMBIGUOUS


def _differs(outcome: Outcome) -> bool:
    return outcome.recovery.group is Group.WRITTEN_DIFFERENTLY


_RULES: Final[tuple[tuple[str, Callable[[Outcome], bool]], ...]] = (
    ("the first whose two hands changed one character", _is_one_character_off),
    ("the first whose two hands exchanged two neighbours", _is_transposed),
    ("the first of which one hand wrote only a part", _is_truncated),
    ("the first that stays ambiguous", _is_ambiguous),
)
