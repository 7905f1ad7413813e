"""What is done is sealed by itself, seconds later."""

import dataclasses
import time

import psycopg
import pytest
from django.db import connections

from salwa.platform.database.cluster import Cluster
from salwa.platform.ledger.background import Sealing
from salwa.platform.models import Sealed, Unsealed
from tests.platform.ledger.test_sealing import SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sealing():
    thread = Sealing(SIGN, every=0.05)
    thread.start()
    yield thread
    thread.stop()
    thread.join(20)


def is_sealed(number):
    until = time.monotonic() + 20
    while Unsealed.objects.filter(entry=number).exists() and time.monotonic() < until:
        time.sleep(0.05)
    return Sealed.objects.filter(entry=number).exists()


def test_an_entry_is_sealed_while_nobody_asks(cast, sealing):
    assert is_sealed(note_number(actor=cast.registrar, number=1))


def test_sealing_goes_on_after_its_connection_was_cut(cast, sealing, cluster_home):
    assert is_sealed(note_number(actor=cast.registrar, number=1))
    own = connections["default"].connection.info.backend_pid
    folder, name = str(Cluster.of(cluster_home).socket_folder), connections["default"].settings_dict["NAME"]
    with psycopg.connect(host=folder, user="postgres", dbname=name, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND pid NOT IN (%s, pg_backend_pid())",
            [name, own],
        )
    assert is_sealed(note_number(actor=cast.registrar, number=2))
    assert sealing.is_alive()


def test_sealing_goes_on_where_the_checkpoint_cannot_be_kept(cast, tmp_path):
    kept = tmp_path / "gone" / "checkpoint"
    thread = Sealing(dataclasses.replace(SIGN, kept=kept), every=0.05)
    thread.start()
    try:
        assert is_sealed(note_number(actor=cast.registrar, number=1))
        kept.parent.mkdir()
        assert is_sealed(note_number(actor=cast.registrar, number=2))
        until = time.monotonic() + 20
        while not kept.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert kept.exists()
    finally:
        thread.stop()
        thread.join(20)
