"""Registry: a client that is signed in as a member of the cast, and firearms by their serial."""

from tests.contexts.tracing.conftest import register
from tests.web.conftest import signed_in

__all__ = ["register", "signed_in"]
