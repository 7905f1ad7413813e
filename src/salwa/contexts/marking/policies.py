"""Marking, policies, ¶28 ¶63: whose consignments, jobs and machines an officer sees, and who may do what with them."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from salwa.contexts.identity.public import Role, agencies_of, sees_all_agencies
from salwa.contexts.marking.models import Consignment, Discrepancy, Job, Machine, OperatorSpell, Series
from salwa.platform.actor import Actor

READERS: Final = frozenset(
    {Role.REGISTRAR, Role.DEPOT_COMMANDER, Role.ARMOURER, Role.INSPECTOR, Role.CUSTOMS, Role.AUDITOR}
)
PLANNERS: Final = frozenset({Role.REGISTRAR})
OPERATORS: Final = frozenset({Role.REGISTRAR, Role.ARMOURER, Role.CUSTOMS})
VERIFIERS: Final = OPERATORS | {Role.INSPECTOR}


def may_read(actor: Actor) -> bool:
    """Who plans, marks, inspects or audits sees the marking of the own agency; of the whole State, who sees it all."""
    return bool(actor.roles & READERS)


def consignments_visible_to(actor: Actor) -> QuerySet[Consignment]:
    """Give the consignments of the actor's agency and its parts, and those that they mark; all, to who sees all."""
    if not may_read(actor):
        return Consignment.objects.none()
    if sees_all_agencies(actor):
        return Consignment.objects.all()
    own = agencies_of(actor)
    marked = Job.objects.filter(consignment=OuterRef("pk"), agency_id__in=own)
    return Consignment.objects.filter(Q(agency_id__in=own) | Exists(marked))


def visible_to(actor: Actor) -> QuerySet[Job]:
    """Give the jobs of the actor's agency and its parts, and those of its consignments; all, to who sees all."""
    if not may_read(actor):
        return Job.objects.none()
    if sees_all_agencies(actor):
        return Job.objects.all()
    own = agencies_of(actor)
    return Job.objects.filter(Q(agency_id__in=own) | Q(consignment__agency_id__in=own))


def series_visible_to(actor: Actor) -> QuerySet[Series]:
    """Give the series whose whole account the actor sees: all, or those of which no other agency has numbers."""
    if not may_read(actor):
        return Series.objects.none()
    if sees_all_agencies(actor):
        return Series.objects.all()
    others = Job.objects.filter(series=OuterRef("pk")).exclude(agency_id__in=agencies_of(actor))
    return Series.objects.filter(~Exists(others))


def machines_visible_to(actor: Actor) -> QuerySet[Machine]:
    """Give the machines of the actor's agency and its parts; all, to who sees all."""
    if not may_read(actor):
        return Machine.objects.none()
    if sees_all_agencies(actor):
        return Machine.objects.all()
    return Machine.objects.filter(agency_id__in=agencies_of(actor))


def may_plan(actor: Actor) -> bool:
    """Registrars put consignments together, plan jobs and give out numbers."""
    return bool(actor.roles & PLANNERS)


def may_plan_for(actor: Actor, consignment: Consignment) -> bool:
    """Registrars plan the marks of a consignment that they see."""
    return may_plan(actor) and consignments_visible_to(actor).filter(pk=consignment.pk).exists()


def may_keep_job(actor: Actor, job: Job) -> bool:
    """Registrars give more numbers to a job that they see, enter its marks and close it."""
    return may_plan(actor) and visible_to(actor).filter(pk=job.pk).exists()


def may_operate(actor: Actor, job: Job) -> bool:
    """Registrars, armourers and customs send, mark and report the jobs of their own agency."""
    return bool(actor.roles & OPERATORS) and job.agency_id in agencies_of(actor)


def may_report(actor: Actor, job: Job) -> bool:
    """What was marked is reported by those who mark, and typed for them by a registrar who sees the job."""
    return may_operate(actor, job) or may_keep_job(actor, job)


def may_verify(actor: Actor, job: Job) -> bool:
    """Registrars, armourers, customs and inspectors read marks again, of jobs that they see; never their own."""
    return bool(actor.roles & VERIFIERS) and visible_to(actor).filter(pk=job.pk).exists()


def may_settle(actor: Actor, discrepancy: Discrepancy) -> bool:
    """Registrars say what came of a discrepancy, of jobs that they see."""
    return may_plan(actor) and visible_to(actor).filter(pk=discrepancy.job_id).exists()


def may_keep_machines(actor: Actor) -> bool:
    """Registrars, armourers and customs put the machines of their own agency on record."""
    return bool(actor.roles & OPERATORS)


def may_keep_machine(actor: Actor, machine: Machine) -> bool:
    """Registrars, armourers and customs keep the log of a machine of their own agency."""
    return may_keep_machines(actor) and machine.agency_id in agencies_of(actor)


def may_end_spell(actor: Actor, spell: OperatorSpell) -> bool:
    """Who keeps the log of a machine says when somebody left it."""
    return may_keep_machine(actor, spell.machine)
