"""Retention: hand-overs tell what was loaded of them, and whether it was the file that was handed over."""

import pytest

from salwa.contexts.retention.models import HandOver, Loaded
from salwa.contexts.retention.public import hand_over, hand_overs, take_over_records
from salwa.platform.errors import NotFound
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.retention.actions.test_handovers import NEW


def test_an_import_of_the_very_file_is_told_as_such(cast: Cast) -> None:
    row = take_over_records(actor=cast.registrar, hand_over=NEW, reason="x")
    Loaded.objects.create(hand_over=row, load=row.entry, entry=Entry.objects.get(pk=row.entry_id))
    ((_, view),) = hand_overs(cast.auditor)
    assert [(load.entry, load.is_same_file) for load in view.loads] == [(row.entry_id, False)]
    assert hand_overs(cast.auditor, after=row.pk) == []


def test_others_find_none(cast: Cast) -> None:
    row = take_over_records(actor=cast.registrar, hand_over=NEW, reason="x")
    assert hand_overs(cast.outsider) == []
    assert HandOver.objects.exists()
    for identifier in (str(row.uuid), "none"):
        with pytest.raises(NotFound):
            hand_over(cast.outsider, identifier)
