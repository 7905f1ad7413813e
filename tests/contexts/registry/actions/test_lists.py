"""Registry, actions: take_list notes who takes the records of a source away, and in which form."""

import pytest

from salwa.contexts.registry.actions.lists import take_list
from salwa.platform.errors import NotAllowed, NotFound
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_who_takes_the_records_away_stands_in_the_ledger(cast: Cast) -> None:
    source = b.firearm(cast.registrar, "TAK30101").source
    take_list(actor=cast.registrar, source=source, form="parquet")
    entry = Entry.objects.get(action="registry.take_list")
    assert entry.summary == {"source": source.pk, "form": "parquet"}


def test_another_agency_s_records_and_another_form_are_not_taken(cast: Cast) -> None:
    source = b.firearm(cast.registrar, "TAK30201").source
    with pytest.raises(NotFound):
        take_list(actor=cast.outside_registrar, source=source, form="csv")
    with pytest.raises(NotFound, match="no such form"):
        take_list(actor=cast.registrar, source=source, form="exe")
    with pytest.raises(NotAllowed):
        take_list(actor=cast.tracing_officer, source=source, form="csv")
    assert not Entry.objects.filter(action="registry.take_list").exists()
