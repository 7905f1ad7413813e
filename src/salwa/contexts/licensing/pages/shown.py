"""Licensing, pages: licences, applications and files made ready for the templates, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from salwa.contexts.licensing import wording
from salwa.contexts.licensing.answers import (
    ApplicationView,
    DecisionView,
    EventView,
    File,
    InspectionView,
    LicenceFile,
    LicenceView,
    ProposalView,
    TaskView,
)
from salwa.contexts.licensing.models import DecisionOutcome, InspectionOutcome
from salwa.contexts.licensing.rules import EventKind, Requirement, Standing
from salwa.contexts.registry.public import STATUS_NAMES, Card, HolderView, name_of, tone_of
from salwa.kernel.packs import Extra, LicenceKind
from salwa.platform import questions

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    value: str
    is_mark: bool = False


def show_holder(holder: HolderView) -> Shown:
    """Name a holder, with the way to its file; a person only as one."""
    return {"name": wording.holder_name(holder), "uuid": holder.uuid, "is_person": holder.is_person}


def show_licence(one: LicenceView) -> Shown:
    """Show a licence in a row."""
    return {
        "number": one.number,
        "kind": wording.kind_name(one.kind, one.code),
        "code": one.code,
        "category": wording.category_name(one.category),
        "standing": wording.STANDING_NAMES[one.standing],
        "tone": wording.TONES.get(one.standing, ""),
        "until": wording.until(one.valid_to),
        "quota": wording.quota_words(one.quota),
        "is_open": one.standing in (Standing.IN_FORCE, Standing.SUSPENDED, Standing.NOT_YET, Standing.EXPIRED),
        "is_suspended": one.standing is Standing.SUSPENDED,
        "is_expired": one.standing is Standing.EXPIRED,
        "holder": show_holder(one.holder),
    }


def show_licence_file(one: LicenceFile) -> Shown:
    """Show a licence whole."""
    licence = one.licence
    facts = [
        Fact(_("Kind"), wording.kind_name(licence.kind, licence.code)),
        Fact(_("In the capacity of"), wording.category_name(licence.category)),
        Fact(_("Permits"), _permits(licence.kind)),
        Fact(_("Granted on"), wording.day(licence.granted_on)),
        Fact(_("Valid from"), wording.day(licence.valid_from)),
        Fact(_("Valid until"), wording.until(licence.valid_to)),
        Fact(_("For"), wording.quota_words(licence.quota)),
        Fact(_("Types"), ", ".join(wording.type_name(code) for code in one.types) or _("all")),
        Fact(_("Premises"), one.premises or "–"),
        Fact(_("Rules"), licence.edition),
        Fact(_("Source"), licence.kind.source if licence.kind is not None else "–"),
    ]
    held = ngettext("The holder has %(count)d firearm.", "The holder has %(count)d firearms.", one.held)
    return show_licence(licence) | {
        "facts": facts,
        "answers": _answers(one.asked, one.answers),
        "events": [_event(event) for event in one.events],
        "conditions": one.conditions,
        "held": held % {"count": one.held},
        "has_arms": one.held > 0,
        "is_to_renew": one.is_to_renew,
        "hand_in": wording.day(licence.hand_in_by) if licence.hand_in_by is not None else "",
        "used_on": one.used_on,
        "permits": _permits(licence.kind),
        "version": one.version,
        "granted_on": wording.day(licence.granted_on),
        "edition": licence.edition,
        "law": licence.kind.source if licence.kind is not None else "",
    }


def event_words(one: EventView) -> str:
    """Say an event of a licence in one line."""
    facts = {"what": wording.event_name(one.kind), "day": wording.day(one.day), "by": one.recorded_by}
    return _("%(what)s on %(day)s, recorded by %(by)s") % facts


def show_requirements(found: Iterable[Requirement], kind: LicenceKind | None) -> list[Shown]:
    """Show what a licence rests on, each with its source."""
    signs = {True: ("good", _("met")), False: ("bad", _("not met")), None: ("warn", _("not known"))}
    return [
        {
            "name": wording.requirement_name(one),
            "state": wording.requirement_state(one),
            "tone": signs[one.is_met][0],
            "sign": signs[one.is_met][1],
            "source": wording.requirement_source(one, kind),
            "is_check": one.check is not None,
            "is_missing": one.check is not None and not one.is_met,
        }
        for one in found
    ]


def show_application(one: ApplicationView, actor_id: int = 0) -> Shown:
    """Show an application; ``actor_id`` is who looks, for what that person may do."""
    unmet = sum(not each.is_met for each in one.requirements)
    return {
        "id": one.id,
        "holder": show_holder(one.holder),
        "kind": wording.kind_name(one.kind, one.code),
        "code": one.code,
        "category": wording.category_name(one.category),
        "received": wording.day(one.received_on),
        "quota": wording.quota_words(one.quota) if one.quota else _("as the kind admits"),
        "types": ", ".join(wording.type_name(code) for code in one.types),
        "fee": one.fee_reference,
        "premises": one.premises,
        "answers": _answers(one.asked, one.answers),
        "renews": one.renews,
        "requirements": show_requirements(one.requirements, one.kind),
        "unmet": unmet,
        "is_met": one.is_met,
        "state": _application_state(one),
        "tone": _application_tone(one),
        "proposal": _proposal(one.proposal, actor_id) if one.proposal is not None else None,
        "decision": _decision(one.decision) if one.decision is not None else None,
        "is_open": one.decision is None and one.proposal is None,
    }


def show_inspection(one: InspectionView, today: date | None = None) -> Shown:
    """Show an inspection in a row."""
    tones = {InspectionOutcome.IN_ORDER: "good", InspectionOutcome.TO_MEND: "warn"}
    state = str(one.outcome.label) if one.outcome is not None else _("to be made")
    is_late = today is not None and one.outcome is None and one.due < today
    return {
        "id": one.id,
        "holder": show_holder(one.holder),
        "kind": str(one.kind.label),
        "due": wording.day(one.due),
        "premises": one.premises,
        "state": _("overdue") if is_late else state,
        "tone": "bad" if is_late else tones.get(one.outcome, "") if one.outcome is not None else "",
        "is_open": one.outcome is None,
        "done": wording.day(one.done_on) if one.done_on is not None else "",
        "by": one.by,
    }


def show_task(one: TaskView) -> Shown:
    """Show a task in a row."""
    return {
        "id": one.id,
        "holder": show_holder(one.holder),
        "kind": str(one.kind.label),
        "serial": one.serial,
        "record": one.record,
        "text": one.text,
        "due": wording.day(one.due) if one.due is not None else "",
        "is_open": one.is_open,
        "stock_take": one.stock_take,
        "inspection": one.inspection,
    }


def show_arm(one: Card) -> Shown:
    """Show a firearm that a holder has."""
    return {
        "record": one.record,
        "name": name_of(one.make or one.make_as_marked, one.model or one.model_as_marked),
        "type": one.type,
        "serial": one.serial,
        "status": STATUS_NAMES[one.status],
        "tone": tone_of(one.status),
    }


def show_file(one: File, today: date, *, may_decide: bool) -> Shown:
    """Show a holder's file; the next steps of who decides are told to nobody else."""
    holder = one.holder
    facts = [Fact(_("File"), str(holder.uuid), is_mark=True)]
    if holder.is_person:
        facts.append(Fact(_("Year of birth"), str(holder.year_of_birth or "–")))
    if holder.registration_number:
        facts.append(Fact(_("Registration"), holder.registration_number, is_mark=True))
    hidden = one.held - len(one.arms)
    return {
        "holder": show_holder(holder),
        "facts": facts,
        "categories": [
            {"id": number, "name": wording.category_name(code), "since": wording.day(day)}
            for number, code, day in one.categories
        ],
        "licences": [show_licence(each) for each in one.licences],
        "applications": [show_application(each) for each in one.applications],
        "checks": [
            {
                "id": each.id,
                "kind": str(each.kind.label),
                "outcome": str(each.outcome.label),
                "tone": "good" if each.outcome == 1 else "bad",
                "day": wording.day(each.made_on),
                "until": wording.day(each.valid_to) if each.valid_to is not None else "",
                "by": each.by,
                "document": each.document,
            }
            for each in one.checks
        ],
        "premises": one.premises,
        "inspections": [show_inspection(each, today) for each in one.inspections],
        "tasks": [show_task(each) for each in one.tasks],
        "arms": [show_arm(each) for each in one.arms],
        "held": one.held,
        "hidden": max(hidden, 0),
        "has_book": one.has_book,
        "steps": [*(_steps_of_deciding(one) if may_decide else ()), *_steps(one)],
    }


def _steps_of_deciding(one: File) -> list[str]:
    steps = []
    if not one.licences and not one.applications:
        steps.append(_("Take in an application: nothing has been asked for yet."))
    if any(each.decision is None for each in one.applications):
        steps.append(_("Decide the open application."))
    if any(each.standing is Standing.SUSPENDED for each in one.licences):
        steps.append(_("Settle the suspended licence: put it into force again, or revoke it."))
    return steps


def _steps(one: File) -> list[str]:
    steps = []
    if one.held and not any(each.standing is Standing.IN_FORCE for each in one.licences):
        steps.append(_("The holder has firearms and no licence in force: ask for an application, or for the firearms."))
    if one.tasks:
        steps.append(_("Look at the open tasks."))
    return steps


def _permits(kind: LicenceKind | None) -> str:
    return wording.dealings(kind) if kind is not None else "–"


def _event(one: EventView) -> Shown:
    tones = {
        EventKind.REVOKED: "bad",
        EventKind.SUSPENDED: "warn",
        EventKind.GRANTED: "good",
        EventKind.RENEWED: "good",
    }
    details = []
    if one.kind in (EventKind.GRANTED, EventKind.RENEWED, EventKind.AMENDED):
        terms = _("%(first)s to %(last)s, %(quota)s")
        facts = {"first": wording.day(one.valid_from), "last": wording.until(one.valid_to)}
        details.append(terms % (facts | {"quota": wording.quota_words(one.quota)}))
    if one.grounds:
        details.append(wording.grounds_name(one.grounds))
    if one.hand_in_by is not None:
        text = _("Firearms to be handed in or passed on by %(day)s")
        details.append(text % {"day": wording.day(one.hand_in_by)})
    return {
        "name": wording.event_name(one.kind),
        "day": wording.day(one.day),
        "machine": one.day.isoformat(),
        "details": details,
        "text": one.text,
        "by": one.recorded_by,
        "tone": tones.get(one.kind, ""),
    }


def _application_state(one: ApplicationView) -> str:
    if one.decision is not None:
        return str(one.decision.outcome.label)
    return _("waits for a second officer") if one.proposal is not None else _("to be decided")


def _application_tone(one: ApplicationView) -> str:
    if one.decision is None:
        return "warn"
    return "good" if one.decision.outcome is DecisionOutcome.GRANTED else ""


def _answers(questions_asked: Iterable[Extra], answers: Iterable[tuple[str, str]]) -> list[Fact]:
    """Show what was answered, each to its question as the pack has it; to one that is asked no more by its name."""
    return [Fact(question, answer or "–") for question, answer in questions.told_in_words(answers, questions_asked)]


def _proposal(one: ProposalView, actor_id: int) -> Shown:
    terms = _("%(first)s to %(last)s, %(quota)s")
    facts = {"first": wording.day(one.valid_from), "last": wording.until(one.valid_to)}
    is_grant = one.outcome is DecisionOutcome.GRANTED
    return {
        "by": one.by,
        "reason": one.reason,
        "is_grant": is_grant,
        "terms": terms % (facts | {"quota": wording.quota_words(one.quota)}) if is_grant else "",
        "grounds": wording.grounds_name(one.grounds),
        "text": one.text,
        "is_own": one.by_id == actor_id,
    }


def _decision(one: DecisionView) -> Shown:
    return {
        "outcome": str(one.outcome.label),
        "is_refused": one.outcome is DecisionOutcome.REFUSED,
        "day": wording.day(one.decided_on),
        "by": one.by,
        "second": one.second,
        "grounds": wording.grounds_name(one.grounds),
        "text": one.text,
        "appeal": wording.day(one.appeal_by) if one.appeal_by is not None else "",
        "licence": one.licence,
    }
