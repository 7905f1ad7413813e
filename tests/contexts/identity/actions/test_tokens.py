"""Identity, actions: a token is shown once, kept as a digest, and can be withdrawn."""

import pytest

from salwa.contexts.identity.actions.tokens import issue_token, withdraw_tokens
from salwa.contexts.identity.models import AccessToken
from salwa.contexts.identity.queries import actor_by_token
from salwa.platform.errors import NotAllowed, NotFound, NotSignedIn, Refused
from salwa.platform.models import Entry


def test_the_secret_is_kept_nowhere(cast):
    issued = issue_token(actor=cast.analyst, username="analyst", label="nightly report")
    token = AccessToken.objects.get()
    assert (bytes(token.digest).hex() in issued.secret, len(bytes(token.digest))) == (False, 32)
    told = [str(value) for row in Entry.objects.values_list() for value in row]
    assert not any(issued.secret in text for text in told)


def test_withdrawn_tokens_no_longer_open_anything(cast):
    first, second = (issue_token(actor=cast.analyst, username="analyst") for _ in range(2))
    other = issue_token(actor=cast.registrar, username="registrar")
    assert withdraw_tokens(actor=cast.administrator, username="analyst") == 2
    for issued in (first, second):
        with pytest.raises(NotSignedIn):
            actor_by_token(issued.secret)
    assert actor_by_token(other.secret).actor_name == "registrar"


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_is_valid_for_a_year_at_most(cast, days):
    with pytest.raises(Refused):
        issue_token(actor=cast.analyst, username="analyst", days=days)


def test_a_label_with_hidden_characters_is_refused(cast):
    with pytest.raises(Refused):
        issue_token(actor=cast.analyst, username="analyst", label="a\x00b")


def test_nobody_takes_a_token_for_somebody_else(cast):
    with pytest.raises(NotAllowed):
        issue_token(actor=cast.registrar, username="administrator")
    with pytest.raises(NotFound):
        issue_token(actor=cast.administrator, username="nobody")
