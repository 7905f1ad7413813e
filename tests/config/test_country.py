"""Config, country: what the State adds is known wherever text is resolved, and a faulty pack stops with its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from salwa.config import country
from salwa.config.cli import run
from salwa.kernel import packs, vocabularies
from salwa.kernel.vocabularies import tables
from salwa.platform.home import Home, current
from tests.conftest import NodeUnderTest, salwa_in


@pytest.fixture
def settled(cluster_home: Home) -> Iterator[None]:
    """The State of the test session's node: XC."""
    country.settle()
    yield
    country.settle()


def test_words_that_the_state_adds_are_resolved_in_every_language_of_theirs(settled: None) -> None:
    assert vocabularies.makes().resolve("Velmar State Arsenal").term == vocabularies.makes().by_code(30_001)
    assert vocabularies.makes().resolve("Вельмарский государственный арсенал").confidence > 0.8
    assert vocabularies.types().resolve("Line-throwing gun").term == vocabularies.types().by_code(200)
    assert vocabularies.calibres().resolve("9.3x41 Corvan").term == vocabularies.calibres().by_code(30_001)
    assert vocabularies.types().get(201) is None


def test_another_process_takes_on_what_this_one_knows(settled: None) -> None:
    known = tables.added()
    tables.take_on(known)
    assert vocabularies.makes().by_code(30_001).country == "XC"


def test_without_a_node_there_are_no_words_of_a_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SALWA_HOME", str(tmp_path / "none"))
    country.settle()
    assert vocabularies.makes().get(30_001) is None
    monkeypatch.undo()
    country.settle()


def test_a_command_knows_them_too(node: NodeUnderTest) -> None:
    assert "XC-velmar-arsenal" in node.salwa("resolve", "make", "Velmar State Arsenal").stdout


def test_a_faulty_pack_stops_a_command_with_place_and_remedy(
    node: NodeUnderTest, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = node.home.packs
    folder.mkdir()
    file = folder / "ours.toml"
    try:
        file.write_text('state = "XC"\n', encoding="utf-8")
        told = salwa_in(node.home, "resolve", "make", "Glock")
    finally:
        file.unlink()
        folder.rmdir()
    assert told.returncode == 2
    assert f"{file}: identity: is missing" in told.stderr
    assert "salwa pack check" in told.stderr
    assert run(["resolve", "make", "Glock"]) == 0
    assert packs.pack_of("XC", packs.editions_of("XC")[0].valid_from).edition == "1"
    assert not (current().packs).exists()
