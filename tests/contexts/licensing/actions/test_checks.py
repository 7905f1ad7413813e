"""Licensing: that something was checked is on record, and never what was found."""

from dataclasses import fields

import pytest

from salwa.contexts.licensing.drafts import NewCheck
from salwa.contexts.licensing.models import CheckFact, CheckKind, CheckOutcome, Part, Words
from salwa.contexts.licensing.public import record_check, withdraw_check
from salwa.contexts.licensing.queries.applications import facts_of
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def check(**other: object) -> NewCheck:
    given = {"kind": CheckKind.MEDICAL, "outcome": CheckOutcome.PASSED, "made_on": l.ago(5)} | other
    return NewCheck(**given)  # type: ignore[arg-type]  # test shorthand


def test_a_check_is_a_fact_with_dates_and_who_made_it_stands_apart(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    made = check(by="Dr. Nobody", document="M-77", valid_to=l.ahead(300))
    row = record_check(actor=cast.licensing_officer, holder=holder.pk, check=made)
    assert {field.name for field in CheckFact._meta.fields} == {
        *("id", "holder", "agency", "entry", "kind", "outcome", "made_on", "valid_to")
    }
    told = dict(Words.objects.filter(entry=row.entry_id).values_list("part", "text"))
    assert told == {Part.CHECKED_BY: "Dr. Nobody", Part.DOCUMENT: "M-77"}
    assert not any("text" in field.name or "finding" in field.name for field in fields(NewCheck))


def test_what_cannot_be_is_refused(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    for wrong in (
        check(made_on=l.ahead(1)),
        check(valid_to=l.ago(6)),
        check(by="x" * 201),
        check(document="a\x07b"),
    ):
        with pytest.raises(Refused):
            record_check(actor=cast.licensing_officer, holder=holder.pk, check=wrong)
    with pytest.raises(NotFound):
        record_check(actor=cast.licensing_officer, holder=0, check=check())
    with pytest.raises(NotAllowed):
        record_check(actor=cast.inspector, holder=holder.pk, check=check())


def test_a_withdrawn_check_counts_no_more_and_stays(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    row = record_check(actor=cast.licensing_officer, holder=holder.pk, check=check())
    assert len(facts_of(cast.licensing_officer, holder.pk)) == 1
    with pytest.raises(Refused):
        withdraw_check(actor=cast.licensing_officer, check=row.pk, reason=" ")
    withdraw_check(actor=cast.licensing_officer, check=row.pk, reason="The clinic took it back")
    assert facts_of(cast.licensing_officer, holder.pk) == ()
    assert CheckFact.objects.filter(pk=row.pk).exists()
    with pytest.raises(NotFound):
        withdraw_check(actor=cast.licensing_officer, check=row.pk, reason="again")
