"""Registry, import, tests: what a source says otherwise is told once, and again only when it says something new."""

import pytest
from django.utils import translation

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing.firearms import Order, import_firearms
from salwa.contexts.registry.importing.outcome import Outcome
from salwa.contexts.registry.wording import LONGEST_NOTE, finding_sentence, note
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.importing.conftest import Written

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])

ROW = "X1,BKS012,Glock,17,9x19,pistol,AT,1999,Belgium,2001,2003-05,Mirren,lost"
OTHER = "X2,BKS013,Glock,17,9x19,pistol,AT,1999,,,,,"


def loaded(cast: Cast, written: Written, *rows: str) -> Outcome:
    return import_firearms(actor=cast.registrar, order=Order(path=written(*rows), source="Old register"))


def told(cast: Cast) -> list[str]:
    return [note(found.text).split("status: ")[-1] for found in registry.findings(cast.registrar)]


def close_all(cast: Cast) -> None:
    for found in registry.findings(cast.registrar):
        assert found.id is not None
        held = registry.finding(cast.registrar, found.id)
        registry.close_finding(actor=cast.registrar, finding=held, reason="looked at: the record is right")


def test_what_a_person_has_closed_does_not_come_back_with_the_same_file(cast: Cast, written: Written) -> None:
    loaded(cast, written, ROW, OTHER)
    for status in ("stolen", "destroyed"):
        said = ROW.replace("lost", status)
        assert loaded(cast, written, said, OTHER).changed == 1
        assert told(cast) == [status]
        close_all(cast)
        for _ in range(2):
            again = loaded(cast, written, said, OTHER)
            assert (again.changed, again.known, again.loaded) == (1, 1, 0)
            assert told(cast) == []
    assert loaded(cast, written, ROW, OTHER).known == 2
    loaded(cast, written, ROW.replace("lost", "stolen"), OTHER)
    assert told(cast) == []


def test_what_is_said_while_a_finding_is_open_is_told_once_that_is_closed(cast: Cast, written: Written) -> None:
    loaded(cast, written, ROW, OTHER)
    loaded(cast, written, ROW.replace("lost", "stolen"), OTHER)
    newer = (ROW.replace("lost", "destroyed"), f"{OTHER}lost")
    loaded(cast, written, *newer)
    assert told(cast) == ["stolen", "lost"]
    close_all(cast)
    loaded(cast, written, *newer)
    assert told(cast) == ["destroyed"]
    close_all(cast)
    loaded(cast, written, *newer)
    assert told(cast) == []


def test_a_record_made_by_hand_is_compared_once(cast: Cast, written: Written) -> None:
    b.firearm(cast.registrar, "AAA111", external_id="X1")
    loaded(cast, written, ROW, OTHER)
    assert told(cast) == ["lost"]
    close_all(cast)
    again = loaded(cast, written, ROW, OTHER)
    assert (again.changed, again.known, told(cast)) == (1, 1, [])


def test_what_the_source_says_is_told_in_the_language_of_who_reads(cast: Cast, written: Written) -> None:
    loaded(cast, written, ROW)
    with translation.override("qps-plocm"):
        loaded(cast, written, ROW.replace("lost", "stolen").replace("Mirren", f"Mirren {'x' * 290}"))
    found = registry.findings(cast.registrar)[0]
    assert len(found.text) <= LONGEST_NOTE
    english = finding_sentence(found.kind, found.text)
    assert "Line 2 of the source now says: external_id: X1; serial: BKS012" in english
    assert english.endswith("status: stolen")
    with translation.override("qps-plocm"):
        assert "Line 2" not in finding_sentence(found.kind, found.text)


def test_words_that_only_look_like_facts_stay_as_they_are() -> None:
    assert note('{"line": 2') == '{"line": 2'
    assert note('{"line": 2}') == '{"line": 2}'
