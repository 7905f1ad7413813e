"""Config: a pack is shown, and one that a State wrote is checked before it is used."""

from importlib.resources import files
from pathlib import Path

from tests.conftest import NodeUnderTest


def test_the_rules_in_force_are_told(node: NodeUnderTest) -> None:
    told = node.salwa("pack", "show").stdout
    assert told.startswith("Republic of Corvania · edition 2 · from 2025-01-01 until further notice")
    assert "(Arms Act of Corvania, 2019, s. 14)" in told
    assert "[unverified]" in told
    assert "Other editions: 1 (2012-07-01)" in told


def test_those_of_another_state_and_another_day_too(node: NodeUnderTest) -> None:
    assert "Kingdom of Dalmora" in node.salwa("pack", "show", "--state", "xd").stdout
    assert "edition 1" in node.salwa("pack", "show", "--on", "2015-06-01").stdout
    assert "ZZ has no pack of its own." in node.salwa("pack", "show", "--state", "ZZ").stderr


def test_a_pack_is_checked_before_it_is_used(node: NodeUnderTest, tmp_path: Path) -> None:
    text = files("salwa.kernel.packs").joinpath("data", "xd", "2018-03-01.toml").read_text(encoding="utf-8")
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(text, encoding="utf-8")
    told = node.salwa("pack", "check", str(good))
    assert told.returncode == 0
    assert "has no fault: XD, edition 1" in told.stdout
    assert "Look at this" in told.stdout
    bad.write_text(text.replace('use = "seized"', 'use = "lost"').replace("years = 25", "years = -1"), encoding="utf-8")
    refused = node.salwa("pack", "check", str(bad))
    assert refused.returncode == 2
    assert "bad.toml: marking 4, use: 'lost' is none of" in refused.stderr
    assert node.salwa("pack", "check", str(tmp_path / "none.toml")).returncode == 3


def test_a_state_s_own_pack_in_the_home_holds(node: NodeUnderTest) -> None:
    text = files("salwa.kernel.packs").joinpath("data", "xc", "2025-01-01.toml").read_text(encoding="utf-8")
    folder = node.home.packs
    folder.mkdir()
    try:
        (folder / "ours.toml").write_text(text.replace('edition = "2"', 'edition = "ours"'), encoding="utf-8")
        told = node.salwa("pack", "show").stdout
    finally:
        (folder / "ours.toml").unlink()
        folder.rmdir()
    assert "edition ours" in told
    assert "Read from this node's own folder" in told
