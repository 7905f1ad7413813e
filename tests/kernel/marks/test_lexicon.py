"""Words that hands write beside marks are known in many languages."""

import pytest

from salwa.kernel.marks.lexicon import WordKind, meaning, words
from salwa.kernel.vocabularies.keys import squeezed


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("rusted", "rusted"), ("raspado", "ground off"), ("removido por ação mecânica", "removed"),
        ("limado", "ground off"),
        ("مطموس", "removed"), ("затёрт", "ground off"), ("затерт", "ground off"), ("锉掉", "ground off"),
        ("illisible", "illegible"),
        ("suprimido", "removed"), ("verrostet", "rusted"), ("unleserlich", "illegible"), ("生锈", "rusted"),
    ],
)  # fmt: skip
def test_conditions(text: str, what: str) -> None:
    word = meaning(squeezed(text), WordKind.CONDITION)
    assert word is not None
    assert word.meaning == what


@pytest.mark.parametrize(
    "text", ["unbekannt", "unbek", "sem número", "bez broja", "n/a", "без номера", "لا يوجد", "无号", "desconhecida"]
)
def test_words_for_no_number(text: str) -> None:
    assert meaning(squeezed(text), WordKind.NONE)


def test_other_words_mean_nothing() -> None:
    assert meaning("glock", *WordKind) is None
    assert len(words()) > 700
