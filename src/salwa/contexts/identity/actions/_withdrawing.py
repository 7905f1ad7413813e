"""Identity, actions, ¶30: what several actions share to end a user's access tokens."""

from datetime import datetime

from salwa.contexts.identity.models import AccessToken, User


def withdraw_all(user: User, when: datetime) -> int:
    """Withdraw every valid token of a user, in the action that is running; return how many there were."""
    return AccessToken.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=when)
