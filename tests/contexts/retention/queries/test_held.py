"""Retention: what is held is asked about one thing at a time, too."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind, HoldReason
from salwa.contexts.retention.models import HoldKind
from salwa.contexts.retention.public import NewHold, faults_of, is_held, lift_hold, place_hold
from salwa.contexts.retention.queries._held import HELD_ENTRIES
from salwa.platform.errors import Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import gone

REVIEW = (datetime.now(UTC) + timedelta(days=30)).date()


def test_whoever_had_a_held_firearm_is_held(cast: Cast) -> None:
    left, other = gone(cast.registrar), gone(cast.registrar, "RET55002", "Berrigan")
    new = NewHold(kind=HoldKind.FIREARM, firearm=str(left.firearm.uuid), authority="Court", review=REVIEW)
    place_hold(actor=cast.registrar, hold=new, reason="trace")
    assert is_held(firearm=left.firearm.pk)
    assert is_held(holder=left.holder.pk)
    assert not is_held(holder=other.holder.pk)
    assert not is_held()


def test_a_hold_of_the_register_s_desk_keeps_names_too_and_is_shown(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    left = gone(cast.registrar)
    placed = registry.place_hold(
        actor=cast.registrar, firearm=left.firearm, kind=HoldReason.TRACE, reference="T 88/2026", reason="open"
    )
    assert is_held(firearm=left.firearm.pk)
    assert is_held(holder=left.holder.pk)
    assert is_held(reference="t 88/2026")
    page = signed_in("auditor").get("/retention/holds/").text
    assert "T 88/2026" in page
    assert registry.record_of(left.firearm) in page
    registry.lift_hold(actor=cast.registrar, hold=placed, reason="answered")
    assert not is_held(firearm=left.firearm.pk, holder=left.holder.pk)


def test_who_set_right_what_a_held_record_says_is_held(cast: Cast) -> None:
    left, other = gone(cast.registrar), gone(cast.registrar, "RET55002", "Berrigan")
    for row in (left.firearm, other.firearm):
        registry.correct_facts(actor=cast.registrar, firearm=row, facts=registry.NewFacts(year=1998), reason="misread")
        registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=None, reason="misread")
    new = NewHold(kind=HoldKind.FIREARM, firearm=str(left.firearm.uuid), authority="Court", review=REVIEW)
    place_hold(actor=cast.registrar, hold=new, reason="trace")
    said = Entry.objects.filter(action__in=("registry.correct_facts", "registry.correct_mark"))
    with connection.cursor() as cursor:
        cursor.execute(HELD_ENTRIES)
        held = {entry for (entry,) in cursor.fetchall()}
    assert {one.summary["record"] for one in said if one.pk in held} == {left.firearm.pk}
    assert sum(one.pk in held for one in said) == 2


def test_a_hold_on_a_part_s_own_record_holds_the_weapon_that_it_sits_in(cast: Cast) -> None:
    registry.requires(faults_of)
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "SLD70021")
    weapon = b.firearm(cast.registrar, "BKS077", components=(ComponentKind.FRAME,))
    other = b.firearm(cast.registrar, "BKS078")
    registry.fit_component(actor=cast.registrar, firearm=weapon, part=slide, happened=b.year(2021))
    new = NewHold(kind=HoldKind.FIREARM, firearm=str(slide.uuid), authority="Court", review=REVIEW)
    place_hold(actor=cast.registrar, hold=new, reason="trace")
    assert is_held(firearm=slide.pk)
    assert is_held(firearm=weapon.pk)
    assert not is_held(firearm=other.pk)
    with pytest.raises(Refused, match="are held for a case"):
        registry.record_destruction(actor=cast.registrar, firearm=weapon, happened=b.year(2022))


def test_while_its_records_are_held_a_firearm_neither_ends_nor_leaves(cast: Cast) -> None:
    registry.requires(faults_of)
    row = b.firearm(cast.registrar)
    shop = b.company(cast.registrar)
    new = NewHold(kind=HoldKind.FIREARM, firearm=str(row.uuid), authority="Court", review=REVIEW)
    hold = place_hold(actor=cast.registrar, hold=new, reason="trace")
    today = datetime.now(UTC).year
    with pytest.raises(Refused, match="are held for a case"):
        registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2019))
    with pytest.raises(Refused, match="are held for a case"):
        registry.record_transfer(actor=cast.registrar, firearm=row, holder=shop, happened=b.year(today))
    registry.record_registration(actor=cast.registrar, firearm=row, holder=shop, happened=b.year(2018))
    lift_hold(actor=cast.auditor, hold=hold, reason="the court let it go")
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2019))
