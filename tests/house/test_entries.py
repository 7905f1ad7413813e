"""The house, checked: every action leaves an entry, shown by carrying each one out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.examples import identity, licensing, marking, registry, retention
from tests.house.stage import Stage
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
    return licensing.renew(actor=on.cast.licensing_officer, licence=row, terms=l.terms(1200), answers=l.ANSWERS)


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
    **identity.EXAMPLES,
    **licensing.EXAMPLES,
    **marking.EXAMPLES,
    **registry.EXAMPLES,
    **retention.EXAMPLES,
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
