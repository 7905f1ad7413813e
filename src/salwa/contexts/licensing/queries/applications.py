"""Licensing, queries, ¶37 ¶59: an application, what it rests on, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext

from salwa.contexts.licensing.answers import ApplicationView, DecisionView, ProposalView
from salwa.contexts.licensing.drafts import Terms
from salwa.contexts.licensing.models import Application, ApplicationAnswer, DecisionOutcome, Licence, Part, Proposal
from salwa.contexts.licensing.naming import licence_number
from salwa.contexts.licensing.policies import applications, checks, licensees
from salwa.contexts.licensing.queries._views import answers_of, state_of, words
from salwa.contexts.licensing.queries.packs import asked_besides, kind_of, needed_kind
from salwa.contexts.licensing.rules import (
    Case,
    Fact,
    Outcome,
    Requirement,
    Standing,
    month_later,
    requirements,
    standing,
)
from salwa.contexts.registry import public as registry
from salwa.kernel.packs import Check, LicenceKind
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound


def application(actor: Actor, number: int) -> Application:
    """Give an application. Raises NotFound where there is none that the actor may open."""
    found = applications_told(actor).select_related("renews__state").filter(pk=number).first()
    if found is None:
        raise NotFound(gettext("There is no such application that you may open."))
    return found


def applications_told(actor: Actor) -> QuerySet[Application]:
    """Give the applications that the actor may open with all that is told of them: no list asks once for each line."""
    decision = ("decision__entry", "decision__proposal__entry", "decision__licence")
    return applications(actor).select_related("renews", "premises", *decision).prefetch_related("types")


def application_view(actor: Actor, row: Application, day: date) -> ApplicationView:
    """Give an application with what it rests on as of ``day``, and what came of it."""
    (view,) = application_views(actor, [row])
    if view.decision is not None or view.kind is None:
        return view
    case = case_of(actor, row, usual_terms(actor, row, day), day)
    return ApplicationView(
        **{name: getattr(view, name) for name in view.__slots__ if name != "requirements"},
        requirements=requirements(case),
    )


def application_views(actor: Actor, rows: Sequence[Application]) -> tuple[ApplicationView, ...]:
    """Give applications without what they rest on. ``rows`` come from :func:`applications_told`."""
    holders = registry.holders_by_id(actor, {row.holder_id for row in rows})
    answers = answers_of(ApplicationAnswer.objects.filter(application__in=rows))
    proposals = Proposal.objects.filter(application__in=rows, settled=None).select_related("entry")
    waiting = {one.application_id: one for one in proposals}
    said = words(Part.REASON, _entries_of_reasons(rows, waiting.values()))
    return tuple(
        ApplicationView(
            id=row.pk,
            holder=holders[row.holder_id],
            code=row.kind,
            kind=kind_of(actor, row.kind, row.received_on),
            category=row.category,
            received_on=row.received_on,
            quota=row.quota,
            types=tuple(one.type for one in row.types.all()),
            fee_reference=row.fee_reference,
            renews=licence_number(row.renews) if row.renews is not None else "",
            premises=row.premises.label if row.premises is not None else "",
            answers=answers.get(row.pk, ()),
            asked=asked_besides(actor, row.received_on),
            proposal=_proposal(waiting.get(row.pk), said),
            decision=_decision(row, said),
        )
        for row in rows
    )


def usual_terms(actor: Actor, row: Application, day: date) -> Terms:
    """Give the terms that the pack and the application lead to: what a form is filled in with."""
    kind = needed_kind(actor, row.kind, day)
    ends = row.renews.state.valid_to if row.renews is not None else None
    begins = ends if ends is not None and ends >= day else day
    first = row.renews.state.valid_from if row.renews is not None else None
    return Terms(
        valid_from=first or day,
        valid_to=None if kind.months is None else month_later(begins, kind.months),
        quota=row.quota if row.quota is not None else kind.quota,
    )


def case_of(actor: Actor, row: Application, terms: Terms, day: date) -> Case:
    """Give an application as the rules see it on a day. Checks and capacities are those that the actor may open."""
    kind = needed_kind(actor, row.kind, day)
    held = licensees(actor).filter(holder=row.holder_id, held_from__lte=day, ended=None)
    year, born = registry.born(actor, row.holder_id)
    ends = row.renews.state.valid_to if row.renews is not None else None
    is_person = registry.holders_by_id(actor, [row.holder_id])[row.holder_id].is_person
    return Case(
        kind=kind,
        day=day,
        category=row.category,
        categories=frozenset(held.values_list("category", flat=True)),
        is_person=is_person,
        born=born,
        year_of_birth=year,
        facts=facts_of(actor, row.holder_id),
        held=registry.count_held(actor, row.holder_id, kind.types),
        quota=terms.quota,
        types=frozenset(one.type for one in row.types.all()),
        valid_from=ends if ends is not None and ends >= day else terms.valid_from,
        valid_to=terms.valid_to,
        others=_others_in_force(row, kind, day),
        renews=row.renews is not None,
        ends=ends,
    )


def requirements_of(actor: Actor, row: Application, terms: Terms, day: date) -> tuple[Requirement, ...]:
    """Tell what an application rests on, with terms and on a day."""
    return requirements(case_of(actor, row, terms, day))


def facts_of(actor: Actor, holder: int) -> tuple[Fact, ...]:
    """Give the checks of a holder that count, as the rules see them."""
    return tuple(
        Fact(check=Check(row.kind), outcome=Outcome(row.outcome), day=row.made_on, valid_to=row.valid_to)
        for row in checks(actor).filter(holder=holder)
    )


def _others_in_force(row: Application, kind: LicenceKind, day: date) -> int:
    """Count the holder's other licences of a kind in force, of every agency of the State: two would be one too many."""
    same = Licence.objects.filter(holder=row.holder_id, kind=kind.code, state__ended=None).select_related("state")
    found = [one for one in same if standing(state_of(one.state), day) in (Standing.IN_FORCE, Standing.SUSPENDED)]
    return sum(one.pk != row.renews_id for one in found)


def _entries_of_reasons(rows: Iterable[Application], waiting: Iterable[Proposal]) -> Iterator[int]:
    for row in rows:
        decision = getattr(row, "decision", None)
        if decision is not None:
            yield decision.entry_id
    yield from (one.entry_id for one in waiting)


def _proposal(found: Proposal | None, said: Mapping[tuple[int, int], str]) -> ProposalView | None:
    if found is None:
        return None
    return ProposalView(
        id=found.pk,
        outcome=DecisionOutcome(found.outcome),
        by=found.entry.actor_name,
        by_id=found.entry.actor_id,
        reason=found.entry.reason,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        quota=found.quota,
        grounds=found.grounds,
        text=said.get((found.entry_id, 1), ""),
    )


def _decision(row: Application, said: Mapping[tuple[int, int], str]) -> DecisionView | None:
    found = getattr(row, "decision", None)
    if found is None:
        return None
    proposal = found.proposal
    first, second = (proposal.entry.actor_name, found.entry.actor_name) if proposal else (found.entry.actor_name, "")
    return DecisionView(
        outcome=DecisionOutcome(found.outcome),
        decided_on=found.decided_on,
        by=first,
        second=second,
        grounds=found.grounds,
        text=said.get((found.entry_id, 1), ""),
        appeal_by=found.appeal_by,
        licence=licence_number(found.licence) if found.licence is not None else "",
    )
