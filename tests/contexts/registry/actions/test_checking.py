"""Registry, actions: what is looked at before anything is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry.actions._checking import check_marks, facts_of, faults_of_text
from salwa.contexts.registry.drafts import NewMark
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import Refused
from tests.contexts.registry import builders as b


@given(st.text(max_size=80))
def test_text_that_passes_shows_as_it_is(text: str) -> None:
    if not list(faults_of_text("serial", text, 60)):
        assert len(text) <= 60
        assert not {"\0", "\u202e", "\u2066", "\x1b"} & set(text)


def test_all_faults_are_named_at_once() -> None:
    marks = [b.serial("A\0"), NewMark(kind=MarkKind.IMPORT, text="GHA", country=999, year=1)]
    with pytest.raises(Refused) as refused:
        check_marks(marks, components=1, control=1)
    assert [fault.column for fault in refused.value.faults] == ["serial", "import", "import"]


def test_a_firearm_has_no_thousand_marks() -> None:
    with pytest.raises(Refused, match="at most 200 marks"):
        check_marks([b.serial("A1")] * 1000, components=1, control=1)


def test_a_maker_stands_for_its_country() -> None:
    assert facts_of(b.maker(), 1).country
    assert not facts_of(NewMark(kind=MarkKind.MAKER, text="GLOCK"), 1).country
