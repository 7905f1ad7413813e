"""Rows are proved by their newest binding, and what does not fit is not proved."""

import pytest

from salwa.contexts.identity.models import AccessToken, Unit
from salwa.contexts.identity.public import add_unit, issue_token, withdraw_tokens
from salwa.contexts.identity.queries import agency_by_name
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger.proving import Row, proved
from salwa.platform.ledger.sealing import seal
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN

pytestmark = pytest.mark.django_db(transaction=True)


def proofs(cast, *rows):
    with reading(cast.administrator):
        return proved(rows, KEY)


def test_the_newest_binding_proves_a_row_that_was_changed_by_an_action(cast):
    issue_token(actor=cast.analyst, username="analyst")
    row = Row("identity_accesstoken", str(AccessToken.objects.get().pk))
    with pytest.raises(NotFound):
        proofs(cast, row)
    seal(SIGN)
    first = proofs(cast, row)["rows"][0]["entry"]
    withdraw_tokens(actor=cast.analyst, username="analyst")
    with pytest.raises(Conflict, match="not sealed"):
        proofs(cast, row)
    seal(SIGN)
    told = proofs(cast, row)
    assert told["rows"][0]["entry"] > first
    assert [one["entry"] for one in told["entries"]] == [told["rows"][0]["entry"]]
    assert "withdrawn_at" in dict(told["forms"][told["rows"][0]["form"]]["columns"])


def test_a_row_that_does_not_fit_is_not_proved(cast, superuser):
    add_unit(actor=cast.administrator, agency=agency_by_name("Tracing desk"), name="Night shift")
    seal(SIGN)
    row = Row("identity_unit", str(Unit.objects.get().pk))
    superuser.execute("UPDATE identity_unit SET name = 'Day shift'")
    with pytest.raises(Conflict, match="identity_unit"):
        proofs(cast, row)
    with pytest.raises(Conflict, match="identity_unit 999"):
        proofs(cast, Row("identity_unit", "999"))
