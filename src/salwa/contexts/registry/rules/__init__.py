"""Registry, rules, ¶28 ¶29 ¶63: named checks with their source. Pure; a rule's docstring is what the user reads."""

from collections.abc import Sequence
from typing import Final

from salwa.contexts.registry.rules._base import MarkFacts, MarkRule, Rule, Step, StepRule
from salwa.contexts.registry.rules._details import (
    ConsentsComeFirst,
    DeactivationIsCertified,
    GiverHasTitle,
    HoldForbidsItsEnd,
    NoCertificateFromTheFuture,
    PassesToSomebody,
    UntilComesAfter,
)
from salwa.contexts.registry.rules._lives import (
    CorrectionNamesAnEntryInForce,
    DestroyedStaysDestroyed,
    EndedStaysEnded,
    MadeOnce,
    MissingIsFoundFirst,
    NothingBeforeManufacture,
    NotInTheFuture,
    OneHolderAtATime,
    TransferChangesHolder,
    has_happened,
)
from salwa.contexts.registry.rules._marks import ITI10, ITI8a, Protocol8ImportMark, SerialSaysSomething
from salwa.contexts.registry.rules._states import (
    AbroadComesBackFirst,
    DeactivatedIsNotLive,
    DismantledIsReassembledFirst,
    EvidenceStaysEvidence,
    LentComesBackFirst,
    NotTwice,
    OnlyWhatIsApartIsReassembled,
    OnlyWhatIsAwayReturns,
    ReactivatedIsTakenFirst,
)

__all__ = [
    "ADVISING_MARK_RULES",
    "ITI10",
    "REFUSING_MARK_RULES",
    "STATE_RULES",
    "STEP_RULES",
    "AbroadComesBackFirst",
    "ConsentsComeFirst",
    "CorrectionNamesAnEntryInForce",
    "DeactivatedIsNotLive",
    "DeactivationIsCertified",
    "DestroyedStaysDestroyed",
    "DismantledIsReassembledFirst",
    "EndedStaysEnded",
    "EvidenceStaysEvidence",
    "GiverHasTitle",
    "HoldForbidsItsEnd",
    "ITI8a",
    "LentComesBackFirst",
    "MadeOnce",
    "MarkFacts",
    "MarkRule",
    "MissingIsFoundFirst",
    "NoCertificateFromTheFuture",
    "NotInTheFuture",
    "NotTwice",
    "NothingBeforeManufacture",
    "OneHolderAtATime",
    "OnlyWhatIsApartIsReassembled",
    "OnlyWhatIsAwayReturns",
    "PassesToSomebody",
    "Protocol8ImportMark",
    "ReactivatedIsTakenFirst",
    "Rule",
    "SerialSaysSomething",
    "Step",
    "StepRule",
    "TransferChangesHolder",
    "UntilComesAfter",
    "advice_on",
    "broken_marks",
    "broken_steps",
    "forbidden_now",
    "has_happened",
]

STATE_RULES: Final[tuple[type[StepRule], ...]] = (
    DestroyedStaysDestroyed,
    EndedStaysEnded,
    MadeOnce,
    MissingIsFoundFirst,
    AbroadComesBackFirst,
    EvidenceStaysEvidence,
    HoldForbidsItsEnd,
    LentComesBackFirst,
    DeactivatedIsNotLive,
    ReactivatedIsTakenFirst,
    DismantledIsReassembledFirst,
    OnlyWhatIsAwayReturns,
    OnlyWhatIsApartIsReassembled,
    NotTwice,
    OneHolderAtATime,
)
"""Rules that rest on the life so far alone: what they refuse today is not offered today."""

STEP_RULES: Final[tuple[type[StepRule], ...]] = (
    NotInTheFuture,
    CorrectionNamesAnEntryInForce,
    *STATE_RULES,
    NothingBeforeManufacture,
    TransferChangesHolder,
    PassesToSomebody,
    GiverHasTitle,
    UntilComesAfter,
    DeactivationIsCertified,
    NoCertificateFromTheFuture,
    ConsentsComeFirst,
)
"""Rules that refuse an event, in the order they are told."""

REFUSING_MARK_RULES: Final[tuple[type[MarkRule], ...]] = (SerialSaysSomething,)
ADVISING_MARK_RULES: Final[tuple[type[MarkRule], ...]] = (ITI8a, ITI10)
"""Rules that old and foreign firearms may break: told, and never a reason to refuse a record."""


def broken_steps(step: Step) -> tuple[type[StepRule], ...]:
    """Give the rules that the event breaks. Source: the rules' own."""
    return tuple(rule for rule in STEP_RULES if not rule.is_kept(step))


def forbidden_now(step: Step) -> tuple[type[StepRule], ...]:
    """Give the rules by which an event of this kind cannot be recorded as of today. Source: the rules' own."""
    return tuple(rule for rule in STATE_RULES if not rule.is_kept(step))


def broken_marks(marks: Sequence[MarkFacts]) -> tuple[type[MarkRule], ...]:
    """Give the rules by which these marks are refused. Source: the rules' own."""
    return tuple(rule for rule in REFUSING_MARK_RULES if not rule.is_kept(marks))


def advice_on(marks: Sequence[MarkFacts], *, is_imported: bool) -> tuple[type[MarkRule], ...]:
    """Give the rules that the record of a firearm's marks does not meet. Source: the rules' own."""
    asked: list[type[MarkRule]] = [*ADVISING_MARK_RULES]
    if is_imported:
        asked.append(Protocol8ImportMark)
    return tuple(rule for rule in asked if not rule.is_kept(marks))
