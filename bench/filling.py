"""Bench, filling: a register by hand, through the actions that officers use."""

from datetime import date

from salwa.contexts.registry.drafts import NewEvent, NewFirearm, NewHolder, NewMark
from salwa.contexts.registry.models import ComponentKind, FindingKind, HolderKind
from salwa.contexts.registry.public import (
    add_component,
    close_finding,
    close_holdings,
    correct_event,
    correct_mark,
    finding,
    findings,
    merge_firearms,
    open_finding,
    record_registration,
    record_seizure,
    register_firearm,
    register_holder,
    report_loss,
)
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor


def by_hand(actor: Actor, count: int) -> None:
    """Register ``count`` firearms, and do with some of them whatever an officer does."""
    for at in range(count):
        two = [_registered(actor, f"AH{at:04d}{side}") for side in "37"]
        person = register_holder(
            actor=actor, holder=NewHolder(kind=HolderKind.NATURAL_PERSON, year_of_birth=1980, family_name="Invented")
        )
        company = register_holder(actor=actor, holder=NewHolder(kind=HolderKind.LEGAL_PERSON, name=f"Arms {at}"))
        for firearm, holder in zip(two, (person, company), strict=True):
            record_registration(actor=actor, firearm=firearm, holder=holder, happened=Happened.in_year(2005))
        add_component(actor=actor, firearm=two[0], kind=ComponentKind.BARREL)
        mark = NewMark(kind=MarkKind.SERIAL, text=f"AH{at:04d}9")
        correct_mark(actor=actor, firearm=two[0], ordinal=1, mark=mark, reason="misread")
        report_loss(actor=actor, firearm=two[0], happened=Happened.in_year(2010), place=f"Harbour {at}")
        right = NewEvent(kind=EventKind.LOSS, happened=Happened.in_year(2011))
        correct_event(actor=actor, firearm=two[0], ordinal=3, right=right, reason="misread")
        record_seizure(actor=actor, firearm=two[1], happened=Happened.on(date(2012, 3, 4)), reason="found in a car")
        open_finding(actor=actor, firearm=two[1], kind=FindingKind.OTHER, text="Look again")
        if at % 4 == 0:
            merge_firearms(actor=actor, survivor=two[0], absorbed=two[1], reason="one firearm")
    for told in findings(actor)[: count // 2]:
        if told.id is not None:
            close_finding(actor=actor, finding=finding(actor, told.id), reason="looked at")
    close_holdings(actor=actor, is_closed=True)


def _registered(actor: Actor, serial: str):  # type: ignore[no-untyped-def]  # a row of the registry's
    new = NewFirearm(
        make=100,
        components=(ComponentKind.FRAME, ComponentKind.SLIDE),
        marks=(NewMark(kind=MarkKind.SERIAL, text=serial),),
        remarks=(("Colour", "black"),),
    )
    life = (NewEvent(kind=EventKind.MANUFACTURE, happened=Happened.in_year(2004)),)
    return register_firearm(actor=actor, firearm=new, life=life)
