"""Registry, actions: correct_facts."""

import pytest
from django.db import DatabaseError, connection, transaction

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Fact, FactCorrection, Finding, FindingKind
from salwa.contexts.registry.public import NewFacts, correct_facts
from salwa.contexts.registry.queries._versions import count_of
from salwa.kernel import vocabularies
from salwa.platform.errors import NotAllowed, NotFound, Refused, Stale
from tests.conftest import Cast
from tests.contexts.registry import builders as b

ZASTAVA = "Zastava"
METRIC = "7.62×39mm"


def test_what_was_wrong_is_set_right_and_stays_readable(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    facts = NewFacts(make=b.make(ZASTAVA), calibre=b.calibre("7.62x39"), year=2004)
    told = correct_facts(actor=cast.registrar, firearm=row, facts=facts, reason="the maker answered")
    assert [one.fact for one in told] == [Fact.MAKE, Fact.CALIBRE]
    history = registry.history(cast.registrar, registry.record_of(row))
    assert (history.card.make, history.card.calibre, history.card.year) == (ZASTAVA, METRIC, 2004)
    make, calibre = history.corrections
    assert (make.fact, make.before, make.after, make.reason) == (Fact.MAKE, "Glock", ZASTAVA, "the maker answered")
    assert (calibre.before, calibre.after) == ("", METRIC)
    found = registry.candidates(cast.registrar, b.asked("BKS012", of=ZASTAVA)).found
    assert [one.card.make for one in found if one.card] == [ZASTAVA]


def test_a_year_is_taken_back_where_nobody_knows_it(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    correct_facts(actor=cast.registrar, firearm=row, facts=NewFacts(year=0), reason="a guess of the source")
    assert registry.card(cast.registrar, registry.record_of(row)).year is None


@pytest.mark.parametrize(
    ("facts", "reason", "words"),
    [
        (NewFacts(), "why", "Nothing is changed"),
        (NewFacts(year=2004), "why", "Nothing is changed"),
        (NewFacts(year=2003), " ", "Say why it is corrected"),
        (NewFacts(year=1066), "why", "1066 is not a year of firearms"),
        (NewFacts(make=99_999_999), "why", "is no code of this vocabulary"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(cast: Cast, facts: NewFacts, reason: str, words: str) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused, match=words):
        correct_facts(actor=cast.registrar, firearm=row, facts=facts, reason=reason)
    assert not FactCorrection.objects.exists()


def test_others_do_not_and_who_looked_before_is_told(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    facts = NewFacts(year=2003, seen="0")
    with pytest.raises(NotAllowed):
        correct_facts(actor=cast.licensing_officer, firearm=row, facts=facts, reason="why")
    with pytest.raises((NotAllowed, NotFound)):
        correct_facts(actor=cast.outside_registrar, firearm=row, facts=facts, reason="why")
    registry.report_loss(actor=cast.registrar, firearm=row, happened=b.year(2019))
    with pytest.raises(Stale):
        correct_facts(actor=cast.registrar, firearm=row, facts=facts, reason="why")
    now = count_of(row.pk)
    correct_facts(actor=cast.registrar, firearm=row, facts=NewFacts(type=0, year=2002, seen=now), reason="why")
    with pytest.raises(Stale):
        correct_facts(actor=cast.registrar, firearm=row, facts=NewFacts(year=2003, seen=now), reason="why")


def test_what_a_merged_record_said_wrongly_is_told_under_its_own_number(cast: Cast) -> None:
    kept, other = b.firearm(cast.registrar, "MRG70701"), b.firearm(cast.registrar, "MRG70702")
    correct_facts(actor=cast.registrar, firearm=other, facts=NewFacts(year=1999), reason="misread")
    registry.merge_firearms(actor=cast.registrar, survivor=kept, absorbed=other, reason="typed twice")
    correct_facts(actor=cast.registrar, firearm=kept, facts=NewFacts(year=2003), reason="misread")
    told = registry.history(cast.registrar, registry.record_of(kept)).corrections
    assert [(one.after, one.record) for one in told] == [("1999", registry.record_of(other)), ("2003", "")]
    own = registry.history(cast.registrar, registry.record_of(other)).corrections
    assert [(one.after, one.record) for one in own] == [("1999", "")]


def test_a_type_that_no_longer_speaks_against_a_twin_opens_a_finding(cast: Cast) -> None:
    pistol, rifle = (vocabularies.types().resolve(name).term for name in ("pistol", "rifle"))
    first = b.firearm(cast.registrar, "TWN8070")
    correct_facts(actor=cast.registrar, firearm=first, facts=NewFacts(type=pistol.code), reason="seen")
    second = b.firearm(cast.registrar, "TWN9070")
    correct_facts(actor=cast.registrar, firearm=second, facts=NewFacts(type=rifle.code), reason="seen")
    registry.correct_mark(actor=cast.registrar, firearm=second, ordinal=1, mark=b.serial("TWNB070"), reason="misread")
    assert not Finding.objects.filter(kind=FindingKind.DUPLICATE).exists()
    correct_facts(actor=cast.registrar, firearm=second, facts=NewFacts(type=pistol.code), reason="misread")
    found = Finding.objects.get(kind=FindingKind.DUPLICATE)
    assert {found.firearm_id, found.other_id} == {first.pk, second.pk}


def test_a_make_that_makes_it_the_twin_of_another_opens_a_finding(cast: Cast) -> None:
    first = b.firearm(cast.registrar, "TWN70701")
    second = b.firearm(cast.registrar, "TWN70702")
    correct_facts(actor=cast.registrar, firearm=first, facts=NewFacts(make=b.make(ZASTAVA)), reason="misread")
    registry.correct_mark(
        actor=cast.registrar, firearm=second, ordinal=1, mark=b.serial("TWN70701"), reason="read again"
    )
    assert not Finding.objects.filter(kind=FindingKind.DUPLICATE).exists()
    correct_facts(actor=cast.registrar, firearm=first, facts=NewFacts(make=b.make("Glock")), reason="it was right")
    found = Finding.objects.get(kind=FindingKind.DUPLICATE)
    assert {found.firearm_id, found.other_id} == {first.pk, second.pk}


@pytest.mark.parametrize(
    "change", ["number = number + 1", "agency_id = agency_id", "external_id = 'X'", "year = year", "make = 1"]
)
def test_nothing_else_of_a_firearm_s_row_changes(cast: Cast, change: str) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(DatabaseError), transaction.atomic():
        _run(f"UPDATE registry_firearm SET {change} WHERE id = {row.pk}")  # noqa: S608  no text of anybody's


def test_a_firearm_s_row_is_never_taken_away(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(DatabaseError), transaction.atomic():
        _run(f"DELETE FROM registry_firearm WHERE id = {row.pk}")  # noqa: S608  no text of anybody's


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
