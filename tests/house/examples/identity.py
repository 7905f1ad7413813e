"""The house, checked: an example of each action of identity. A new action is given one here."""

from collections.abc import Callable

from salwa.contexts.identity import public as identity
from salwa.contexts.identity.models import Agency
from salwa.platform import home
from salwa.platform.ledger.sealing import signer_of
from tests.house.stage import Stage

PHRASE = "a long enough phrase 42"


def unblock(on: Stage) -> object:
    identity.block_user(actor=on.cast.administrator, username="analyst")
    return identity.unblock_user(actor=on.cast.administrator, username="analyst")


EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "identity.add_agency": lambda on: identity.add_agency(
        actor=on.cast.administrator, name="Border guard", kind=identity.AgencyKind.OTHER
    ),
    "identity.add_unit": lambda on: identity.add_unit(
        actor=on.cast.administrator, agency=Agency.objects.get(name="Tracing desk"), name="Night shift"
    ),
    "identity.add_user": lambda on: identity.add_user(
        actor=on.cast.administrator,
        username="a.tarek",
        display_name="A. Tarek",
        agency=Agency.objects.get(name="Tracing desk"),
    ),
    "identity.assign_role": lambda on: identity.assign_role(
        actor=on.cast.administrator, username="analyst", role=identity.Role.AUDITOR
    ),
    "identity.bind_rows": lambda on: identity.bind_rows(actor=on.cast.administrator, reason="from before"),
    "identity.block_user": lambda on: identity.block_user(actor=on.cast.administrator, username="analyst"),
    "identity.choose_language": lambda on: identity.choose_language(
        actor=on.cast.analyst, username="analyst", language="ar"
    ),
    "identity.end_role": lambda on: identity.end_role(
        actor=on.cast.administrator, username="analyst", role=identity.Role.ANALYST
    ),
    "identity.found": lambda _on: identity.found(actor=identity.Founder()),
    "identity.issue_token": lambda on: identity.issue_token(actor=on.cast.analyst, username="analyst"),
    "identity.rebuild_tiles": lambda on: identity.rebuild_tiles(
        actor=on.cast.administrator, signer=signer_of(home.current()), reason="a disk lost them"
    ),
    "identity.refuse_sign_in": lambda _on: identity.refuse_sign_in(
        actor=identity.Gate(), username="analyst", address="192.0.2.1"
    ),
    "identity.set_password": lambda on: identity.set_password(
        actor=on.cast.analyst, username="analyst", password=PHRASE
    ),
    "identity.unblock_user": unblock,
    "identity.withdraw_tokens": lambda on: identity.withdraw_tokens(actor=on.cast.analyst, username="analyst"),
}
