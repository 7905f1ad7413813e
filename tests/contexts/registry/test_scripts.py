"""Registry, scripts: told from the letters."""

import pytest

from salwa.contexts.registry.models import Script
from salwa.contexts.registry.scripts import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("BKS 012", Script.LATIN),
        ("4711", Script.LATIN),
        ("ТЕ 1234", Script.CYRILLIC),
        ("ΑΒ 12", Script.GREEK),
        ("٣٤٥", Script.ARABIC),
        ("۳۴۵", Script.ARABIC),
        ("五六式", Script.HAN),
        ("ＡＢ１", Script.LATIN),
        ("TЕ 1", Script.MIXED),
        ("★", Script.SYMBOL),
        ("<>", Script.SYMBOL),
        ("½ 12", Script.LATIN),
        ("አ1", Script.OTHER),
    ],
)
def test_a_text_has_the_script_of_its_letters(text: str, script: Script) -> None:
    assert script_of(text) is script
