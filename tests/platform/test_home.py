"""Platform, home: a folder closed to others that says what the node is."""

import stat
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.platform.errors import Conflict, NotReady
from salwa.platform.home import Home, Node, current


def node(**changes):
    told = {
        "state": "XC",
        "role": "state",
        "name": "XC",
        "uuid": uuid.UUID(int=7),
        "created": datetime(2026, 5, 1, tzinfo=UTC),
    }
    return Node(**{**told, **changes})


def test_the_folders_are_closed_to_other_users(tmp_path):
    home = Home(tmp_path / "new" / "home")
    home.make()
    for folder in (home.path, home.keys, home.segments, home.log_file.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_files_that_are_handed_in_lie_in_a_closed_folder(tmp_path):
    home = Home(tmp_path / "home")
    (tmp_path / "home" / "imports").mkdir(parents=True, mode=0o755)
    home.make()
    assert home.imports.stat().st_mode & 0o777 == 0o700


def test_a_keys_folder_that_was_opened_is_closed_again(tmp_path):
    home = Home(tmp_path / "home")
    home.make()
    home.keys.chmod(0o755)
    home.make()
    assert stat.S_IMODE(home.keys.stat().st_mode) == 0o700


def test_a_folder_that_was_given_keeps_its_mode(tmp_path):
    given_folder = tmp_path / "shared"
    given_folder.mkdir(mode=0o755)
    given_folder.chmod(0o755)
    Home(given_folder).make()
    assert stat.S_IMODE(given_folder.stat().st_mode) == 0o755


def test_a_home_of_another_user_is_refused_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 54321)
    with pytest.raises(NotReady, match="belongs to user number"):
        Home(tmp_path).make()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_name_comes_back_from_the_node_file(tmp_path_factory, name):
    home = Home(tmp_path_factory.mktemp("home"))
    home.write_node(node(name=name))
    assert home.node() == node(name=name)


def test_a_home_without_a_node_says_how_to_make_one(tmp_path):
    with pytest.raises(NotReady, match="salwa init"):
        Home(tmp_path).node()


@pytest.mark.parametrize("content", [b"", b"state = 'XC'", b"\xff\xfe", b"state = [", b"[uuid]\nstate = 1"])
def test_a_damaged_node_file_is_told_in_words(tmp_path, content):
    home = Home(tmp_path)
    home.node_file.write_bytes(content)
    with pytest.raises(NotReady, match="cannot be read"):
        home.node()


def test_a_node_is_written_once(tmp_path):
    home = Home(tmp_path)
    home.write_node(node())
    home.write_node(node(uuid=uuid.UUID(int=8)))
    assert home.node().uuid == uuid.UUID(int=7)


@pytest.mark.parametrize("other", [{"state": "XD"}, {"role": "branch"}])
def test_a_home_of_another_authority_is_refused(tmp_path, other):
    home = Home(tmp_path)
    home.write_node(node())
    with pytest.raises(Conflict, match="already the node of XC"):
        home.write_node(node(**other))
    assert home.node() == node()


def test_the_home_is_named_by_the_environment_or_lies_in_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SALWA_HOME", "")
    assert current().path == (tmp_path / ".salwa").resolve()
    monkeypatch.setenv("SALWA_HOME", "elsewhere")
    assert current().path == (tmp_path / "elsewhere").resolve()


def test_two_homes_have_different_digests(tmp_path):
    assert Home(tmp_path / "a").digest != Home(tmp_path / "b").digest
