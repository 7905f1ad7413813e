"""Licensing: a client that is signed in, and a command line that runs as a member of the cast."""

from tests.contexts.tracing.cli.conftest import run
from tests.web.conftest import signed_in

__all__ = ["run", "signed_in"]
