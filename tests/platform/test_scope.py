"""Platform, scope: what the database is told lasts as long as the transaction."""

import pytest
from django.db import transaction

from salwa.platform.scope import Scope, asked, begin, scope_of, tell


@pytest.mark.django_db(transaction=True)
def test_what_was_told_is_gone_with_the_transaction(cast):
    with transaction.atomic():
        tell(scope_of(cast.analyst, 7), "default")
        assert asked("default") == Scope(str(cast.analyst.actor_id), str(cast.analyst.agency_id), "7")
    assert asked("default") == Scope()


def test_a_reader_has_no_entry(cast):
    assert scope_of(cast.analyst).entry == ""


@pytest.mark.django_db(transaction=True)
def test_an_entry_s_number_is_drawn_and_told_at_once(cast):
    with transaction.atomic():
        number, now = begin(cast.analyst, "default")
        assert asked("default") == Scope(str(cast.analyst.actor_id), str(cast.analyst.agency_id), str(number))
        assert now.tzinfo is not None
