"""Identity, command line: an administrator's day with users, without a password on a command line."""

import subprocess

import pytest

from salwa.contexts.identity.cli.users import user


@pytest.fixture
def tarek(node):
    """A user of the node, added by the command."""
    added = node.salwa("user", "add", "a.tarek", "--name", "A. Tarek", "--agency", "Tracing desk", "--role", "analyst")
    assert added.returncode == 0 or "already a user" in added.stderr
    return "a.tarek"


def line_of(node, name):
    listed = node.salwa("user", "list")
    assert listed.returncode == 0, listed.stderr
    return next(line for line in listed.stdout.splitlines() if line.startswith(name))


def test_a_user_is_added_and_listed(node, tarek):
    assert line_of(node, tarek).split("\t")[1:3] == ["A. Tarek", "Tracing desk"]
    again = node.salwa("user", "add", tarek, "--name", "A. Tarek", "--agency", "Tracing desk")
    assert (again.returncode, again.stderr) == (2, "There is already a user a.tarek.\n")


def test_a_password_is_piped_in_and_a_weak_one_refused(node, tarek):
    weak = node.salwa("user", "password", tarek, given="short\n")
    assert weak.returncode == 2
    assert "too short" in weak.stderr
    assert "short" not in weak.stdout
    assert node.salwa("user", "password", tarek, given="").returncode == 2
    assert node.salwa("user", "password", tarek, given="a long enough phrase 42\n").returncode == 0
    assert line_of(node, tarek).endswith("signs in with a password")


def test_no_command_takes_a_password_as_an_argument():
    names = {option for command in user.commands.values() for each in command.params for option in each.opts}
    assert not {name for name in names if "password" in name or "secret" in name}


def test_a_role_is_given_and_ended(node, tarek):
    assert node.salwa("user", "role", tarek, "customs").returncode == 0
    assert "customs" in line_of(node, tarek)
    assert node.salwa("user", "role", tarek, "customs").returncode == 2
    assert node.salwa("user", "role", tarek, "customs", "--end").returncode == 0
    assert "customs" not in line_of(node, tarek)
    assert node.salwa("user", "role", tarek, "king").returncode == 2


def test_the_token_alone_goes_to_standard_output(node, tarek):
    issued = node.salwa("user", "token", tarek, "--days", "3")
    assert issued.stdout.startswith("salwa_")
    assert issued.stdout.count("\n") == 1
    assert "not shown again" in issued.stderr
    withdrawn = node.salwa("user", "token", tarek, "--withdraw")
    assert withdrawn.stdout.endswith("tokens withdrawn.\n")


def test_one_acts_as_somebody_else_with_that_users_rights(node):
    refused: subprocess.CompletedProcess[str] = node.salwa("--as", "registrar", "user", "list")
    assert (refused.returncode, refused.stderr) == (3, "You may not do this\n")
    refused = node.salwa("user", "list", SALWA_AS="tracing_officer")
    assert refused.returncode == 3
    unknown = node.salwa("--as", "ghost", "user", "list")
    assert (unknown.returncode, unknown.stderr) == (3, "There is no user ghost.\n")


def test_a_denied_action_is_in_the_log_without_names(node, tarek):
    assert node.salwa("--as", "registrar", "user", "role", tarek, "auditor").returncode == 3
    last = node.home.log_file.read_text().splitlines()[-1]
    assert '"event": "action.denied"' in last
    assert "identity.assign_role" in last
    assert "tarek" not in last


def test_a_user_is_blocked_and_let_in_again(node, tarek):
    assert node.salwa("user", "block", tarek).returncode == 0
    assert line_of(node, tarek).endswith("may not sign in")
    done = node.salwa("user", "unblock", tarek)
    assert (done.returncode, done.stdout) == (0, "a.tarek can sign in again. Tokens must be issued anew.\n")
    assert not line_of(node, tarek).endswith("may not sign in")
