"""Registry, rules, ¶24 ¶25 ¶29 ¶37: what must be told of an event, each rule with its source."""

from typing import Final

from salwa.contexts.registry.rules._base import Step, StepRule, may_have_been_before
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.lifecycle.kinds import ENDS_OR_LEAVES, FOR_A_TIME

_TO_SOMEBODY: Final = frozenset({EventKind.SALE, EventKind.INHERITANCE, EventKind.LOAN})
_GIVEN: Final = frozenset({EventKind.TRANSFER, EventKind.SALE, EventKind.INHERITANCE, EventKind.LOAN})


class HoldForbidsItsEnd(StepRule):
    """A trace, a hold or a case is open on this firearm or a part of it.

    It is not destroyed, changed, given away or returned, and its parts stay where they are. Look at the holds on its
    record and on those of its parts, and ask whoever placed them. Lifted holds no longer count.

    Source: Salwa, what it must never do, 7: never destroy, edit or re-circulate an arm while a trace, a hold or a case
    is open; International Tracing Instrument, paragraph 9.
    """

    source = "Salwa, must never 7; ITI 9"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        if not step.is_held or step.event.kind not in ENDS_OR_LEAVES:
            return True
        return step.event.kind is not EventKind.DESTRUCTION and may_have_been_before(step)


class PassesToSomebody(StepRule):
    """Say who has the firearm from then on: a sale, an inheritance or a loan has a taker.

    Source: EU 2021/555, article 4(5): the holder and each change of holder are kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.event.kind not in _TO_SOMEBODY or step.event.holder is not None or step.event.corrects is not None


class GiverHasTitle(StepRule):
    """This giver is not the holder on record. Only who has a firearm on record can give it away.

    If the record is wrong, correct it, or record first how the firearm came to this giver.

    Source: Firearms Protocol, article 7; EU 2021/555, article 4(5): each change of holder is kept.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        if step.event.kind not in _GIVEN or step.giver is None or step.state.holder is None:
            return True
        return step.giver == step.state.holder or may_have_been_before(step)


class UntilComesAfter(StepRule):
    """The day on which the firearm is due back, or due to leave, comes after the day on which it was given or entered.

    Source: Firearms Protocol, article 8(1)(b): a temporary import is for a verifiable lawful purpose, and ends.
    """

    source = "Firearms Protocol 8(1)(b)"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        first = step.event.happened.first
        if step.event.kind not in FOR_A_TIME or step.until is None or first is None:
            return True
        return step.until >= first


class DeactivationIsCertified(StepRule):
    """A deactivation counts by its certificate: write its number and who issued it.

    Without one the firearm stays in the register as one that fires.

    Source: EU 2015/2403, article 3: the verifying entity issues a certificate; MOSAIC 05.55.
    """

    source = "EU 2015/2403 article 3; MOSAIC 05.55"
    unverified = True

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        is_new = step.event.kind is EventKind.DEACTIVATION and step.event.corrects is None
        return not is_new or step.certified is not None


class NoCertificateFromTheFuture(StepRule):
    """A certificate is recorded when it has been issued, not before: check its date.

    Source: the register records what happened (tracing.md section 2, events to model).
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return step.certified is None or step.certified <= step.today


class ConsentsComeFirst(StepRule):
    """The law of this State asks for the consent of both sides, or for days between, before this is recorded.

    Propose it: "Propose a transfer". It is carried out once everything that the law asks for is there.

    Source: the country pack of this State, its rule on transfers.
    """

    source = "country pack, transfers"

    @classmethod
    def is_kept(cls, step: Step) -> bool:
        return not step.lacks_consent
