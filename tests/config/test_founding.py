"""Config, founding: the database of a new node is completed, and left alone when it is complete."""

import pytest

from salwa.config.founding import complete
from salwa.platform.models import Entry


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "loader"])
def test_an_empty_database_is_completed_once():
    assert complete() == ["National registry", "Tracing desk", "administrator", "registrar", "tracing_officer"]
    before = Entry.objects.count()
    assert complete() == []
    assert Entry.objects.count() == before
