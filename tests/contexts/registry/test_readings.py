"""Registry: what a typed mark means, where that is certain."""

import pytest

from salwa.contexts.registry.models import Legibility, MarkMethod, MarkPlace
from salwa.contexts.registry.readings import Meaning, meaning_of, right_mark
from salwa.kernel.marks.model import MarkKind
from tests.contexts.registry import builders as b
from tests.contexts.registry.papers.builders import mark


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (MarkKind.IMPORT, "GHA 2016", Meaning(country=288, year=2016)),
        (MarkKind.IMPORT, "2016", Meaning(year=2016)),
        (MarkKind.IMPORT, "no such land", Meaning()),
        (MarkKind.MAKER, "no such maker anywhere", Meaning()),
        (MarkKind.SERIAL, "GLOCK", Meaning()),
    ],
)
def test_only_what_is_certain_is_meant(kind: MarkKind, text: str, meant: Meaning) -> None:
    assert meaning_of(kind, text) == meant


def test_a_maker_is_known_by_any_of_its_spellings() -> None:
    assert meaning_of(MarkKind.MAKER, "glock ges.m.b.h.").code in {0, b.make("Glock")}
    assert meaning_of(MarkKind.MAKER, "GLOCK").code == b.make("Glock")


def test_the_right_mark_stands_where_and_as_the_wrong_one_was_read() -> None:
    wrong = mark("BKS 0I2", place=MarkPlace.LEFT, method=MarkMethod.STAMPED, legibility=Legibility.WORN)
    right = right_mark(wrong, "BKS 012", 2)
    assert (right.kind, right.text, right.component) == (MarkKind.SERIAL, "BKS 012", 2)
    assert (right.place, right.method, right.legibility) == (wrong.place, wrong.method, wrong.legibility)
