"""Marking, rules, ¶28 ¶63: named checks with their source. Pure; a rule's docstring is what the user reads."""

from collections.abc import Collection
from typing import ClassVar

from salwa.contexts.marking.rules.accounting import Account, Fate


class Rule:
    """A check with a name. Source: each rule names its own.

    ``source`` is the instrument; ``unverified`` says that its text was quoted from memory and stands to be checked.
    """

    source: ClassVar[str] = ""
    unverified: ClassVar[bool] = False

    @classmethod
    def text(cls) -> str:
        """Give the sentence for the user."""
        return " ".join((cls.__doc__ or "").split("Source:")[0].split())


class ITI9SeizedIsMarked(Rule):
    """A seized firearm that is not destroyed carries a unique mark before it is kept for official use.

    Put it into a consignment of seized firearms and plan its marks.

    Source: International Tracing Instrument, paragraph 9; Firearms Protocol, article 6.
    """

    source = "ITI 9; Firearms Protocol 6"
    unverified = True

    @classmethod
    def is_kept(cls, *, has_serial: bool, has_state_mark: bool) -> bool:
        """Whether it carries one: a mark of the State, or a serial number that can be read."""
        return has_state_mark or has_serial


class EveryNumberAccounted(Rule):
    """Numbers of this job are still open.

    Say of each what became of it, or declare it void with the reason; then the job can be closed.

    Source: systems page S2 (¶28, ¶63): every allotted number is accounted for, machine or no electricity.
    """

    source = "S2, ¶28, ¶63"

    @classmethod
    def is_kept(cls, account: Account) -> bool:
        """Whether every number of the job has a fate."""
        return not account.open


class EveryMarkReadAgain(Rule):
    """Marks of this job have not been read again by a second person, or were read differently.

    Source: systems page S2 (¶28, ¶63): a mark is verified by reading it again.
    """

    source = "S2, ¶28, ¶63"

    @classmethod
    def is_kept(cls, engraved: Collection[int], verified: Collection[int]) -> bool:
        """Whether each engraved number was read back as it should be."""
        return set(engraved) <= set(verified)


class SecondPersonReads(Rule):
    """Who marked a firearm, or reported its mark, does not read the mark again: a second person does.

    Source: ISO/IEC 27002:2022, control 5.3, segregation of duties.
    """

    source = "ISO/IEC 27002:2022, 5.3"
    unverified = True

    @classmethod
    def is_kept(cls, reader: int, marked_by: Collection[int]) -> bool:
        """Whether the reader is none of those who marked or reported (ids of users)."""
        return reader not in marked_by


class LostNumberSaysWhy(Rule):
    """A number that is spoiled, skipped or void says why: somebody will look for it.

    Source: systems page S2 (¶28, ¶63): every allotted number is accounted for.
    """

    source = "S2, ¶28, ¶63"

    @classmethod
    def is_kept(cls, fate: Fate, reason: str) -> bool:
        """Whether a reason stands with a number that is on no firearm."""
        return fate is Fate.ENGRAVED or bool(reason.strip())


class OneMarkOfAJob(Rule):
    """This firearm already carries a mark of this job.

    If the first one is wrong, say first that it was spoiled.

    Source: International Tracing Instrument, paragraph 8: the mark is unique.
    """

    source = "ITI 8"

    @classmethod
    def is_kept(cls, firearm: int, marked: Collection[int]) -> bool:
        """Whether the firearm (its id) is none of those that carry a mark of the job."""
        return firearm not in marked
