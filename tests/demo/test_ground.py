"""Demonstration, ground: what an act keeps, and that it leaves alone what is not its own."""

import json
import shutil
from pathlib import Path

import click
import pytest

from salwa.demo.ground import Built, Ground, note
from salwa.platform.database import starting
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home


def test_a_register_is_kept_only_for_the_very_same_wish(tmp_path: Path) -> None:
    ground = Ground(Home(tmp_path))
    wanted = Built(rows=1000, seed=1, sales=320)
    assert not ground.holds(wanted)
    ground.keep(wanted)
    assert ground.holds(wanted)
    assert not ground.holds(Built(rows=1001, seed=1, sales=320))
    assert not ground.holds(Built(rows=1000, seed=1, sales=320, version=wanted.version + 1))


def test_a_broken_note_means_that_nothing_is_kept(tmp_path: Path) -> None:
    ground = Ground(Home(tmp_path))
    ground.keep(Built(rows=1000, seed=1, sales=320))
    (tmp_path / "built.json").write_text("{", encoding="utf-8")
    assert not ground.holds(Built(rows=1000, seed=1, sales=320))


def test_what_other_acts_told_stays(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text('{"another": {"a": 1}}', encoding="utf-8")
    path = note(Home(tmp_path), "identification", {"register": 5})
    assert json.loads(path.read_text(encoding="utf-8")) == {"another": {"a": 1}, "identification": {"register": 5}}


@pytest.mark.parametrize("there", ["{", "[1]"])
def test_a_file_that_is_not_ours_is_refused_in_words(tmp_path: Path, there: str) -> None:
    (tmp_path / "demo.json").write_text(there, encoding="utf-8")
    with pytest.raises(click.ClickException, match="Move it away"):
        note(Home(tmp_path), "identification", {})
    assert (tmp_path / "demo.json").read_text(encoding="utf-8") == there


def test_a_database_goes_even_where_its_home_was_deleted_before(tmp_path: Path) -> None:
    ground = Ground(Home(tmp_path / "demo-act"))
    starting.create(ground.home)
    cluster = Cluster.of(ground.home)
    try:
        shutil.rmtree(ground.home.path / "keys")
        if cluster.folder.parent != ground.home.path:
            shutil.rmtree(ground.home.path)
        ground.clear()
        assert not cluster.folder.exists()
        assert not ground.home.path.exists()
    finally:
        cluster.remove()
