"""Tracing, command line: run a command as a member of the cast and see what it says and how it ends."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from salwa.contexts.identity.public import actor_by_name
from salwa.platform.command_line import CommandLine

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def call(command: object, *arguments: object, user: str = "tracing_officer") -> Result:
        told = CommandLine(
            as_user=user,
            find=actor_by_name,
            default_user=lambda: "tracing_officer",
            default_administrator=lambda: "administrator",
        )
        given = [str(argument) for argument in arguments]
        return CliRunner().invoke(command, given, obj=told)  # type: ignore[arg-type]

    return call
