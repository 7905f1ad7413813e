"""Platform, command line: what the global options told, as every command of every context sees it."""

from collections.abc import Callable
from dataclasses import dataclass

import click

from salwa.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class CommandLine:
    """Who acts. ``find`` turns a sign-in name into an actor; it is handed in from above, where users are known."""

    as_user: str
    find: Callable[[str], Actor]
    default_user: Callable[[], str]
    default_administrator: Callable[[], str]

    def actor(self) -> Actor:
        """Return whom the command acts as: ``--as``, else the home's default user."""
        return self.find(self.as_user or self.default_user())

    def administrator(self) -> Actor:
        """Return whom a command of administration acts as: ``--as``, else the home's default administrator."""
        return self.find(self.as_user or self.default_administrator())


pass_command_line = click.make_pass_decorator(CommandLine)
