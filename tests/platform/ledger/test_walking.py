"""The log is walked over entries that are sealed and that wait, and each says which rows it wrote."""

import pytest
from django.db import connection

from salwa.contexts.identity.models import Agency
from salwa.platform.ledger.faults import FaultKind, Verified
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.walking import Walked, walk, walk_waiting
from tests.platform.ledger.test_sealing import SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_entries_say_of_rows_is_gathered_whether_they_are_sealed_or_not(cast, superuser):
    note_number(actor=cast.registrar, number=1, reason="ein “Grund”\n\t\\ \x7f سبب")
    seen, read = Verified(), Walked()
    with connection.cursor() as cursor:
        walk_waiting(cursor, seen, read)
    agencies = len(read.said.tables["identity_agency"].entries)
    assert agencies == Agency.objects.count()
    seal(SIGN)
    seen, read = Verified(), Walked()
    with connection.cursor() as cursor:
        walk(cursor, seen, read)
    assert (seen.faults, read.unlike) == ([], [])
    assert len(read.said.tables["identity_agency"].entries) == agencies
    assert read.stored is read.computed


def test_an_entry_that_waits_is_held_too(cast, superuser):
    number = note_number(actor=cast.registrar, number=1)
    superuser.execute("UPDATE platform_entry SET action = 'other' WHERE id = %s", [number])
    seen = Verified()
    with connection.cursor() as cursor:
        walk_waiting(cursor, seen, Walked())
    assert [(one.kind, one.entry, one.name) for one in seen.faults] == [(FaultKind.COLUMNS, number, "action")]
