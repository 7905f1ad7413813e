"""Kernel, packs: packs are read, and the one that holds is found."""

from datetime import date

import pytest

from salwa.kernel.packs import PackFaulty, RecordKind, pack_of, packs
from salwa.kernel.packs.reading import parsed

IDENTITY = '[identity]\ncontrol_exchanged = "ends"\ndismantled = "stays"\n'
HEAD = 'state = "XQ"\nedition = "1"\nvalid_from = 2020-01-01\nlaw = "Invented Act"\nname = { en = "Q" }\n'


def test_a_state_without_a_pack_has_the_instruments() -> None:
    found = pack_of("ZZ", date(2026, 1, 1))
    assert found.state == "generic"
    rule = found.kept(RecordKind.MANUFACTURE)
    assert rule is not None
    assert rule.years == 30


def test_every_pack_that_ships_is_read() -> None:
    assert packs()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("state = ", "XQ.toml"),
        (HEAD, "identity"),
        (HEAD + 'colour = "red"\n' + IDENTITY, "colour"),
        (HEAD + IDENTITY + '[[retention]]\nkind = "dreams"\nyears = 1\ncounted = "recorded"\n', "dreams"),
    ],
)
def test_a_faulty_pack_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(PackFaulty, match=told):
        parsed(text, "XQ.toml")
