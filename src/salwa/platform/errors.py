"""Platform, errors: what went wrong, in words that a user can act on. Entry points give them their dress."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


def gettext_noop(text: str) -> str:
    """Mark a title for translation; Django's own would ask for settings, and the command line starts without them."""
    return text


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with what was handed in. ``line`` counts from 1 with the heading, 0 where there is none."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        """Return ``line 3, serial: …`` with the parts that are known."""
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.column) if part)
        return f"{place}: {self.text}" if place else self.text


class SalwaError(Exception):
    """An error that is told to the user.

    ``title`` is the same for all errors of a kind, ``detail`` says what happened this time, ``status`` is the HTTP
    status, ``type`` the last part of the problem's URI (RFC 9457), ``exit_code`` what the command line returns.
    """

    title: ClassVar[str] = gettext_noop("Something went wrong")
    status: ClassVar[int] = 500
    type: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str = "") -> None:
        """Keep the sentence for the user; without one the title speaks."""
        self.detail = detail or self.title
        super().__init__(self.detail)


class NotAllowed(SalwaError):
    """The actor may not do this."""

    title = gettext_noop("You may not do this")
    status = 403
    type = "not-allowed"
    exit_code = 3


class TooLarge(SalwaError):
    """The body of a request is larger than this node takes, or does not say how large it is."""

    title = gettext_noop("Too large")
    status = 413
    type = "too-large"
    exit_code = 2


class NotSignedIn(SalwaError):
    """Nobody is signed in, or the token is unknown, expired or withdrawn."""

    title = gettext_noop("Sign in first")
    status = 401
    type = "not-signed-in"
    exit_code = 3


class NotFound(SalwaError):
    """There is no such thing, or the actor may not know of it: both answer alike."""

    title = gettext_noop("Not found")
    status = 404
    type = "not-found"
    exit_code = 3


class Refused(SalwaError):
    """What was handed in cannot be taken. ``faults`` names every place; ``detail`` sums up."""

    title = gettext_noop("This cannot be taken as it is")
    status = 422
    type = "refused"
    exit_code = 2

    def __init__(self, detail: str | Sequence[Fault] = "", faults: Sequence[Fault] = ()) -> None:
        """Take a sentence, a list of faults, or both."""
        sentence = detail if isinstance(detail, str) else ""
        self.faults = tuple(faults if isinstance(detail, str) else detail)
        super().__init__(sentence or "\n".join(str(fault) for fault in self.faults))


class Conflict(SalwaError):
    """What is asked does not agree with what is recorded."""

    title = gettext_noop("This does not agree with what is recorded")
    status = 409
    type = "conflict"
    exit_code = 2


class Stale(Conflict):
    """A form was filled in from a record that somebody has changed since. ``was`` and ``is_`` tell both versions."""

    title = gettext_noop("Somebody changed this record while you were writing")
    type = "stale"

    def __init__(self, detail: str = "", *, was: str = "", is_: str = "") -> None:
        """Take what the writer saw and what is recorded now, in words."""
        super().__init__(detail)
        self.was = was
        self.is_ = is_


class NotReady(SalwaError):
    """The node cannot work as it stands: no database, no keys, another version. ``detail`` says what to do."""

    title = gettext_noop("This node is not ready")
    status = 503
    type = "not-ready"
    exit_code = 2
