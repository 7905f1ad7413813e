"""The house, checked: every action leaves an entry, shown by carrying each one out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from salwa.contexts.identity import public as identity
from salwa.contexts.identity.models import Agency
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.models import ComponentKind, FindingKind, Firearm, HolderKind
from salwa.contexts.retention import public as retention
from salwa.contexts.retention.queries import due as due_queries
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.packs import RecordKind
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import short
from tests.house.test_actions import known

WHEN = Happened.in_year(2020)
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

    def file(self) -> Path:
        path = self.folder / "register.csv"
        path.write_text("external_id,serial,make\nX1,ENT55123,Glock\n", encoding="utf-8")
        return path


def happens(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    return lambda on: act(actor=on.cast.registrar, firearm=on.row, happened=WHEN, **more)


def unmerge(on: Stage) -> object:
    on.merged()
    return registry.unmerge_firearms(actor=on.cast.registrar, survivor=on.row, absorbed=on.other, reason="two")


def unblock(on: Stage) -> object:
    identity.block_user(actor=on.cast.administrator, username="analyst")
    return identity.unblock_user(actor=on.cast.administrator, username="analyst")


def close(on: Stage) -> object:
    found = registry.open_finding(actor=on.cast.registrar, firearm=on.row, kind=FindingKind.OTHER, text="look")
    return registry.close_finding(actor=on.cast.registrar, finding=found, reason="looked")


def held(on: Stage) -> retention.Hold:
    new = retention.NewHold(kind=retention.HoldKind.CASE, reference="7/2026", authority="Court", review=SOON)
    return retention.place_hold(actor=on.cast.registrar, hold=new, reason="case")


def proposed(on: Stage) -> retention.Proposal:
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
    "registry.unmerge_firearms": unmerge,
    "retention.attach_import": attach,
    "retention.carry_out_erasure": lambda on: retention.carry_out_erasure(
        actor=on.cast.auditor, proposal=proposed(on), reason="seen"
    ),
    "retention.lift_hold": lambda on: retention.lift_hold(actor=on.cast.auditor, hold=held(on), reason="done"),
    "retention.place_hold": held,
    "retention.propose_erasure": proposed,
    "retention.review_hold": lambda on: retention.review_hold(
        actor=on.cast.auditor, hold=held(on), review=SOON, reason="still open"
    ),
    "retention.take_over_records": taken_over,
    "retention.turn_down_erasure": lambda on: retention.turn_down_erasure(
        actor=on.cast.auditor, proposal=proposed(on), reason="not yet"
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
