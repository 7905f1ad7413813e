"""Identity, actions, ¶30: keep count of refused sign-ins, so that nobody tries passwords without end."""

from dataclasses import dataclass, field
from datetime import timedelta

from salwa.contexts.identity.models import FailedSignIn
from salwa.contexts.identity.policies import may_keep_the_gate
from salwa.contexts.identity.queries import must_wait, sign_in_digest, user_number
from salwa.contexts.identity.rules import SIGN_IN_WINDOW
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Gate:
    """The node itself, at its sign-in page: nobody has signed in yet."""

    actor_id: int = 0
    actor_name: str = "sign-in"
    agency_id: int = 0
    roles: frozenset[str] = field(default_factory=frozenset)


@action("identity.refuse_sign_in", may=may_keep_the_gate)
def refuse_sign_in(*, actor: Actor, username: str, address: str) -> None:
    """Count a sign-in that was refused. The entry names the user by number, and nobody where there is none."""
    entry = this_entry()
    FailedSignIn.objects.filter(failed_at__lt=entry.recorded_at - timedelta(minutes=SIGN_IN_WINDOW)).delete()
    FailedSignIn.objects.create(
        name=sign_in_digest("name", username), address=sign_in_digest("address", address), failed_at=entry.recorded_at
    )
    entry.note(user=user_number(username), waits=must_wait(username, address, now=entry.recorded_at))
