"""Config, command line: what is told when something fails, and what starts without loading what it does not need."""

import os
import subprocess
import sys

import click
import pytest

from salwa.config import cli
from salwa.config.commands.table import COMMANDS, Listed
from salwa.platform.errors import Fault, NotFound, Refused


def put(monkeypatch, function):
    """Put a command in the table that calls ``function``."""
    command = click.command("trial")(function)
    monkeypatch.setattr(cli, "salwa", click.Group("salwa", commands={"trial": command}))


def fails_with(error):
    def trial():
        raise error

    return trial


def told_by(command):
    """All that a command and its sub-commands say of themselves."""
    own = f"{command.help}\n{command.epilog or ''}"
    return own + "".join(told_by(each) for each in getattr(command, "commands", {}).values())


def test_every_command_of_the_table_can_be_loaded_and_has_help_and_examples():
    for name, listed in COMMANDS.items():
        command = cli.load(listed.place, needs_django=listed.needs_django)
        assert isinstance(command, click.Command), name
        assert command.help, name
        assert "Example" in told_by(command), f"{name} shows no example"
        assert listed.help.endswith("."), name


def test_the_help_lists_every_command_and_loads_none():
    code = "import sys; from salwa.config.cli import run; run(['--help']); print('LOADED', *sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    text, _, loaded = told.partition("LOADED ")
    for name in COMMANDS:
        assert f"\n  {name} " in text
    assert not {"django", "psycopg", "numpy", "structlog"} & set(loaded.split())


def test_an_error_of_ours_is_a_sentence_and_an_exit_code(monkeypatch, capsys):
    put(monkeypatch, fails_with(NotFound("There is no firearm XC-1.")))
    assert cli.run(["trial"]) == 3
    assert capsys.readouterr().err == "There is no firearm XC-1.\n"


def test_every_fault_is_told_once(monkeypatch, capsys):
    put(monkeypatch, fails_with(Refused("Two rows cannot be taken.", [Fault(2, "serial", "is empty")])))
    assert cli.run(["trial"]) == 2
    assert capsys.readouterr().err == "Two rows cannot be taken.\nline 2, serial: is empty\n"
    put(monkeypatch, fails_with(Refused([Fault(2, "serial", "is empty")])))
    cli.run(["trial"])
    assert capsys.readouterr().err == "line 2, serial: is empty\n"


def test_an_error_nobody_foresaw_is_told_shortly_and_written_to_the_log(node):
    code = (
        "import sys; from salwa.config import cli; import click\n"
        "def trial(): raise ValueError('Key (serial)=(ABC123) exists')\n"
        "cli.salwa = click.Group('salwa', commands={'trial': click.command('trial')(trial)})\n"
        "sys.exit(cli.run(['trial']))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={"SALWA_HOME": str(node.home.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "Something went wrong inside Salwa (ValueError)" in told.stderr
    assert str(node.home.log_file) in told.stderr
    assert "Traceback" not in told.stderr
    last = node.home.log_file.read_text().splitlines()[-1]
    assert '"error": "ValueError"' in last
    assert "ABC123" not in last


def test_an_interrupted_command_says_so(monkeypatch, capsys):
    put(monkeypatch, fails_with(KeyboardInterrupt()))
    assert cli.run(["trial"]) == 130
    assert capsys.readouterr().err.strip() == "Interrupted."


def test_an_exit_code_that_a_command_returns_is_passed_on(monkeypatch):
    put(monkeypatch, lambda: 3)
    assert cli.run(["trial"]) == 3
    put(monkeypatch, lambda: None)
    assert cli.run(["trial"]) == 0


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--nonsense"], ["init"], ["user", "add"], ["init", "--role", "king"]]
)
def test_what_was_mistyped_is_told_with_the_usage(node, arguments):
    told = node.salwa(*arguments)
    assert told.returncode == 2
    assert "Usage: salwa" in told.stderr
    assert "Traceback" not in told.stderr


def test_output_that_nobody_reads_on_leaves_no_trace_on_the_screen():
    code = "from salwa.config.cli import main; main(['--help'])"
    reading, writing = os.pipe()
    os.close(reading)
    told = subprocess.run([sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert told.stderr == ""


def test_what_is_listed_but_no_command_is_a_mistake_of_ours(monkeypatch, capsys):
    monkeypatch.setitem(COMMANDS, "wrong", Listed("salwa:__version__", "No command.", needs_django=False))
    with pytest.raises(TypeError, match="is not a command"):
        cli.salwa.get_command(click.Context(cli.salwa), "wrong")


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path, node):
    told = node.salwa("user", "list", SALWA_DATABASE_URL=f"postgresql://salwa_app@/salwa?host={tmp_path}")
    assert told.returncode == 1
    assert told.stderr.startswith("The database does not answer:")
    assert "Traceback" not in told.stderr


def test_an_address_with_a_password_stops_every_command_that_needs_the_database(node):
    told = node.salwa("user", "list", SALWA_DATABASE_URL="postgresql://salwa_app:hidden@db/salwa")
    assert told.returncode == 2
    assert "holds a password" in told.stderr
    assert "hidden" not in told.stderr + told.stdout


def test_a_message_gives_the_terminal_no_orders(monkeypatch, capsys):
    put(monkeypatch, fails_with(Refused("The file \x1b]0;owned\x07 and \x9b2J is\tno\ntable.")))
    assert cli.run(["trial"]) == 2
    told = capsys.readouterr().err
    assert "\tno\ntable." in told
    assert not {"\x1b", "\x07", "\x9b"} & set(told)


def test_what_a_command_writes_is_closed_to_other_users(tmp_path):
    made = tmp_path / "made"
    script = (
        "import atexit, sys; from salwa.config.cli import main; "
        "atexit.register(lambda: open(sys.argv[1], 'w').close()); main(['--version'])"
    )
    subprocess.run([sys.executable, "-c", script, str(made)], check=True, capture_output=True)
    assert made.stat().st_mode & 0o077 == 0
