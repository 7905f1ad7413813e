"""Registry: a client that is signed in as a member of the cast, firearms by their serial, papers if they print here."""

from tests.contexts.tracing.conftest import register
from tests.platform.papers.conftest import printing
from tests.web.conftest import signed_in

__all__ = ["printing", "register", "signed_in"]
