"""Platform, papers: the parts of a plain paper."""

from salwa.platform.papers import Fact, Facts, Sheet, Table, Words


def test_lines_are_counted_over_all_parts() -> None:
    parts = (Facts("a", (Fact("b", "c"),)), Table("d", ("e",), (("f",), ("g",))), Words("h", ("i",)))
    assert Sheet("", parts).rows == 3
