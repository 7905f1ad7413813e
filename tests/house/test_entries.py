"""The house, checked: every action leaves an entry, shown by carrying each one out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salwa.contexts.identity import public as identity
from salwa.contexts.identity.models import Agency
from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.actions.permits import Desk
from salwa.contexts.licensing.models import Category, Task
from salwa.contexts.marking import public as marking
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.models import (
    ComponentKind,
    ComponentMaterial,
    FindingKind,
    Firearm,
    HolderKind,
    HoldReason,
    Party,
    Proposal,
)
from salwa.contexts.retention import public as retention
from salwa.contexts.retention.queries import due as due_queries
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.packs import Counting, RecordKind, RetentionRule
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import short
from tests.house.test_actions import known

WHEN = Happened.in_year(2020)
SLIDE = registry.NewPart(kind=ComponentKind.SLIDE, marks=(b.serial("LSE55123"),))
PHRASE = "a long enough phrase 42"
SOON = (datetime.now(UTC) + timedelta(days=30)).date()
YEARS = timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Stage:
    """Two firearms of the registrar's, and a folder."""

    cast: Cast
    row: Firearm
    other: Firearm
    folder: Path

    def merged(self) -> None:
        registry.merge_firearms(actor=self.cast.registrar, survivor=self.row, absorbed=self.other, reason="one")

    @property
    def slide(self) -> registry.PartName:
        return registry.PartName(self.row.pk, 2)

    def file(self) -> Path:
        path = self.folder / "register.csv"
        path.write_text("external_id,serial,make\nX1,ENT55123,Glock\n", encoding="utf-8")
        return path


def happens(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    return lambda on: act(actor=on.cast.registrar, firearm=on.row, happened=WHEN, **more)


def told(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    return lambda on: act(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN, **more))


def to_somebody(act: Callable[..., object]) -> Callable[[Stage], object]:
    return lambda on: act(
        actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN, holder=b.company(on.cast.registrar))
    )


def returned(on: Stage) -> object:
    registry.record_storage(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))
    return registry.record_return(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))


def reassembled(on: Stage) -> object:
    registry.record_dismantling(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))
    return registry.record_reassembly(actor=on.cast.registrar, firearm=on.row, told=b.told(WHEN))


def lifted(on: Stage) -> object:
    hold = registry.place_hold(actor=on.cast.registrar, firearm=on.row, kind=HoldReason.CASE, reference="C-1")
    return registry.lift_hold(actor=on.cast.registrar, hold=hold, reason="closed")


def proposed(on: Stage) -> Proposal:
    with b.pack(b.ASKING):
        return b.proposal(on.cast.registrar, on.row)


def consented(on: Stage) -> Proposal:
    found = proposed(on)
    for party in Party:
        said = registry.NewConsent(party=party, is_given=True, reference=f"P-{party}")
        registry.note_consent(actor=on.cast.registrar, proposal=found, said=said)
    return found


def unmerge(on: Stage) -> object:
    on.merged()
    return registry.unmerge_firearms(actor=on.cast.registrar, survivor=on.row, absorbed=on.other, reason="two")


def unblock(on: Stage) -> object:
    identity.block_user(actor=on.cast.administrator, username="analyst")
    return identity.unblock_user(actor=on.cast.administrator, username="analyst")


def close(on: Stage) -> object:
    found = registry.open_finding(actor=on.cast.registrar, firearm=on.row, kind=FindingKind.OTHER, text="look")
    return registry.close_finding(actor=on.cast.registrar, finding=found, reason="looked")


def marked(on: Stage, *, by: str = "registrar") -> tuple[marking.Job, int]:
    """A job of the harbour police whose mark is reported; the id of the report."""
    held = m.consignment(on.cast.registrar, [on.row])
    how = marking.NewPlan(agency_id=on.cast.armourer.agency_id)
    job = marking.plan_job(actor=on.cast.registrar, consignment=held, how=how)
    m.engraved(getattr(on.cast, by), job)
    return job, marking.sheet(on.cast.registrar, job)[0].outcome_id or 0


def verify(on: Stage) -> marking.Job:
    job, reported = marked(on)
    mark = m.marks(on.cast.registrar, job)[0]
    marking.verify_reading(actor=on.cast.armourer, job=job, reported=reported, text=mark)
    return job


def lose(on: Stage) -> marking.Job:
    job = m.job(on.cast.registrar, "ENT101")
    lost = marking.Taken(mark=m.marks(on.cast.registrar, job)[0], outcome=marking.Outcome.SPOILED, reason="slipped")
    marking.take_back(actor=on.cast.registrar, job=job, taken=[lost])
    return job


def differ(on: Stage) -> object:
    job, reported = marked(on)
    marking.verify_reading(actor=on.cast.armourer, job=job, reported=reported, text="XC 1")
    (told,) = marking.discrepancies(on.cast.registrar)
    found = marking.discrepancy(on.cast.registrar, told.id)
    return marking.close_discrepancy(actor=on.cast.registrar, discrepancy=found, reason="looked")


def leave(on: Stage) -> object:
    machine = m.machine(on.cast.armourer)
    spell = marking.begin_spell(actor=on.cast.armourer, machine=machine, username="armourer")
    return marking.end_spell(actor=on.cast.armourer, spell=spell)


def withdraw_calibre(on: Stage) -> object:
    registry.add_calibre(actor=on.cast.registrar, firearm=on.row, calibre=b.calibre())
    return registry.withdraw_calibre(actor=on.cast.registrar, firearm=on.row, calibre=b.calibre(), reason="misread")


def held(on: Stage) -> retention.Hold:
    new = retention.NewHold(kind=retention.HoldKind.CASE, reference="7/2026", authority="Court", review=SOON)
    return retention.place_hold(actor=on.cast.registrar, hold=new, reason="case")


def due_for_erasure(on: Stage) -> retention.Proposal:
    """A person whose time is over, by a pack that keeps nobody long."""
    b.person(on.cast.registrar)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("salwa.contexts.retention.queries._packs.pack_of", lambda *_: short(entry=None))
        ask = due_queries._due
        patch.setattr(due_queries, "_due", lambda kind, of, asked: ask(kind, of, asked._replace(by=asked.by + YEARS)))
        return retention.propose_erasure(actor=on.cast.registrar, kind=RecordKind.PERSON, reason="round")


def taken_over(on: Stage) -> retention.HandOver:
    company = registry.NewHolder(kind=HolderKind.LEGAL_PERSON, name="Closed Arms")
    new = retention.NewHandOver(
        company=company, ceased=date(2020, 3, 31), carrier=retention.Carrier.PAPER, pieces=3, kept_at="Archive"
    )
    return retention.take_over_records(actor=on.cast.registrar, hand_over=new, reason="closed")


def attach(on: Stage) -> object:
    """Any entry in the place of an import's, which the loader alone could write."""
    hand_over = taken_over(on)
    load = hand_over.entry_id
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("salwa.contexts.retention.actions.handovers._IMPORT", "retention.take_over_records")
        return retention.attach_import(actor=on.cast.registrar, hand_over=hand_over, load=load)


def licensed(act: Callable[..., object], *, grounds: str = "") -> Callable[[Stage], object]:
    """Do something with a licence that was granted."""
    return lambda on: act(
        actor=on.cast.licensing_officer,
        licence=l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
        measure=l.measure(grounds),
    )


def applied(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    """Decide an application of somebody of whom nothing was checked."""
    return lambda on: act(
        actor=on.cast.licensing_officer,
        application=l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
        **more,
    )


def confirm(on: Stage) -> object:
    row = l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer))
    licensing.grant(actor=on.cast.licensing_officer, application=row, terms=l.terms(), reason="known to me")
    return licensing.confirm(actor=on.cast.second_officer, application=row, is_confirmed=True, reason="looked")


def renew(on: Stage) -> object:
    row = l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer), given=l.terms(40, since=3))
    return licensing.renew(actor=on.cast.licensing_officer, licence=row, terms=l.terms(1200))


def amend(on: Stage) -> object:
    row = l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer))
    return licensing.amend_conditions(
        actor=on.cast.licensing_officer, licence=row, terms=l.terms(400, 1), reason="as agreed"
    )


def close_place(on: Stage) -> object:
    place = licensing.add_premises(
        actor=on.cast.licensing_officer, holder=l.dealer(on.cast.licensing_officer).pk, place=l.SHOP
    )
    return licensing.close_premises(actor=on.cast.licensing_officer, place=place.pk, reason="moved")


def withdraw_check(on: Stage) -> object:
    holder = l.person(on.cast.licensing_officer)
    l.passed(on.cast.licensing_officer, holder, *l.POSSESSION)
    return l.withdrawn(on.cast.licensing_officer, holder)


def take_stock(on: Stage) -> object:
    holder = l.dealer(on.cast.licensing_officer)
    return licensing.take_stock(actor=on.cast.inspector, holder=holder.pk, serials=["ZZZ999"], taken_on=l.today())


def close_task(on: Stage) -> object:
    take_stock(on)
    return licensing.close_task(actor=on.cast.inspector, task=Task.objects.get().pk, reason="misread")


def viewed(on: Stage) -> registry.HolderView:
    return licensing.holder_of(on.cast.inspector, l.person(on.cast.licensing_officer).uuid)


# One example for each action. A new action is given one here.
EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "identity.add_agency": lambda on: identity.add_agency(
        actor=on.cast.administrator, name="Border guard", kind=identity.AgencyKind.OTHER
    ),
    "identity.add_unit": lambda on: identity.add_unit(
        actor=on.cast.administrator, agency=Agency.objects.get(name="Tracing desk"), name="Night shift"
    ),
    "identity.add_user": lambda on: identity.add_user(
        actor=on.cast.administrator,
        username="a.tarek",
        display_name="A. Tarek",
        agency=Agency.objects.get(name="Tracing desk"),
    ),
    "identity.assign_role": lambda on: identity.assign_role(
        actor=on.cast.administrator, username="analyst", role=identity.Role.AUDITOR
    ),
    "identity.bind_rows": lambda on: identity.bind_rows(actor=on.cast.administrator, reason="from before"),
    "identity.block_user": lambda on: identity.block_user(actor=on.cast.administrator, username="analyst"),
    "identity.end_role": lambda on: identity.end_role(
        actor=on.cast.administrator, username="analyst", role=identity.Role.ANALYST
    ),
    "identity.found": lambda _on: identity.found(actor=identity.Founder()),
    "identity.issue_token": lambda on: identity.issue_token(actor=on.cast.analyst, username="analyst"),
    "identity.refuse_sign_in": lambda _on: identity.refuse_sign_in(
        actor=identity.Gate(), username="analyst", address="192.0.2.1"
    ),
    "identity.set_password": lambda on: identity.set_password(
        actor=on.cast.analyst, username="analyst", password=PHRASE
    ),
    "identity.unblock_user": unblock,
    "identity.withdraw_tokens": lambda on: identity.withdraw_tokens(actor=on.cast.analyst, username="analyst"),
    "marking.add_to_consignment": lambda on: m.consignment(on.cast.registrar, [on.row]),
    "marking.allot_again": lambda on: marking.allot_again(actor=on.cast.registrar, job=lose(on)),
    "marking.allot_numbers": lambda on: marking.allot_numbers(
        actor=on.cast.registrar, pad=marking.NewPad(use=marking.Use.IMPORT, count=2, label="Pad")
    ),
    "marking.begin_spell": lambda on: marking.begin_spell(
        actor=on.cast.armourer, machine=m.machine(on.cast.armourer), username="armourer"
    ),
    "marking.close_discrepancy": differ,
    "marking.close_job": lambda on: marking.close_job(actor=on.cast.registrar, job=verify(on)),
    "marking.end_spell": leave,
    "marking.enter_marks": lambda on: marking.enter_marks(actor=on.cast.registrar, job=verify(on)),
    "marking.note_machine": lambda on: marking.note_machine(
        actor=on.cast.armourer,
        machine=m.machine(on.cast.armourer),
        kind=marking.NoteKind.SERVICED,
        day=date(2026, 2, 1),
    ),
    "marking.open_consignment": lambda on: m.consignment(on.cast.registrar, [on.row]),
    "marking.plan_job": lambda on: m.job(on.cast.registrar, "ENT101"),
    "marking.register_machine": lambda on: m.machine(on.cast.armourer),
    "marking.send_job": lambda on: marking.send_job(
        actor=on.cast.registrar, job=m.job(on.cast.registrar, "ENT101"), form=marking.Form.PAPER
    ),
    "marking.take_back": marked,
    "marking.verify_reading": verify,
    "marking.void_numbers": lambda on: marking.void_numbers(
        actor=on.cast.registrar, job=m.job(on.cast.registrar, "ENT101"), reason="went back"
    ),
    "registry.add_calibre": lambda on: registry.add_calibre(
        actor=on.cast.registrar, firearm=on.row, calibre=b.calibre()
    ),
    "registry.dismantle_firearm": happens(registry.dismantle_firearm),
    "registry.exchange_component": lambda on: registry.exchange_component(
        actor=on.cast.registrar, firearm=on.row, out=on.slide, part=SLIDE, happened=WHEN
    ),
    "registry.fit_component": lambda on: registry.fit_component(
        actor=on.cast.registrar, firearm=on.row, part=SLIDE, happened=WHEN
    ),
    "registry.measure_mark": lambda on: registry.measure_mark(
        actor=on.cast.registrar,
        firearm=on.row,
        mark=registry.PartName(on.row.pk, 1),
        measure=registry.NewMeasure(on_plate=True),
    ),
    "registry.record_part": lambda on: registry.record_part(actor=on.cast.registrar, part=SLIDE),
    "registry.remove_component": lambda on: registry.remove_component(
        actor=on.cast.registrar, firearm=on.row, part=on.slide, happened=WHEN
    ),
    "registry.state_material": lambda on: registry.state_material(
        actor=on.cast.registrar, firearm=on.row, part=on.slide, material=ComponentMaterial.STEEL
    ),
    "registry.withdraw_calibre": withdraw_calibre,
    "licensing.add_category": lambda on: licensing.add_category(
        actor=on.cast.licensing_officer, holder=l.dealer(on.cast.licensing_officer).pk, category=Category.BROKER
    ),
    "licensing.add_premises": close_place,
    "licensing.amend_conditions": amend,
    "licensing.apply": lambda on: l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
    "licensing.close_premises": close_place,
    "licensing.close_task": close_task,
    "licensing.confirm": confirm,
    "licensing.end_category": lambda on: licensing.end_category(
        actor=on.cast.licensing_officer,
        licensee=l.licensee_of(l.dealer(on.cast.licensing_officer)).pk,
        held_to=l.today(),
        reason="closed",
    ),
    "licensing.erase_words": lambda on: licensing.erase_words(
        actor=on.cast.registrar,
        rule=RetentionRule(kind=RecordKind.LICENCE, years=0, counted=Counting.ENDED, source="Invented Act, s. 1"),
        papers=[l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)).pk],
    ),
    "licensing.find_person": lambda on: licensing.find_person(
        actor=on.cast.inspector, sought=registry.Sought(document="P-1"), reason="a visit"
    ),
    "licensing.grant": lambda on: l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
    "licensing.open_book": lambda on: licensing.open_book(
        actor=on.cast.inspector, holder=viewed(on), period=licensing.Period(), reason="a visit"
    ),
    "licensing.open_file": lambda on: l.person(on.cast.licensing_officer),
    "licensing.open_person": lambda on: licensing.open_person(
        actor=on.cast.inspector, holder=viewed(on), reason="a visit"
    ),
    "licensing.plan_inspection": lambda on: l.inspection(on.cast.inspector, l.dealer(on.cast.licensing_officer)),
    "licensing.rebuild_states": lambda on: licensing.rebuild_states(actor=on.cast.registrar),
    "licensing.record_check": withdraw_check,
    "licensing.record_inspection": lambda on: licensing.record_inspection(
        actor=on.cast.inspector,
        inspection=l.inspection(on.cast.inspector, l.dealer(on.cast.licensing_officer)),
        result=l.result(),
    ),
    "licensing.refuse": applied(licensing.refuse_application, why=l.refusal()),
    "licensing.reinstate": lambda on: licensing.reinstate(
        actor=on.cast.licensing_officer,
        licence=licensed(licensing.suspend, grounds="inquiry")(on).licence,  # type: ignore[attr-defined]  # its event
        measure=l.measure(),
    ),
    "licensing.renew": renew,
    "licensing.revoke": licensed(licensing.revoke, grounds="court"),
    "licensing.surrender": licensed(licensing.surrender),
    "licensing.suspend": licensed(licensing.suspend, grounds="inquiry"),
    "licensing.take_stock": take_stock,
    "licensing.use_permit": lambda on: licensing.use_permit(actor=Desk(), firearm=on.row.pk, ordinal=1),
    "licensing.withdraw_application": applied(licensing.withdraw_application, reason="moved"),
    "licensing.withdraw_check": withdraw_check,
    "registry.add_component": lambda on: registry.add_component(
        actor=on.cast.registrar, firearm=on.row, kind=ComponentKind.BARREL
    ),
    "registry.add_mark": lambda on: registry.add_mark(
        actor=on.cast.registrar, firearm=on.row, mark=b.serial("SLD55123", component=2)
    ),
    "registry.close_finding": close,
    "registry.close_holdings": lambda on: registry.close_holdings(actor=on.cast.registrar, is_closed=True),
    "registry.correct_event": lambda on: registry.correct_event(
        actor=on.cast.registrar, firearm=on.row, ordinal=1, right=None, reason="misread"
    ),
    "registry.correct_mark": lambda on: registry.correct_mark(
        actor=on.cast.registrar, firearm=on.row, ordinal=1, mark=None, reason="misread"
    ),
    "registry.give_evidence": lambda on: registry.give_evidence(
        actor=on.cast.registrar, firearm=on.row, recipient="Court of Wendel", reason="Request 12/26"
    ),
    "registry.import_firearms": lambda on: import_firearms(actor=on.cast.registrar, order=Order(path=on.file())),
    "registry.merge_firearms": lambda on: on.merged(),
    "registry.open_finding": lambda on: registry.open_finding(
        actor=on.cast.registrar, firearm=on.row, kind=FindingKind.OTHER, text="look"
    ),
    "registry.rebuild_index": lambda on: registry.rebuild_index(actor=on.cast.registrar),
    "registry.rebuild_state": lambda on: registry.rebuild_state(actor=on.cast.registrar),
    "registry.record_destruction": happens(registry.record_destruction),
    "registry.record_find": happens(registry.record_find),
    "registry.record_import": happens(registry.record_import, country=100),
    "registry.record_registration": lambda on: registry.record_registration(
        actor=on.cast.registrar, firearm=on.row, holder=b.company(on.cast.registrar), happened=WHEN
    ),
    "registry.record_seizure": happens(registry.record_seizure),
    "registry.record_surrender": happens(registry.record_surrender),
    "registry.record_transfer": lambda on: registry.record_transfer(
        actor=on.cast.registrar, firearm=on.row, holder=b.company(on.cast.registrar), happened=WHEN
    ),
    "registry.register_firearm": lambda on: b.firearm(on.cast.registrar, "NEW55123"),
    "registry.register_holder": lambda on: registry.register_holder(
        actor=on.cast.registrar, holder=registry.NewHolder(kind=HolderKind.LEGAL_PERSON, name="Harbour Arms")
    ),
    "registry.report_loss": happens(registry.report_loss),
    "registry.report_theft": happens(registry.report_theft),
    "registry.carry_out_transfer": lambda on: registry.carry_out_transfer(
        actor=on.cast.registrar, proposal=consented(on), happened=WHEN
    ),
    "registry.lift_hold": lifted,
    "registry.note_consent": consented,
    "registry.place_hold": lambda on: registry.place_hold(
        actor=on.cast.registrar, firearm=on.row, kind=HoldReason.TRACE, reference="T-1"
    ),
    "registry.propose_transfer": proposed,
    "registry.withdraw_proposal": lambda on: registry.withdraw_proposal(
        actor=on.cast.registrar, proposal=proposed(on), reason="the buyer stepped back"
    ),
    "registry.record_conversion": told(registry.record_conversion),
    "registry.record_deactivation": told(
        registry.record_deactivation,
        details=registry.Details(certificate=registry.NewCertificate(number="D-1", issuer="Proof house")),
    ),
    "registry.record_dismantling": told(registry.record_dismantling),
    "registry.record_evidence": told(registry.record_evidence),
    "registry.record_export": told(registry.record_export, country=100),
    "registry.record_forfeiture": told(registry.record_forfeiture),
    "registry.record_inheritance": to_somebody(registry.record_inheritance),
    "registry.record_loan": to_somebody(registry.record_loan),
    "registry.record_manufacture": lambda on: registry.record_manufacture(
        actor=on.cast.registrar, firearm=on.other, told=b.told(WHEN)
    ),
    "registry.record_marking": told(registry.record_marking),
    "registry.record_proof": told(registry.record_proof),
    "registry.record_reactivation": told(registry.record_reactivation),
    "registry.record_reassembly": reassembled,
    "registry.record_repair": told(registry.record_repair),
    "registry.record_retention": told(registry.record_retention),
    "registry.record_return": returned,
    "registry.record_sale": to_somebody(registry.record_sale),
    "registry.record_storage": told(registry.record_storage),
    "registry.record_temporary_import": told(registry.record_temporary_import),
    "registry.record_transit": told(registry.record_transit),
    "registry.unmerge_firearms": unmerge,
    "retention.attach_import": attach,
    "retention.carry_out_erasure": lambda on: retention.carry_out_erasure(
        actor=on.cast.auditor, proposal=due_for_erasure(on), reason="seen"
    ),
    "retention.lift_hold": lambda on: retention.lift_hold(actor=on.cast.auditor, hold=held(on), reason="done"),
    "retention.place_hold": held,
    "retention.propose_erasure": due_for_erasure,
    "retention.review_hold": lambda on: retention.review_hold(
        actor=on.cast.auditor, hold=held(on), review=SOON, reason="still open"
    ),
    "retention.take_over_records": taken_over,
    "retention.turn_down_erasure": lambda on: retention.turn_down_erasure(
        actor=on.cast.auditor, proposal=due_for_erasure(on), reason="not yet"
    ),
}
LOADED = {one.name for one in known() if one.using != "default"}


def carried_out(name: str, cast: Cast, folder: Path) -> None:
    life = (b.event(EventKind.MANUFACTURE, Happened.in_year(2004)),)
    on = Stage(cast, b.firearm(cast.registrar, life=life), b.firearm(cast.registrar, "BKS799"), folder)
    before = set(Entry.objects.values_list("pk", flat=True))
    EXAMPLES[name](on)
    left = [entry for entry in Entry.objects.exclude(pk__in=before) if entry.action == name]
    assert left, f"{name} was carried out and left no entry"
    assert all(entry.actor_name and entry.recorded_at for entry in left)


def test_every_action_has_an_example() -> None:
    ours = {one.name for one in known() if not one.name.startswith("test.")}
    assert set(EXAMPLES) == ours, "give the new action an example, and the old one its rest"


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - LOADED))
def test_an_action_leaves_an_entry(cast: Cast, tmp_path: Path, name: str) -> None:
    carried_out(name, cast, tmp_path)


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
@pytest.mark.parametrize("name", sorted(LOADED))
def test_an_action_of_the_loader_leaves_an_entry(cast: Cast, tmp_path: Path, name: str) -> None:
    carried_out(name, cast, tmp_path)
