"""Registry, policies: every role against every policy, and whose records are whose."""

from dataclasses import fields

import pytest

from salwa.contexts.identity.public import AgencyKind, Founder, IdentityActor, Role, actor_by_name, add_agency, add_user
from salwa.contexts.registry import policies
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import FindingKind, Hold, HoldReason, Proposal
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotAllowed
from tests.conftest import Cast
from tests.contexts.registry import builders as b

ROLES = {
    "registrar": "search list load register report seize import keep open_finding rebuild close_holdings see_holders",
    "licensing_officer": "search list register report import see_holders",
    "tracing_officer": "search seize open_finding see_holders",
    "armourer": "search see_holders",
    "inspector": "search see_holders",
    "customs": "search register seize import see_holders",
    "analyst": "search",
    "auditor": "search list see_holders",
    "statistician": "",
    "administrator": "rebuild",
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_it_is_for(cast: Cast, role: str) -> None:
    row = b.firearm(cast.registrar)
    actor = IdentityActor(99, "somebody", cast.registrar.agency_id, frozenset({role}))
    asked = {
        "search": policies.may_search(actor),
        "list": policies.may_list(actor),
        "register": policies.may_register(actor),
        "report": policies.may_report(actor, row),
        "seize": policies.may_seize(actor, row),
        "import": policies.may_import(actor, row),
        "load": policies.may_load(actor),
        "keep": policies.may_keep(actor, row),
        "open_finding": policies.may_open_finding(actor, row),
        "rebuild": policies.may_rebuild(actor),
        "close_holdings": policies.may_close_holdings(actor),
        "see_holders": policies.may_see_holders(actor),
    }
    assert {name for name, may in asked.items() if may} == set(ROLES[role].split())
    assert policies.may_open(actor, row) is ("search" in ROLES[role])
    assert policies.may_merge(actor, row, row) is ("keep" in ROLES[role])
    assert policies.may_fit(actor, row, row) is ("keep" in ROLES[role])
    assert policies.may_fit(actor, row, None) is ("keep" in ROLES[role])


def test_another_agency_s_records_are_opened_by_officers_of_the_whole_state_only(cast: Cast) -> None:
    row = b.firearm(cast.outside_registrar)
    openers = {name for name in cast.__slots__ if policies.may_open(getattr(cast, name), row)}
    assert openers == {"registrar", "tracing_officer", "auditor", "armourer", "outsider", "outside_registrar"}
    assert not policies.may_keep(cast.outsider, row)


def test_an_agency_opens_the_records_of_its_parts(cast: Cast) -> None:
    founder = Founder()
    police = add_agency(actor=founder, name="Police", kind=AgencyKind.POLICE)
    station = add_agency(actor=founder, name="Station", kind=AgencyKind.POLICE, parent=police)
    for name, agency in (("chief", police), ("sergeant", station)):
        add_user(actor=founder, username=name, display_name=name, agency=agency, roles=[Role.REGISTRAR])
    row = b.firearm(actor_by_name("sergeant"))
    assert list(policies.visible_to(actor_by_name("chief"))) == [row]
    assert not policies.visible_to(cast.outside_registrar).exists()


def test_findings_go_with_their_records(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    found = registry.open_finding(actor=cast.registrar, firearm=row, kind=FindingKind.OTHER, text="look again")
    assert list(policies.findings_visible_to(cast.auditor)) == [found]
    assert not policies.findings_visible_to(cast.outsider).exists()
    assert policies.may_close_finding(cast.registrar, found)
    assert not policies.may_close_finding(cast.outside_registrar, found)


def test_the_node_itself_rebuilds_and_reads_nothing() -> None:
    node = IdentityActor(policies.NODE, "node", 0, frozenset())
    assert policies.may_rebuild(node)
    assert not policies.may_search(node)


@pytest.mark.parametrize(
    ("who", "reads", "sees_all"),
    [("registrar", True, True), ("armourer", True, False), ("administrator", False, False), ("outsider", True, False)],
)
def test_the_same_policy_as_sql_is_given_what_the_actor_may(cast: Cast, who: str, reads: bool, sees_all: bool) -> None:
    actor = getattr(cast, who)
    assert policies.opening(actor) == {"reads": reads, "all": sees_all, "agency": actor.agency_id}
    assert "%(agency)s" in policies.OPENED


def test_who_may_not_load_a_register_is_told_who_may(cast: Cast) -> None:
    policies.check_may_load(cast.registrar)
    for actor in (cast.tracing_officer, cast.licensing_officer, cast.administrator):
        with pytest.raises(NotAllowed, match="Only a registrar may load a register"):
            policies.check_may_load(actor)


@pytest.mark.parametrize(
    ("policy", "members"),
    [
        (policies.may_move, {"registrar", "licensing_officer", "second_officer"}),
        (policies.may_work, {"registrar"}),
        (policies.may_store, {"registrar", "tracing_officer"}),
        (policies.may_give_back, {"registrar", "licensing_officer", "second_officer", "tracing_officer"}),
        (policies.may_retain, {"registrar"}),
        (policies.may_find_reactivated, {"registrar", "tracing_officer", "inspector"}),
        (policies.may_hold, {"registrar", "tracing_officer"}),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_who_records_what_of_a_firearm_of_the_registry(cast: Cast, policy, members: set[str]) -> None:
    row = b.firearm(cast.registrar)
    officers = {field.name: getattr(cast, field.name) for field in fields(cast)}
    assert {name for name, officer in officers.items() if policy(officer, firearm=row)} == members


def test_a_hold_and_a_proposal_are_settled_by_who_may_open_the_firearm(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    hold = Hold(firearm=row, reason=HoldReason.CASE, reference="C 1")
    proposal = Proposal(firearm=row)
    assert policies.may_lift(cast.tracing_officer, hold)
    assert not policies.may_lift(cast.outside_registrar, hold)
    assert policies.may_settle(cast.licensing_officer, proposal)
    assert not policies.may_settle(cast.tracing_officer, proposal)
    assert not policies.may_settle(cast.outside_registrar, proposal)


def test_an_armourer_is_offered_works_and_no_dealings(cast: Cast) -> None:
    kinds = policies.kinds_recorded_by(cast.armourer)
    assert EventKind.REPAIR in kinds
    assert EventKind.SALE not in kinds
    assert policies.kinds_recorded_by(cast.auditor) == frozenset()
