"""Platform, reading: one moment of the database, seen by somebody, never written."""

import threading

import pytest
from django.db import Error, connection, connections
from django.db.utils import InternalError

from salwa.contexts.identity.models import Agency
from salwa.contexts.identity.public import AgencyKind, add_agency
from salwa.platform.reading import reading, trying


def settings_told():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('salwa.actor', true), current_setting('salwa.agency', true)")
        return cursor.fetchone()


def test_the_database_knows_who_reads_and_forgets_it_afterwards(cast):
    with reading(cast.analyst):
        assert settings_told() == (str(cast.analyst.actor_id), str(cast.analyst.agency_id))
    assert set(settings_told()) <= {"", None}


def test_a_reading_inside_a_reading_hands_back_the_outer_reader(cast):
    with reading(cast.analyst):
        with reading(cast.auditor):
            assert settings_told()[0] == str(cast.auditor.actor_id)
        assert settings_told()[0] == str(cast.analyst.actor_id)


def test_a_reading_refuses_to_write_and_its_transaction_can_write_again_afterwards(cast):
    with pytest.raises(InternalError, match="read-only"), reading(cast.analyst):
        Agency.objects.create(name="Forest service", kind=AgencyKind.OTHER)
    with reading(cast.analyst):
        assert not Agency.objects.filter(name="Forest service").exists()
    Agency.objects.create(name="Forest service", kind=AgencyKind.OTHER)
    assert Agency.objects.filter(name="Forest service").exists()


@pytest.mark.django_db(transaction=True)
def test_what_others_commit_meanwhile_is_not_seen_until_the_next_reading(cast):
    def commit_elsewhere():
        add_agency(actor=cast.administrator, name="Forest service", kind=AgencyKind.OTHER)
        connections["default"].close()

    with reading(cast.analyst):
        before = Agency.objects.count()
        other = threading.Thread(target=commit_elsewhere)
        other.start()
        other.join()
        assert Agency.objects.count() == before
    with reading(cast.analyst):
        assert Agency.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_an_outermost_reading_refuses_to_write(cast):
    with pytest.raises(InternalError, match="read-only"), reading(cast.analyst):
        Agency.objects.create(name="Forest service", kind=AgencyKind.OTHER)
    assert not Agency.objects.filter(name="Forest service").exists()


@pytest.mark.django_db
def test_what_the_database_cannot_answer_leaves_the_reading_whole(cast):
    with reading(cast.registrar), connection.cursor() as cursor:
        with pytest.raises(Error), trying():
            cursor.execute("SELECT 1 / 0")
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
