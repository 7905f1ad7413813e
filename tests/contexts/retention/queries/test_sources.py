"""Retention: of papers that licensing keeps the words go when their time is over, by two people, and are nowhere."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection

from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.models import Licence, LicenceEvent, Words
from salwa.contexts.licensing.public import NewApplication, apply, end_category, erase_words, refuse_application
from salwa.contexts.licensing.public import surrender as given_back
from salwa.contexts.registry.models import Holder
from salwa.contexts.retention.models import Erased, HoldKind
from salwa.contexts.retention.public import (
    NewHold,
    carry_out_erasure,
    certificate,
    counts,
    due,
    place_hold,
    propose_erasure,
)
from salwa.contexts.retention.queries._sources import source_of, sources
from salwa.contexts.retention.queries.due import _needed
from salwa.kernel.packs import Counting, Pack, RecordKind
from salwa.platform.errors import Conflict, NotAllowed
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import verify
from salwa.platform.models import Entry
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.licensing import builders as l
from tests.contexts.retention.actions.test_erasures import everywhere
from tests.contexts.retention.conftest import rule, short
from tests.platform.ledger.test_sealing import KEY, SIGN

TODAY = datetime.now(UTC).date()
NOW = {"licence": 0, "refusal": 0, "dealer_book": 0}
"""Kept for no time at all: what ends today is due today."""


@pytest.fixture(autouse=True)
def _no_keeping(pack: Callable[[Pack], None]) -> None:
    pack(short(**NOW))


def ended(cast: Cast, name: str = "Invented") -> Licence:
    """A licence with a telling reason, given back today."""
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer, name))
    measure = l.measure("own_wish", text="Told by Ottoline Farrow")
    given_back(actor=cast.licensing_officer, licence=licence, measure=measure)
    return licence


def erased(cast: Cast, kind: RecordKind) -> object:
    proposed = propose_erasure(actor=cast.registrar, kind=kind, reason="Yearly round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    return proposed


@pytest.mark.django_db(transaction=True)
def test_the_words_of_an_ended_licence_are_nowhere_and_the_ledger_fits(
    cast: Cast, superuser: psycopg.Connection
) -> None:
    licence = ended(cast)
    assert everywhere(superuser, "Ottoline") == ["licensing_words.text"]
    assert everywhere(superuser, "Dr. Nobody") == ["licensing_words.text"]
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.LICENCE, reason="Yearly round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    assert everywhere(superuser, "Ottoline") == []
    assert everywhere(superuser, "Dr. Nobody") == []
    assert LicenceEvent.objects.filter(licence=licence).count() == 2
    while seal(SIGN):
        continue
    with reading(cast.auditor):
        assert verify(KEY).faults == []
        proved = certificate(cast.auditor, proposed)
    assert (proved.is_right, proved.erased, proved.fitting, proved.spared) == (True, 1, 1, 0)
    line = Erased.objects.get()
    entry = Entry.objects.get(pk=line.entry)
    assert (line.subject, entry.action) == (licence.pk, "licensing.erase_words")
    assert line.commitment in bytes(entry.body).decode()
    assert due(cast.auditor, RecordKind.LICENCE, by=TODAY, today=TODAY) == []


def test_a_certificate_names_words_that_came_back(cast: Cast) -> None:
    licence = ended(cast)
    kept = Words.objects.get(text__contains="Ottoline")
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.LICENCE, reason="Yearly round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    assert certificate(cast.auditor, proposed).is_right
    Words.objects.create(
        entry_id=kept.entry_id, part=kept.part, ordinal=kept.ordinal, holder_id=kept.holder_id, text="x"
    )
    assert certificate(cast.auditor, proposed).faults == (licence.pk,)


def test_a_licence_in_force_keeps_its_words_its_checks_and_its_holder_s_name(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    other = ended(cast, "Berrigan")
    found = due(cast.auditor, RecordKind.LICENCE, by=TODAY + timedelta(days=90), today=TODAY)
    assert [one.subject for one in found] == [other.pk]
    holders = [licence.holder_id, other.holder_id]
    assert _needed(short(**NOW), TODAY, holders) == {licence.holder_id}
    assert _needed(short(licence=10), TODAY, holders) == set(holders)
    assert _needed(short(licence=None), TODAY, holders) == set(holders)
    assert next(one.due for one in counts(cast.auditor, TODAY) if one.kind is RecordKind.LICENCE) == 1


def test_checks_stay_while_another_paper_of_the_holder_is_open(cast: Cast) -> None:
    licence = ended(cast)
    asked = NewApplication(kind="A1", category=l.Category.PERSON, received_on=l.today(), answers=l.ANSWERS)
    apply(actor=cast.licensing_officer, holder=licence.holder_id, application=asked)
    erased(cast, RecordKind.LICENCE)
    texts = set(Words.objects.values_list("text", flat=True))
    assert "Dr. Nobody" in texts
    assert "Told by Ottoline Farrow" not in texts


def test_the_words_of_a_refusal_go_after_the_days_of_appeal(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    refuse_application(actor=cast.licensing_officer, application=row, why=l.refusal())
    by = TODAY + timedelta(days=30)
    assert due(cast.auditor, RecordKind.REFUSAL, by=by - timedelta(days=1), today=TODAY) == []
    found = due(cast.auditor, RecordKind.REFUSAL, by=by, today=TODAY)
    assert [(one.subject, one.uuid, one.due) for one in found] == [(row.pk, row.uuid, by)]


def test_addresses_of_a_dealer_go_with_the_end_of_the_book(cast: Cast) -> None:
    holder: Holder = l.dealer(cast.licensing_officer)
    l.licensing.add_premises(actor=cast.licensing_officer, holder=holder.pk, place=l.SHOP)
    assert due(cast.auditor, RecordKind.DEALER_BOOK, by=TODAY, today=TODAY) == []
    keeper = l.licensee_of(holder)
    end_category(actor=cast.licensing_officer, licensee=keeper.pk, held_to=TODAY, reason="closed")
    assert Words.objects.filter(text="Long Quay 1").exists()
    erased(cast, RecordKind.DEALER_BOOK)
    assert not Words.objects.filter(text="Long Quay 1").exists()


def test_what_is_held_is_not_due(cast: Cast) -> None:
    licence = ended(cast)
    review = TODAY + timedelta(days=30)
    hold = NewHold(kind=HoldKind.HOLDER, holder=str(licence.holder.uuid), authority="Court", review=review)
    place_hold(actor=cast.registrar, hold=hold, reason="case")
    assert due(cast.auditor, RecordKind.LICENCE, by=TODAY, today=TODAY) == []


def test_only_what_was_proposed_is_erased(cast: Cast) -> None:
    ended(cast)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.LICENCE, reason="Yearly round")
    later = ended(cast, "Berrigan")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    assert set(Words.objects.values_list("holder_id", flat=True)) == {later.holder_id}
    with pytest.raises(Conflict):
        carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="again")


def test_who_may_not_erase_words_is_refused_and_what_is_not_due_stays(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    over = rule(RecordKind.LICENCE, 0, Counting.ENDED)
    with pytest.raises(NotAllowed):
        erase_words(actor=cast.licensing_officer, rule=over, papers=[licence.pk])
    assert erase_words(actor=cast.registrar, rule=over, papers=[licence.pk]) == []
    assert Words.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM licensing_words")
        assert cursor.fetchone()[0] == Words.objects.count()


class Stub:
    kind = RecordKind.LICENCE


def test_what_licensing_gives_is_asked_and_nothing_is_due_where_it_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licensing, "RETENTION_SOURCES", (), raising=False)
    assert tuple(sources()) == ()
    assert source_of(RecordKind.LICENCE) is None
    monkeypatch.setattr(licensing, "RETENTION_SOURCES", (Stub(),), raising=False)
    assert source_of(RecordKind.LICENCE) is sources()[0]
    assert source_of(RecordKind.REFUSAL) is None
