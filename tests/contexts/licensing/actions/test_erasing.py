"""Licensing: words of papers whose time is over are erased, by whom it may be done, and nothing else."""

import pytest

from salwa.contexts.licensing.models import Licence, Words
from salwa.contexts.licensing.public import RETENTION_SOURCES, erase_words, licence_file, surrender
from salwa.kernel.packs import Counting, RecordKind, RetentionRule
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

OVER = RetentionRule(kind=RecordKind.LICENCE, years=0, counted=Counting.ENDED, source="Invented Act, s. 1")


def test_the_words_go_and_what_was_decided_stays(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    measure = l.measure("own_wish", text="Told by Ottoline Farrow")
    surrender(actor=cast.licensing_officer, licence=licence, measure=measure)
    ((paper, entry, commitment),) = erase_words(actor=cast.registrar, rule=OVER, papers=[licence.pk])
    assert paper == licence.pk
    assert not Words.objects.exists()
    noted = Entry.objects.get(pk=entry)
    assert (noted.summary["papers"], noted.summary["commitments"]) == (str(licence.pk), commitment)
    events = licence_file(cast.auditor, Licence.objects.get(pk=licence.pk), l.today()).events
    assert [(one.grounds, one.text) for one in events] == [("", ""), ("own_wish", "")]
    assert erase_words(actor=cast.registrar, rule=OVER, papers=[licence.pk]) == []


def test_what_is_in_force_stays_and_others_may_not(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    with pytest.raises(NotAllowed):
        erase_words(actor=cast.licensing_officer, rule=OVER, papers=[licence.pk])
    with pytest.raises(NotAllowed):
        erase_words(actor=cast.outside_registrar, rule=OVER, papers=[licence.pk])
    assert erase_words(actor=cast.registrar, rule=OVER, papers=[licence.pk]) == []
    assert Words.objects.exists()


def test_there_is_a_source_for_each_kind_of_paper() -> None:
    kinds = [source.kind for source in RETENTION_SOURCES]
    assert kinds == [RecordKind.LICENCE, RecordKind.REFUSAL, RecordKind.DEALER_BOOK]
