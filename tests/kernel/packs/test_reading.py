"""Kernel, packs: packs are read, and the one that holds is found."""

import os
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from salwa.kernel.packs import PackFaulty, RecordKind, is_own, pack_of, packs, read_beside, reading, states

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


def test_every_state_has_its_edition_of_the_day() -> None:
    told = [pack_of("XC", day).edition for day in (date(1990, 1, 1), date(2024, 12, 31), date(2025, 1, 1))]
    assert told == ["1", "1", "2"]
    assert pack_of("XD", date(2030, 1, 1)).state == "XD"
    assert states() == ("XC", "XD")


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Path]:
    """A folder of the node's own packs."""
    before = reading._beside
    read_beside(lambda: tmp_path)
    yield tmp_path
    read_beside(before)


def test_a_node_s_own_pack_goes_before_what_ships_and_holds_as_soon_as_it_is_changed(beside: Path) -> None:
    assert not is_own("XD")
    text = files("salwa.kernel.packs").joinpath("data", "xd", "2018-03-01.toml").read_text(encoding="utf-8")
    file = beside / "ours.toml"
    file.write_text(text.replace('edition = "1"', 'edition = "ours"'), encoding="utf-8")
    assert pack_of("XD", date(2026, 1, 1)).edition == "ours"
    assert is_own("XD")
    assert pack_of("XC", date(2026, 1, 1)).edition == "2"
    file.write_text(text.replace('edition = "1"', 'edition = "later"'), encoding="utf-8")
    os.utime(file, (1, 1))
    assert pack_of("XD", date(2026, 1, 1)).edition == "later"
    file.unlink()
    assert pack_of("XD", date(2026, 1, 1)).edition == "1"


def test_a_faulty_pack_of_the_node_is_never_passed_over(beside: Path) -> None:
    (beside / "one.toml").write_text(HEAD + IDENTITY, encoding="utf-8")
    (beside / "two.toml").write_text("state = ", encoding="utf-8")
    with pytest.raises(PackFaulty) as caught:
        pack_of("XC", date(2026, 1, 1))
    assert any(
        str(beside / "one.toml") in fault and "no rule for manufacture" in fault for fault in caught.value.faults
    )
    assert any(str(beside / "two.toml") in fault for fault in caught.value.faults)


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
        reading.parsed(text, "XQ.toml")
