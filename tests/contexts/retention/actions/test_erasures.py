"""Retention: one proposes, another erases; what goes is gone from everywhere, and what stays proves it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from psycopg import sql

from salwa.contexts.registry.models import Firearm, HolderKind, PersonIdentity
from salwa.contexts.registry.public import (
    Details,
    NewHolder,
    history_of,
    record_destruction,
    record_of,
    register_holder,
    report_loss,
)
from salwa.contexts.retention.answers import Due
from salwa.contexts.retention.models import Erased, HoldKind, KindCode, Proposal, Proposed
from salwa.contexts.retention.public import (
    NewHold,
    carry_out_erasure,
    certificate,
    erased_by_nobody,
    place_hold,
    proposal,
    propose_erasure,
    turn_down_erasure,
)
from salwa.contexts.retention.queries import due as queries
from salwa.kernel.packs import Pack, RecordKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import verify
from salwa.platform.models import Entry
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.retention.conftest import gone, person, short
from tests.platform.ledger.test_sealing import KEY, SIGN

Holding = Callable[[Pack], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, pack: Holding) -> None:
    """Let two years have passed: nothing that was recorded today is kept any longer."""
    ask, years = queries._due, timedelta(days=800)

    def asked_later(kind: RecordKind, of: Pack, asked: Any) -> list[Due]:
        found = ask(kind, of, asked._replace(by=asked.by + years))
        return [replace(one, due=one.due - years) for one in found]

    monkeypatch.setattr(queries, "_due", asked_later)


def everywhere(connection_: psycopg.Connection, text: str) -> list[str]:
    """Give every table and column in which a text stands, read as the superuser."""
    columns = connection_.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    ).fetchall()
    found = []
    for table, column in columns:
        query = sql.SQL(
            "SELECT count(*) FROM {} WHERE position(lower(%(text)s) IN lower({}::text)) > 0 "
            "OR position(encode(convert_to(%(text)s, 'UTF8'), 'hex') IN {}::text) > 0"
        ).format(sql.Identifier(table), sql.Identifier(column), sql.Identifier(column))
        if connection_.execute(query, {"text": text}).fetchone()[0]:
            found.append(f"{table}.{column}")
    return found


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_nowhere_the_ledger_fits_and_the_certificate_proves_it(
    cast: Cast, later: None, superuser: psycopg.Connection
) -> None:
    left = gone(cast.registrar)
    row = PersonIdentity.objects.get(holder=left.holder)
    bound = row.commitment
    assert everywhere(superuser, "Aldovar") == ["registry_person_identity.family_name"]
    with reading(cast.auditor):
        before = history_of(cast.auditor, left.firearm)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="Yearly round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    for text in ("Aldovar", "Perrine", "XQ7701234"):
        assert everywhere(superuser, text) == []
    while seal(SIGN):
        continue
    with reading(cast.auditor):
        seen = verify(KEY)
        assert history_of(cast.auditor, left.firearm) == before
        proved = certificate(cast.auditor, proposal(cast.auditor, str(proposed.uuid)))
    assert seen.faults == []
    line = Erased.objects.get()
    assert (line.subject, line.commitment, line.entry) == (left.holder.pk, bound, row.entry)
    assert bound in bytes(Entry.objects.get(pk=row.entry).body).decode()
    assert (proved.is_right, proved.erased, proved.fitting, proved.spared) == (True, 1, 1, 0)


def test_entries_lose_who_acted_and_why_and_say_so(
    cast: Cast, pack: Holding, later: None, signed_in: Callable[..., Client]
) -> None:
    pack(short(entry=1))
    row = b.firearm(cast.registrar)
    report_loss(actor=cast.registrar, firearm=row, happened=b.year(2020), reason="told by Ottoline Farrow")
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.ENTRY, reason="Yearly round")
    decision = carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    assert not Entry.objects.filter(reason__contains="Ottoline").exists()
    lost = Entry.objects.get(action="registry.report_loss")
    assert (lost.actor_name, lost.reason, bytes(lost.salt)) == ("", "", b"")
    assert lost.actor_id == cast.registrar.actor_id
    noted = Entry.objects.get(pk=decision.entry_id)
    assert noted.actor_name == "auditor"
    assert noted.summary["root"] == bytes(noted.digest).hex()
    assert noted.summary["erased"] == proposed.count
    assert certificate(cast.auditor, proposed).is_right
    assert erased_by_nobody(cast.administrator, 10) == []
    page = signed_in("registrar").get(f"/firearms/{record_of(row)}/").text
    assert "by whom was erased when its time was over" in page


@pytest.mark.django_db(transaction=True)
def test_witnesses_go_with_the_entry_that_names_them(
    cast: Cast, pack: Holding, later: None, superuser: psycopg.Connection
) -> None:
    pack(short(entry=1))
    row, other = b.firearm(cast.registrar), b.firearm(cast.registrar, "RET55009")
    seen = Details(witnesses=("Ottoline Farrow",))
    record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2020), details=seen)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.ENTRY, reason="Yearly round")
    late = Details(witnesses=("Perrin Caddick",))
    record_destruction(actor=cast.registrar, firearm=other, happened=b.year(2020), details=late)
    assert everywhere(superuser, "Ottoline") == ["registry_witness.name"]
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="Seen and right")
    assert everywhere(superuser, "Ottoline") == []
    assert everywhere(superuser, "Caddick") == ["registry_witness.name"]
    while seal(SIGN):
        continue
    with reading(cast.auditor):
        assert verify(KEY).faults == []
        assert certificate(cast.auditor, proposed).is_right


def test_nobody_erases_what_they_proposed(cast: Cast, later: None) -> None:
    left = gone(cast.registrar)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    with pytest.raises(Refused, match="proposed themselves"):
        carry_out_erasure(actor=cast.registrar, proposal=proposed, reason="round")
    assert PersonIdentity.objects.filter(holder=left.holder).exists()


def test_what_was_held_meanwhile_is_spared(cast: Cast, later: None) -> None:
    left, other = gone(cast.registrar), gone(cast.registrar, "RET55002", "Berrigan")
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    review = (datetime.now(UTC) + timedelta(days=30)).date()
    hold = NewHold(kind=HoldKind.HOLDER, holder=str(other.holder.uuid), authority="Court", review=review)
    place_hold(actor=cast.registrar, hold=hold, reason="case")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="round")
    assert set(PersonIdentity.objects.values_list("holder", flat=True)) == {other.holder.pk}
    proved = certificate(cast.auditor, proposed)
    assert (proved.erased, proved.spared, proved.is_right) == (1, 1, True)
    assert left.holder.pk == Erased.objects.get().subject


def test_a_proposal_is_decided_once(cast: Cast, later: None) -> None:
    gone(cast.registrar)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    with pytest.raises(Conflict):
        propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="again")
    turn_down_erasure(actor=cast.auditor, proposal=proposed, reason="wait for the court")
    with pytest.raises(Conflict, match="decided already"):
        carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="round")
    assert PersonIdentity.objects.exists()


def test_nothing_due_is_nothing_to_propose(cast: Cast, pack: Holding) -> None:
    with pytest.raises(Conflict, match="Nothing of this kind is due"):
        propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    with pytest.raises(Conflict):
        propose_erasure(actor=cast.registrar, kind=RecordKind.LICENCE, reason="round")


def test_why_is_asked(cast: Cast, later: None) -> None:
    gone(cast.registrar)
    with pytest.raises(Refused):
        propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason=" ")


@pytest.mark.parametrize("member", ["auditor", "licensing_officer", "outside_registrar", "administrator"])
def test_who_may_not_propose_is_refused(cast: Cast, later: None, member: str) -> None:
    gone(cast.registrar)
    with pytest.raises(NotAllowed):
        propose_erasure(actor=getattr(cast, member), kind=RecordKind.PERSON, reason="round")
    assert not Proposal.objects.exists()


def test_a_person_from_before_commitments_goes_without_one_and_that_is_told(cast: Cast, later: None) -> None:
    person(cast.registrar)
    nameless = NewHolder(kind=HolderKind.NATURAL_PERSON, year_of_birth=1950)
    old = register_holder(actor=cast.registrar, holder=nameless)
    PersonIdentity.objects.create(holder=old, family_name="Caddick")
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="round")
    proved = certificate(cast.auditor, proposed)
    assert (proved.erased, proved.fitting, proved.bare, proved.is_right) == (2, 1, 1, True)


def test_a_certificate_names_what_came_back(cast: Cast, later: None) -> None:
    holder = person(cast.registrar)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    carry_out_erasure(actor=cast.auditor, proposal=proposed, reason="round")
    PersonIdentity.objects.create(holder=holder, family_name="Aldovar")
    proved = certificate(cast.auditor, proposed)
    assert (proved.faults, proved.is_right) == ((holder.pk,), False)


def test_the_database_itself_erases_nothing_that_two_people_did_not_agree_on(cast: Cast, later: None) -> None:
    left = gone(cast.registrar)
    proposed = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="round")
    for statement in (
        "SELECT retention_erase_persons(%s)",
        "SELECT retention_erase_entries(%s)",
        "DELETE FROM registry_person_identity WHERE %s > 0",
        "UPDATE platform_entry SET reason = '' WHERE %s > 0",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [proposed.pk])
    assert PersonIdentity.objects.filter(holder=left.holder).exists()
    assert Proposed.objects.filter(proposal=proposed).count() == 1
    assert KindCode(proposed.kind) is KindCode.PERSON
    assert Firearm.objects.exists()
