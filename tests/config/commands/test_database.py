"""Config, commands: the server is started, looked at and stopped by hand."""

from salwa.platform.home import Home
from tests.conftest import salwa_in


def test_it_is_stopped_looked_at_and_started(node):
    assert node.salwa("database", "start").returncode == 0
    assert "running as process" in node.salwa("database", "status").stdout
    assert node.salwa("database", "stop").stdout == "Stopped.\n"
    assert node.salwa("database", "stop").stdout == "It was not running.\n"
    assert "not running" in node.salwa("database", "status").stdout
    assert node.salwa("database", "start").stdout.startswith("Started: process")
    assert node.salwa("database", "start").stdout.startswith("Already running: process")


def test_before_init_there_is_none_and_none_is_made(tmp_path):
    home = Home(tmp_path / "home")
    told = salwa_in(home, "database", "status")
    assert (told.returncode, told.stdout) == (0, f"There is no database for {home.path} yet.\n")
    told = salwa_in(home, "database", "start")
    assert told.returncode == 2
    assert "salwa init" in told.stderr
    assert not home.path.exists()
