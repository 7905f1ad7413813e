"""Licensing, actions, ¶37 ¶59: take an application in, and decide it.

An officer decides; two of them where it goes against what the requirements show.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext

from salwa.contexts.licensing.actions._deciding import carry_out_grant, carry_out_refusal
from salwa.contexts.licensing.actions._recording import (
    faults_of_day,
    faults_of_text,
    refuse,
    today,
    write_words,
)
from salwa.contexts.licensing.drafts import NewApplication, Reason, Terms
from salwa.contexts.licensing.models import (
    Application,
    ApplicationAnswer,
    ApplicationType,
    Category,
    Decision,
    DecisionOutcome,
    Grounds,
    Licence,
    Part,
    Proposal,
)
from salwa.contexts.licensing.policies import applications, licences, may_decide
from salwa.contexts.licensing.queries._views import open_proposal, words
from salwa.contexts.licensing.queries.applications import requirements_of
from salwa.contexts.licensing.queries.packs import asked_besides, needed_kind
from salwa.contexts.licensing.rules import Requirement
from salwa.contexts.licensing.wording import requirement_name, requirement_state
from salwa.contexts.registry import public as registry
from salwa.kernel.packs import Extra
from salwa.platform import questions
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotAllowed, NotFound, Refused

Answers: TypeAlias = tuple[tuple[str, str], ...]
"""What is answered to the questions that the State asks besides, by their names in its country pack."""


@action("licensing.apply", may=may_decide)
def apply(*, actor: Actor, holder: int, application: NewApplication, reason: str = "") -> Application:
    """Take in what somebody asks for: a licence of a kind, in one capacity, or the renewal of one.

    Nothing is judged here: also what cannot be granted is taken in, so that it is decided and can be appealed.

    Raises:
        NotFound: there is no such holder, or no such licence to renew.
        Refused: there is no such kind of licence, the day has not come, or a question that the State asks besides is
            not answered.
        Conflict: the same is asked for already and not decided.
    """
    if holder not in registry.holders_by_id(actor, [holder]):
        raise NotFound(gettext("There is no such holder."))
    received = application.received_on or today()
    needed_kind(actor, application.kind, received)
    _check(actor, holder, application, received)
    row = Application.objects.create(
        holder_id=holder,
        agency_id=actor.agency_id,
        entry_id=this_entry().id,
        premises=application.premises,
        renews=application.renews,
        kind=application.kind,
        category=application.category,
        received_on=received,
        quota=application.quota,
        fee_reference=application.fee_reference.strip(),
    )
    ApplicationType.objects.bulk_create(
        ApplicationType(application=row, type=one) for one in sorted(set(application.types))
    )
    _write_answers(row, application.answers)
    this_entry().note(holder=holder, application=row.pk, kind=row.kind)
    return row


@action("licensing.grant", may=may_decide)
def grant(*, actor: Actor, application: Application, terms: Terms, reason: str = "") -> Decision | Proposal:
    """Grant what is asked for, with its terms.

    Where something is not met, ``reason`` says why it is granted all the same, and the decision is a proposal until a
    second officer has confirmed it.

    Raises:
        NotFound: there is no such application that the actor may open.
        Conflict: it was decided, or waits for a second officer.
        Refused: something is not met and no reason is given; the terms break a rule.
    """
    row = _undecided(actor, application)
    day = terms.decided_on or today()
    refuse(list(faults_of_day("decided_on", day)))
    unmet = [one for one in requirements_of(actor, row, terms, day) if not one.is_met]
    if not unmet:
        return carry_out_grant(actor, row, terms)
    if not reason.strip():
        raise Refused([_unmet(one) for one in unmet] + [Fault(0, "reason", _second_eyes())])
    return _propose(row, DecisionOutcome.GRANTED, day, terms=terms)


@action("licensing.refuse", may=may_decide)
def refuse_application(*, actor: Actor, application: Application, why: Reason, reason: str = "") -> Decision | Proposal:
    """Refuse what is asked for, on grounds, with the last day for an appeal.

    Where everything is met, ``reason`` says why it is refused all the same, and a second officer confirms it.

    Raises:
        NotFound: there is no such application that the actor may open.
        Conflict: it was decided, or waits for a second officer.
        Refused: no grounds or no day for an appeal are given.
    """
    row = _undecided(actor, application)
    _check_reason(why)
    terms = Terms(valid_from=today(), valid_to=None, quota=row.quota)
    asked = [one for one in requirements_of(actor, row, terms, today()) if one.rule.__name__ != "NotTooLong"]
    if not all(one.is_met for one in asked):
        return carry_out_refusal(row, why)
    if not reason.strip():
        text = gettext("Everything that it rests on is met. %(second)s")
        raise Refused([Fault(0, "reason", text % {"second": _second_eyes()})])
    return _propose(row, DecisionOutcome.REFUSED, today(), why=why)


@action("licensing.withdraw_application", may=may_decide)
def withdraw_application(*, actor: Actor, application: Application, reason: str) -> Decision:
    """Record that the applicant no longer asks for it. Raises NotFound, Conflict as :func:`grant`."""
    row = _undecided(actor, application)
    this_entry().note(application=row.pk, holder=row.holder_id, outcome="withdrawn")
    return Decision.objects.create(
        application=row, entry_id=this_entry().id, outcome=DecisionOutcome.WITHDRAWN, decided_on=today()
    )


@action("licensing.confirm", may=may_decide)
def confirm(*, actor: Actor, application: Application, is_confirmed: bool, reason: str) -> Decision | Proposal:
    """Confirm, as a second officer, what another proposed against what the requirements show, or send it back.

    Raises:
        NotFound: there is no such application that the actor may open, or nothing waits.
        NotAllowed: it is the actor's own proposal.
        Refused: no reason is given.
    """
    row = _locked(actor, application)
    proposal = open_proposal(row)
    if proposal is None:
        raise NotFound(gettext("Nothing waits for a second officer here."))
    if proposal.entry.actor_id == actor.actor_id:
        raise NotAllowed(gettext("You proposed this yourself: another licensing officer confirms it."))
    if not reason.strip():
        raise Refused([Fault(0, "reason", gettext("Say what you looked at: two people answer for this decision."))])
    proposal.settled_id, proposal.is_confirmed = this_entry().id, is_confirmed
    proposal.save(update_fields=["settled", "is_confirmed"])
    this_entry().note(application=row.pk, proposal=proposal.pk, is_confirmed=is_confirmed)
    if not is_confirmed:
        return proposal
    if proposal.outcome == DecisionOutcome.REFUSED:
        return carry_out_refusal(row, _why(proposal), proposal)
    return carry_out_grant(actor, row, _terms(proposal), proposal)


@action("licensing.renew", may=may_decide)
def renew(
    *, actor: Actor, licence: Licence, terms: Terms, answers: Answers = (), reason: str = ""
) -> Decision | Proposal:
    """Renew a licence: take in the application for it and decide it, as :func:`apply` and :func:`grant` do.

    ``answers`` are those to the questions that the State asks besides. Raises as they do.
    """
    row = licences(actor).filter(pk=licence.pk).first()
    if row is None:
        raise NotFound(gettext("There is no licence of that number that you may open."))
    asked = NewApplication(
        kind=row.kind,
        category=Category(row.category),
        quota=terms.quota,
        types=tuple(row.types.filter(ordinal=row.state.terms).values_list("type", flat=True)),
        premises=row.premises,
        renews=row,
        answers=answers,
    )
    application = apply(actor=actor, holder=row.holder_id, application=asked)
    this_entry().note(licence=row.pk, application=application.pk)
    return grant(actor=actor, application=application, terms=terms, reason=reason)


def _check(actor: Actor, holder: int, new: NewApplication, received: date) -> None:
    faults = [*faults_of_day("received_on", received), *faults_of_text("fee_reference", new.fee_reference, 60)]
    faults += _faults_of_answers(new.answers, asked_besides(actor, today()))
    if new.quota is not None and new.quota < 1:
        faults.append(Fault(0, "quota", gettext("Ask for one firearm at least.")))
    if new.premises is not None and new.premises.holder_id != holder:
        faults.append(Fault(0, "premises", gettext("This is a place of another holder.")))
    refuse(faults)
    if new.renews is not None and not licences(actor).filter(pk=new.renews.pk, holder=holder).exists():
        raise NotFound(gettext("There is no licence of that number that you may open."))
    open_ = applications(actor).filter(holder=holder, kind=new.kind, renews=new.renews, decision=None)
    if open_.exists():
        raise Conflict(gettext("The same is asked for already and not decided: open that application."))


def _faults_of_answers(answers: Answers, asked: Sequence[Extra]) -> Iterator[Fault]:
    """Find what is wrong with answers: the State's form is filled in whole, or its application is not taken in."""
    yield from questions.faults_of(answers, asked, questions.PREFIX)
    told = {name for name, value in answers if value.strip()}
    if len({name for name, _value in answers}) < len(answers):
        yield Fault(0, "answers", gettext("A question is answered twice."))
    for name, value in answers:
        yield from faults_of_text(questions.PREFIX + name, value, questions.LONGEST)
    for one in asked:
        if one.required and one.name not in told:
            text = gettext("This State asks besides: %(question)s")
            yield Fault(0, questions.PREFIX + one.name, text % {"question": questions.named(one.label)})


def _write_answers(row: Application, answers: Answers) -> None:
    told = [(name, value) for name, value in answers if value.strip()]
    for position, (name, value) in enumerate(told, start=1):
        ApplicationAnswer.objects.create(application=row, position=position, name=name)
        write_words(row.holder_id, Part.ANSWER, value, position)


def _locked(actor: Actor, application: Application) -> Application:
    found = applications(actor).select_for_update(of=("self",)).filter(pk=application.pk).first()
    if found is None:
        raise NotFound(gettext("There is no such application that you may open."))
    return found


def _undecided(actor: Actor, application: Application) -> Application:
    row = _locked(actor, application)
    if Decision.objects.filter(application=row).exists():
        raise Conflict(gettext("This application has been decided."))
    if open_proposal(row) is not None:
        raise Conflict(gettext("A decision on this application waits for a second officer."))
    return row


def _check_reason(why: Reason) -> None:
    faults = list(faults_of_text("text", why.text))
    if why.grounds not in Grounds.values:
        faults.append(Fault(0, "grounds", gettext("Say on what grounds: the applicant may ask, and a court may.")))
    if why.appeal_by is None or why.appeal_by < today():
        faults.append(Fault(0, "appeal_by", gettext("Say until when the applicant can appeal.")))
    refuse(faults)


def _propose(
    row: Application, outcome: DecisionOutcome, day: date, terms: Terms | None = None, why: Reason | None = None
) -> Proposal:
    write_words(row.holder_id, Part.CONDITION, terms.condition if terms is not None else "")
    write_words(row.holder_id, Part.REASON, why.text if why is not None else "")
    this_entry().note(application=row.pk, holder=row.holder_id, outcome=outcome.name.lower(), is_proposal=True)
    return Proposal.objects.create(
        application=row,
        entry_id=this_entry().id,
        outcome=outcome,
        decided_on=day,
        valid_from=terms.valid_from if terms is not None else None,
        valid_to=terms.valid_to if terms is not None else None,
        quota=terms.quota if terms is not None else None,
        grounds=why.grounds if why is not None else "",
        appeal_by=why.appeal_by if why is not None else None,
    )


def _terms(proposal: Proposal) -> Terms:
    own = words(Part.CONDITION, [proposal.entry_id]).get((proposal.entry_id, 1), "")
    return Terms(
        valid_from=proposal.valid_from or proposal.decided_on,
        valid_to=proposal.valid_to,
        quota=proposal.quota,
        condition=own,
        decided_on=today(),
    )


def _why(proposal: Proposal) -> Reason:
    text = words(Part.REASON, [proposal.entry_id]).get((proposal.entry_id, 1), "")
    return Reason(grounds=proposal.grounds, text=text, appeal_by=proposal.appeal_by)


def _unmet(one: Requirement) -> Fault:
    text = gettext("%(what)s (%(state)s)") % {"what": requirement_name(one), "state": requirement_state(one)}
    return Fault(0, "", text)


def _second_eyes() -> str:
    return gettext("To decide otherwise, say why: a second licensing officer then confirms it.")
