"""Licensing, tests: builders that go through the actions an officer would use, under the pack of State XC."""

from datetime import date, timedelta

from django.utils import timezone

from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.drafts import (
    Measure,
    NewApplication,
    NewCheck,
    NewInspection,
    NewPremises,
    Reason,
    Result,
    Terms,
)
from salwa.contexts.licensing.models import (
    Application,
    Category,
    CheckFact,
    CheckKind,
    CheckOutcome,
    Decision,
    Inspection,
    InspectionKind,
    InspectionOutcome,
    Licence,
    Licensee,
    PremisesKind,
)
from salwa.contexts.registry.models import Firearm, Holder, HolderKind
from salwa.contexts.registry.public import NewHolder, record_registration, record_transfer
from salwa.kernel.lifecycle import Happened
from salwa.platform.actor import Actor
from tests.contexts.registry import builders as b


def today() -> date:
    return timezone.now().date()


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def ahead(days: int) -> date:
    return today() + timedelta(days=days)


def person(actor: Actor, family_name: str = "Invented", given_names: str = "Ann", born: int = 1980) -> Holder:
    """A person with a file, as an officer opens one."""
    new = NewHolder(
        kind=HolderKind.NATURAL_PERSON,
        year_of_birth=born,
        family_name=family_name,
        given_names=given_names,
        document=(0, "passport", f"P{family_name[:3].upper()}{born}"),
    )
    return licensing.open_file(actor=actor, holder=new, category=Category.PERSON, held_from=ago(900)).holder


def dealer(actor: Actor, name: str = "Harbour Arms", category: Category = Category.DEALER) -> Holder:
    new = NewHolder(kind=HolderKind.LEGAL_PERSON, name=name, registration_number="R-1177")
    return licensing.open_file(actor=actor, holder=new, category=category, held_from=ago(900)).holder


def licensee_of(holder: Holder) -> Licensee:
    return Licensee.objects.get(holder=holder, ended=None)


def passed(actor: Actor, holder: Holder, *kinds: CheckKind, on: date | None = None) -> None:
    for kind in kinds:
        check = NewCheck(kind=kind, outcome=CheckOutcome.PASSED, made_on=on or ago(10), by="Dr. Nobody", document="D-1")
        licensing.record_check(actor=actor, holder=holder.pk, check=check)


POSSESSION = (CheckKind.MEDICAL, CheckKind.BACKGROUND, CheckKind.STORAGE, CheckKind.TRAINING)
SHOP = NewPremises(kind=PremisesKind.SHOP, label="Shop", address="Long Quay 1")
DEALING = (CheckKind.BACKGROUND, CheckKind.STORAGE, CheckKind.INSURANCE)


ANSWERS = (("purpose", "sport"),)
"""What State XC asks besides, answered."""


def asked(actor: Actor, holder: Holder, kind: str = "A1", category: Category = Category.PERSON) -> Application:
    new = NewApplication(kind=kind, category=category, received_on=ago(5), answers=ANSWERS)
    return licensing.apply(actor=actor, holder=holder.pk, application=new)


def terms(days: int = 1000, quota: int | None = 3, since: int = 0) -> Terms:
    return Terms(valid_from=ago(since), valid_to=ahead(days), quota=quota, decided_on=ago(since))


def granted(actor: Actor, holder: Holder, kind: str = "A1", given: Terms | None = None) -> Licence:
    """A licence with everything that it rests on."""
    category = Category(licensee_of(holder).category)
    passed(actor, holder, *(DEALING if kind == "D1" else POSSESSION))
    row = asked(actor, holder, kind, category)
    usual = {"A2": terms(60, 1), "D1": terms(900, None)}.get(kind, terms())
    decision = licensing.grant(actor=actor, application=row, terms=given or usual)
    assert isinstance(decision, Decision), decision
    assert decision.licence is not None
    return decision.licence


def measure(grounds: str = "", hand_in: int | None = None, text: str = "") -> Measure:
    return Measure(day=today(), grounds=grounds, text=text, hand_in_by=None if hand_in is None else ahead(hand_in))


def refusal(grounds: str = "requirement", text: str = "The training was not shown.") -> Reason:
    return Reason(grounds=grounds, text=text, appeal_by=ahead(30))


def held(actor: Actor, holder: Holder, serial: str = "BKS012", day: str = "2024-03-05") -> Firearm:
    """A firearm that is registered to a holder."""
    row = b.firearm(actor, serial, b.maker())
    record_registration(actor=actor, firearm=row, holder=holder, happened=b.day(day))
    return row


def passes(actor: Actor, firearm: Firearm, holder: Holder, day: str = "2025-02-03") -> None:
    record_transfer(actor=actor, firearm=firearm, holder=holder, happened=Happened.on(date.fromisoformat(day)))


def inspection(actor: Actor, holder: Holder, due: int = 10) -> Inspection:
    new = NewInspection(kind=InspectionKind.PREMISES, due=ahead(due))
    return licensing.plan_inspection(actor=actor, holder=holder.pk, inspection=new)


def result(*to_mend: str) -> Result:
    outcome = InspectionOutcome.TO_MEND if to_mend else InspectionOutcome.IN_ORDER
    return Result(outcome=outcome, done_on=today(), to_mend=to_mend, follow_up=ahead(30) if to_mend else None)


def withdrawn(actor: Actor, holder: Holder) -> None:
    """The last check of a holder no longer counts."""
    last = CheckFact.objects.filter(holder=holder).latest("pk")
    licensing.withdraw_check(actor=actor, check=last.pk, reason="taken back")
