"""Marking, tests: whose marking an officer sees, and who may do what with it."""

from salwa.contexts.marking import policies
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.models import Discrepancy, Series
from tests.conftest import Cast
from tests.contexts.marking import builders as m

OFFICERS = (
    "registrar",
    "tracing_officer",
    "licensing_officer",
    "armourer",
    "analyst",
    "auditor",
    "administrator",
    "outsider",
    "outside_registrar",
)


def those(cast: Cast, may: object, *about: object) -> set[str]:
    return {name for name in OFFICERS if may(getattr(cast, name), *about)}  # type: ignore[operator]  # a policy


def test_each_does_what_the_role_is_for(cast: Cast) -> None:
    registrars = {"registrar", "outside_registrar"}
    assert those(cast, policies.may_read) == registrars | {"armourer", "auditor"}
    assert those(cast, policies.may_plan) == registrars
    assert those(cast, policies.may_keep_machines) == registrars | {"armourer"}


def test_what_is_the_registry_s_is_done_by_its_own(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    job = marking.plan_job(actor=cast.registrar, consignment=held)
    assert those(cast, policies.may_plan_for, held) == {"registrar"}
    assert those(cast, policies.may_keep_job, job) == {"registrar"}
    assert those(cast, policies.may_operate, job) == {"registrar"}
    assert those(cast, policies.may_report, job) == {"registrar"}
    assert those(cast, policies.may_verify, job) == {"registrar"}
    assert those(cast, policies.may_settle, Discrepancy(job=job)) == {"registrar"}


def test_a_job_for_another_agency_is_operated_there_and_kept_here(cast: Cast) -> None:
    held = m.consignment(cast.registrar, m.firearms(cast.registrar, "ENT101"))
    how = marking.NewPlan(agency_id=cast.armourer.agency_id)
    job = marking.plan_job(actor=cast.registrar, consignment=held, how=how)
    assert those(cast, policies.may_operate, job) == {"armourer", "outside_registrar"}
    assert those(cast, policies.may_report, job) == {"armourer", "outside_registrar", "registrar"}
    assert those(cast, policies.may_keep_job, job) == {"registrar", "outside_registrar"}
    assert policies.visible_to(cast.armourer).filter(pk=job.pk).exists()
    assert policies.consignments_visible_to(cast.armourer).filter(pk=held.pk).exists()
    assert policies.series_visible_to(cast.armourer).exists()


def test_a_series_in_which_others_have_numbers_is_for_those_who_see_the_whole_state(cast: Cast) -> None:
    m.job(cast.registrar, "ENT101")
    assert Series.objects.count() == 1
    assert not policies.series_visible_to(cast.outside_registrar).exists()
    assert policies.series_visible_to(cast.auditor).exists()
    assert not policies.series_visible_to(cast.analyst).exists()
    assert not policies.visible_to(cast.analyst).exists()
    assert not policies.consignments_visible_to(cast.analyst).exists()


def test_machines_are_kept_where_they_stand(cast: Cast) -> None:
    machine = m.machine(cast.armourer)
    spell = marking.begin_spell(actor=cast.armourer, machine=machine, username="armourer")
    assert those(cast, policies.may_keep_machine, machine) == {"armourer", "outside_registrar"}
    assert those(cast, policies.may_end_spell, spell) == {"armourer", "outside_registrar"}
    seen = {name for name in OFFICERS if policies.machines_visible_to(getattr(cast, name)).exists()}
    assert seen == {"armourer", "outside_registrar", "registrar", "auditor"}
