"""Entries come thousands at a time, with what their bytes should be by their columns."""

import numpy as np
import pytest
from django.db import connection

from salwa.kernel.ledger.hashing import Slices
from salwa.kernel.ledger.reading import Tables, read
from salwa.kernel.ledger.tree import leaf_hash
from salwa.platform.ledger.blocks import sealed, waiting
from salwa.platform.ledger.forms import bound
from salwa.platform.ledger.sealing import seal
from salwa.platform.models import Entry
from tests.platform.ledger.test_sealing import SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        yield cursor


def known():
    forms = bound().values()
    return Tables(Slices.of([form.table.encode() for form in forms]), np.array([form.keys for form in forms]))


def test_entries_that_wait_come_in_the_order_of_their_numbers(cast, cursor):
    numbers = [note_number(actor=cast.registrar, number=number) for number in range(3)]
    every = waiting(0, 100, cursor).block()
    assert sorted(every.entries.tolist()) == list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    assert sorted(waiting(numbers[0], 1, cursor).block().entries.tolist()) == [numbers[1]]


def test_leaves_are_the_hashes_of_the_bytes_and_most_fit_their_columns(cast, cursor):
    number = note_number(actor=cast.registrar, number=1, reason="Grund سبب")
    odd = note_number(actor=cast.registrar, number=2, reason="two\nlines")
    seal(SIGN)
    block = sealed(0, 1000, cursor).block()
    assert block.count == Entry.objects.count()
    bodies = dict(Entry.objects.values_list("pk", "body"))
    told = zip(block.entries.tolist(), block.leaves, strict=True)
    assert all(leaf.tobytes() == leaf_hash(bytes(bodies[entry])) for entry, leaf in told)
    fits = dict(zip(block.entries.tolist(), read(block.bodies, block.pieces, known()).fits.tolist(), strict=True))
    assert (fits[number], fits[odd]) == (True, False)


def test_an_entry_that_is_gone_is_missing(cast, cursor, superuser):
    number = note_number(actor=cast.registrar, number=1)
    seal(SIGN)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("DELETE FROM platform_entry WHERE id = %s", [number])
    assert sealed(0, 1000, cursor).block().missing.tolist() == [number]


def test_entries_that_stand_far_apart_are_found_by_their_numbers(cast, cursor, superuser):
    numbers = [note_number(actor=cast.registrar, number=number) for number in range(9)]
    seal(SIGN)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute("DELETE FROM platform_sealed WHERE entry < %s AND entry > %s", [numbers[-1], numbers[0]])
    block = sealed(0, 1000, cursor).block()
    assert set(numbers) & set(block.entries.tolist()) == {numbers[0], numbers[-1]}
    bodies = dict(Entry.objects.values_list("pk", "body"))
    told = zip(block.entries.tolist(), block.leaves, strict=True)
    assert all(leaf.tobytes() == leaf_hash(bytes(bodies[entry])) for entry, leaf in told)
