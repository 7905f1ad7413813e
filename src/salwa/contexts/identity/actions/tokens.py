"""Identity, actions, ¶30: access tokens, with which a program acts as a user."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from salwa.contexts.identity.actions._withdrawing import withdraw_all
from salwa.contexts.identity.models import AccessToken
from salwa.contexts.identity.policies import may_issue_token
from salwa.contexts.identity.queries import token_digest, user_by_name
from salwa.contexts.identity.rules import is_display_name
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token; ``secret`` is told this once and kept nowhere."""

    secret: str
    expires_at: datetime


@action("identity.issue_token", may=may_issue_token)
def issue_token(*, actor: Actor, username: str, label: str = "", days: int = 90) -> IssuedToken:
    """Issue an access token for a user, valid for 1 to 366 days. Raises NotFound for an unknown user, Refused."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(gettext("A token is valid for 1 to %(days)d days.") % {"days": LONGEST_DAYS})
    if label and (len(label) > 100 or not is_display_name(label)):
        raise Refused(gettext("What a token is for is said in up to 100 characters, without control characters."))
    user = user_by_name(username)
    entry = this_entry()
    secret = f"salwa_{secrets.token_urlsafe(32)}"
    token = AccessToken.objects.create(
        user=user,
        label=label,
        digest=token_digest(secret),
        issued_at=entry.recorded_at,
        expires_at=entry.recorded_at + timedelta(days=days),
    )
    entry.note(token=token.pk, user=user.pk)
    return IssuedToken(secret, token.expires_at)


@action("identity.withdraw_tokens", may=may_issue_token)
def withdraw_tokens(*, actor: Actor, username: str) -> int:
    """Withdraw every valid token of a user; return how many there were."""
    user = user_by_name(username)
    entry = this_entry()
    count = withdraw_all(user, entry.recorded_at)
    entry.note(user=user.pk, withdrawn=count)
    return count
