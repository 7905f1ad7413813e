"""Platform, ledger: rows are proved to somebody who has neither the log nor the database, or not at all."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.identity.models import Agency, Unit
from salwa.contexts.identity.public import add_unit
from salwa.kernel.ledger.notes import SIGNER, Key
from salwa.kernel.ledger.rows import row_digest
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger.proving import Row, proved
from salwa.platform.ledger.sealing import Signer, seal

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = Key("xc.example/registry", SIGNER, PRIVATE.public_key().public_bytes_raw())
SIGN = Signer(KEY, PRIVATE.sign)

pytestmark = pytest.mark.django_db(transaction=True)


def night_shift(cast) -> Unit:
    return add_unit(actor=cast.administrator, agency=Agency.objects.get(name="Tracing desk"), name="Night shift")


def test_nothing_is_proved_before_it_is_sealed(cast):
    unit = night_shift(cast)
    with pytest.raises(NotFound):
        proved([Row("identity_unit", str(unit.pk))], KEY)


def test_a_row_comes_with_its_entry_and_its_digest(cast):
    unit = night_shift(cast)
    seal(SIGN)
    told = proved([Row("identity_unit", str(unit.pk))], KEY)
    (row,) = told["rows"]
    (entry,) = told["entries"]
    assert "Night shift" in row["row"]
    digest = row_digest(bytes.fromhex(row["blind"]), row["row"]).hex()
    assert ["identity_unit", 1, str(unit.pk), digest] in json.loads(entry["body"])["rows"]


def test_a_row_that_no_entry_binds_is_not_proved(cast):
    night_shift(cast)
    seal(SIGN)
    with pytest.raises(Conflict, match="identity_unit 0"):
        proved([Row("identity_unit", "0")], KEY)


def test_many_rows_cost_no_more_statements_than_one(cast):
    units = [
        add_unit(actor=cast.administrator, agency=Agency.objects.get(name="Tracing desk"), name=f"Shift {at}")
        for at in range(9)
    ]
    rows = [Row("identity_unit", str(unit.pk)) for unit in units]
    seal(SIGN)
    with CaptureQueriesContext(connection) as one:
        proved(rows[:1], KEY)
    with CaptureQueriesContext(connection) as many:
        told = proved(rows, KEY)
    assert [row["key"] for row in told["rows"]] == sorted(row.key for row in rows)
    assert len(many) == len(one)
