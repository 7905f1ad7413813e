"""One serial however it is written: plain and folded text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.kernel.marks.folding import ALPHABET, LONGEST, folded, plain


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("BKS-o12", "BKSO12"), ("ТЕ 1234", "TE1234"), ("٣٤٥", "345"), ("۱۲۳", "123"), ("１２３", "123"),
        ("D 6??2", "D6??2"),
        ("二一一四", "2114"), ("ΑΒ 12", "AB12"), ("SL 123", "SL123"), ("1*2_3", "1?2?3"), ("", ""), ("---", ""),
    ],
)  # fmt: skip
def test_plain(text: str, meant: str) -> None:
    assert plain(text) == meant


def test_look_alikes_fold_to_one() -> None:
    assert folded("BKSO12") == folded("8K5012") == "8K5012"
    assert folded("G1LZ") == folded("6I12")


@given(st.text())
def test_any_text_folds_into_the_alphabet(text: str) -> None:
    assert set(folded(text)) <= set(ALPHABET) | {"?"}
    assert len(folded(text)) <= LONGEST
    assert folded(plain(text)) == folded(text)
