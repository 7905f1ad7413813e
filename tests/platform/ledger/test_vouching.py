"""The node vouches for what waits to be sealed: what somebody else put into the queue is never signed."""

import hmac

import pytest

from salwa.platform.errors import Conflict
from salwa.platform.ledger.faults import Fault, FaultKind
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import verify
from salwa.platform.ledger.vouching import pads, strangers, voucher
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN, note_number

FORGED = """
WITH forged AS (
    INSERT INTO platform_entry
    SELECT id + 1000, gen_random_uuid(), action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary,
           convert_to(replace(convert_from(body, 'UTF8'), '"entry":' || id, '"entry":' || id + 1000), 'UTF8'), salt
      FROM platform_entry WHERE id = %s RETURNING id)
INSERT INTO platform_unsealed SELECT id, {voucher} FROM forged RETURNING entry
"""


def test_a_voucher_is_an_hmac_over_the_bytes_one_by_one_and_all_at_once(cast):
    inner, outer = pads()
    key = bytes(octet ^ 0x36 for octet in inner).rstrip(b"\x00")
    assert len(inner) == len(outer) == 64
    bodies = [b"", b"a", b"b" * 64, bytes(1000)]
    assert [voucher(body) for body in bodies] == [
        hmac.new(key.ljust(32, b"\x00"), b, "sha256").digest() for b in bodies
    ]
    assert strangers(bodies, [voucher(body) for body in bodies]) == []
    assert strangers(bodies, [voucher(b""), b"", voucher(b"b" * 64)[:31], voucher(b"other")]) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("forged", ["''::bytea", "(SELECT voucher FROM platform_unsealed LIMIT 1)"])
def test_an_entry_put_into_the_queue_is_not_sealed_and_named(cast, superuser, forged):
    number = note_number(actor=cast.registrar, number=1)
    ((strange,),) = superuser.execute(FORGED.format(voucher=forged), [number]).fetchall()
    with pytest.raises(Conflict, match=f"Entry {strange} waits to be sealed and was not written by this node"):
        seal(SIGN)
    with reading(cast.registrar):
        assert Fault(FaultKind.INSERTED, strange) in verify(KEY).faults
    superuser.execute("DELETE FROM platform_unsealed WHERE entry = %s", [strange])
    superuser.execute("DELETE FROM platform_entry WHERE id = %s", [strange])
    assert seal(SIGN) > 0
    with reading(cast.registrar):
        assert verify(KEY).faults == []


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_was_changed_while_it_waited_is_not_sealed(cast, superuser):
    number = note_number(actor=cast.registrar, number=1)
    superuser.execute(
        "UPDATE platform_entry SET actor_id = 99, "
        "body = convert_to(regexp_replace(convert_from(body, 'UTF8'), '\"actor\":[0-9]+', '\"actor\":99'), 'UTF8') "
        "WHERE id = %s",
        [number],
    )
    with pytest.raises(Conflict, match="not written by this node"):
        seal(SIGN)
