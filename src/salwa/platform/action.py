"""Platform, action: the one way to change something: transaction, policy, entry, events on commit."""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, ParamSpec, TypeVar

from django.db import connections, transaction

from salwa.platform import events, logs, scope, submissions
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from salwa.platform.ledger.binding import take
from salwa.platform.ledger.keeping import keep
from salwa.platform.ledger.lists import Batch
from salwa.platform.models import Entry
from salwa.platform.reading import reading

P = ParamSpec("P")
R = TypeVar("R")
Fact = str | int | bool | None

_log = logs.logger(__name__)


@dataclass(slots=True)
class EntryDraft:
    """The entry of the action that is running; written when the action's body has ended. ``actor`` is who acts."""

    actor: Actor
    id: int
    recorded_at: datetime
    using: str
    reason: str = ""
    content_digest: bytes = b""
    summary: dict[str, Any] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    order: int = 0

    def note(self, **facts: Fact) -> None:
        """Add facts to the entry's summary: counts, keys, names of files. Never personal data."""
        self.summary.update(facts)

    def digest(self, content: bytes) -> None:
        """Set the SHA-256 over the content the action took in, 32 bytes."""
        self.content_digest = content

    def bind(self, batches: Sequence[Batch], *, order: int = 0) -> None:
        """Bind rows that were written past the triggers (``salwa.rows`` is ``batch``), with their digests.

        ``order`` is their place in the order of all writing, where it was drawn before the action ends.
        """
        self.batches.extend(batches)
        self.order = order

    def announce(self, event: object) -> None:
        """Deliver ``event`` to its subscribers once the transaction has committed; never if it does not."""
        transaction.on_commit(partial(events.deliver, event), using=self.using, robust=True)


@dataclass(frozen=True, slots=True)
class Declared:
    """An action as it was declared: what the house's tests and the administrator's overview go by."""

    name: str
    function: Callable[..., Any]
    may: Callable[..., bool]
    using: str


_declared: dict[str, Declared] = {}
_running: ContextVar[EntryDraft | None] = ContextVar("salwa_running_action", default=None)


def declared() -> Mapping[str, Declared]:
    """Return every action that has been imported, by name."""
    return dict(_declared)


def this_entry() -> EntryDraft:
    """Return the running action's entry. Raises RuntimeError outside an action."""
    draft = _running.get()
    if draft is None:
        raise RuntimeError("There is no entry outside an action.")
    return draft


def action(
    name: str, *, may: Callable[..., bool], using: str = "default"
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a function as an action, named ``<context>.<verb_noun>``.

    The function takes keyword arguments only, ``actor`` among them. ``may`` is called with the actor, and with those
    of the function's arguments that it names itself; if it says no, NotAllowed is raised, nothing is written, and a
    line goes to the security log. A ``reason`` among the arguments is kept in the entry.

    The body runs in one transaction together with its entry. ``using="loader"`` runs it as the role that may only
    insert: the policy is then asked first, once for the whole batch, in a reading of the ordinary role. An action
    called inside another joins its transaction with a savepoint and an entry of its own.
    """

    def declare(function: Callable[P, R]) -> Callable[P, R]:
        signature = inspect.signature(function)
        _check_signature(name, signature)
        asked = _names_of(may)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            actor: Actor = given.arguments["actor"]
            told = {key: given.arguments[key] for key in asked if key in given.arguments}
            decide = partial(_decide, name, may, actor, told)
            with _entered(name, actor, using, decide) as draft:
                draft.reason = str(given.arguments.get("reason") or "")
                return function(*args, **kwargs)

        if name in _declared and _declared[name].function.__qualname__ != function.__qualname__:
            raise TypeError(f"Two actions are named {name}.")
        _declared[name] = Declared(name, run, may, using)
        return run

    return declare


def attempted(work: Callable[[], bool], *, using: str = "default") -> bool:
    """Do ``work`` inside the running action, and take back what it wrote where it returns False."""
    with transaction.atomic(using=using):
        is_done = work()
        if not is_done:
            transaction.set_rollback(True, using=using)
    return is_done


@contextmanager
def _entered(name: str, actor: Actor, using: str, decide: Callable[[], None]) -> Iterator[EntryDraft]:
    """Open the transaction, have the policy decide, hand out the entry's draft, and write it at the end."""
    if using != "default":
        with reading(actor):
            decide()
    with ExitStack() as stack:
        nested = connections[using].in_atomic_block
        before = scope.asked(using) if nested else scope.Scope()
        stack.enter_context(transaction.atomic(using=using))
        draft = _draft(actor, using)
        if using == "default":
            decide()
        submissions.take(actor.actor_id, draft.id, using)
        stack.push(partial(_undone, draft.id))
        token = _running.set(draft)
        stack.callback(_running.reset, token)
        yield draft
        _write(name, actor, draft, alone=not nested)
        if nested:
            scope.tell(before, using)


def _undone(entry: int, kind: type[BaseException] | None, _error: object, _trace: object) -> bool:
    """Let what was sent be sent again where the action that took it was refused."""
    if kind is not None:
        submissions.release(entry)
    return False


def _draft(actor: Actor, using: str) -> EntryDraft:
    """Draw the entry's number and tell the database who acts."""
    number, now = scope.begin(actor, using)
    return EntryDraft(actor=actor, id=number, recorded_at=now, using=using)


def _decide(name: str, may: Callable[..., bool], actor: Actor, told: Mapping[str, Any]) -> None:
    if not may(actor, **told):
        _log.warning("action.denied", action=name, actor_id=actor.actor_id, agency_id=actor.agency_id)
        raise NotAllowed


def _write(name: str, actor: Actor, draft: EntryDraft, *, alone: bool) -> None:
    written = take(draft.id, draft.using, alone=alone, batches=draft.batches, order=draft.order)
    entry = Entry(
        id=draft.id,
        action=name,
        actor_id=actor.actor_id,
        actor_name=actor.actor_name,
        agency_id=actor.agency_id,
        reason=draft.reason,
        recorded_at=draft.recorded_at,
        digest=draft.content_digest,
        summary=draft.summary,
    )
    keep(entry, written, using=draft.using)


def _check_signature(name: str, signature: inspect.Signature) -> None:
    kinds = {parameter.kind for parameter in signature.parameters.values()}
    if "actor" not in signature.parameters or kinds != {inspect.Parameter.KEYWORD_ONLY}:
        raise TypeError(f"The action {name} must take keyword arguments only, actor among them.")


def _names_of(may: Callable[..., bool]) -> tuple[str, ...]:
    """Return the names of what a policy asks besides the actor, its first parameter."""
    return tuple(inspect.signature(may).parameters)[1:]
