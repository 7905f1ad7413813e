"""Retention, command line: due, erase, certificate, holds."""

import json

import pytest
from click.testing import CliRunner, Result

from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.registry.models import PersonIdentity
from salwa.contexts.retention.cli.retention import retention_
from salwa.contexts.retention.public import proposals
from salwa.platform.command_line import CommandLine
from salwa.platform.errors import Refused
from tests.conftest import Cast
from tests.contexts.retention.actions.test_erasures import later
from tests.contexts.retention.conftest import gone
from tests.contexts.retention.queries.test_holds import held

__all__ = ["later"]


def ran(*arguments: str, who: str = "registrar") -> Result:
    line = CommandLine(who, actor_by_name, lambda: "registrar", lambda: "administrator")
    return CliRunner().invoke(retention_, list(arguments), obj=line, catch_exceptions=False)


def test_what_is_due_is_counted_and_listed_without_a_name(cast: Cast, later: None) -> None:
    left = gone(cast.registrar)
    assert "Who persons were: 1 due, 0 more soon" in ran("due", "--kind", "person").stdout
    listed = ran("due", "--kind", "person", "--list").stdout
    assert str(left.holder.uuid) in listed
    assert "Aldovar" not in listed


def test_one_proposes_and_another_confirms(cast: Cast, later: None) -> None:
    gone(cast.registrar)
    assert "Proposed for 1 record." in ran("erase", "--due", "--reason", "round").stdout
    ((_, view),) = proposals(cast.auditor)
    told = ran("erase", "--confirm", str(view.uuid), "--reason", "seen", who="auditor").stdout
    assert "1 record lost its personal data." in told
    assert "Everything fits." in told
    assert not PersonIdentity.objects.exists()
    assert ran("certificate", str(view.uuid), who="auditor").exit_code == 0
    assert json.dumps(told)


def test_a_proposal_is_turned_down(cast: Cast, later: None) -> None:
    gone(cast.registrar)
    ran("erase", "--due", "--reason", "round")
    ((_, view),) = proposals(cast.auditor)
    assert "Nothing was erased." in ran("erase", "--turn-down", str(view.uuid), "--reason", "no").stdout
    with pytest.raises(Refused):
        ran("certificate", str(view.uuid))


def test_one_thing_at_a_time(cast: Cast) -> None:
    with pytest.raises(Refused, match="Say one of"):
        ran("erase", "--reason", "x")


def test_where_there_is_nothing_it_is_said_beside_the_lines(cast: Cast) -> None:
    for arguments, said in ((("due", "--list"), "Nothing is due."), (("holds",), "No hold is in force.")):
        told = ran(*arguments)
        assert (told.stdout, told.stderr) == ("", f"{said}\n")


def test_holds_are_listed(cast: Cast) -> None:
    placed = held(cast, "9/26", 20)
    told = ran("holds")
    assert placed in told.stdout
    assert not told.stderr
