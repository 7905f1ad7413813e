"""Registry, import, tests: doubts are counted and told by the first of their rows."""

from salwa.contexts.registry.importing.notices import Notices


def test_doubts_of_a_kind_are_one_with_a_count() -> None:
    notices = Notices()
    notices.warn("make", "Unknown.", line=7, value="Foo")
    notices.warn("make", "Unknown.", line=9, value="Bar", rows=4)
    (one,) = notices.listed()
    assert (one.line, one.value, one.rows, notices.rows) == (7, "Foo", 5, 5)


def test_the_most_frequent_texts_come_first() -> None:
    notices = Notices()
    notices.leave("make", [("Foo", 2), ("Bar", 5)])
    notices.leave("make", [("Foo", 9)])
    assert notices.most_frequent("make") == [("Foo", 11), ("Bar", 5)]
    assert notices.most_frequent("model") == []
