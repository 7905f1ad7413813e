"""What is sealed is proved from the stored tiles, in few statements, against the checkpoint that was signed."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.kernel.ledger.notes import SIGNER, Key, opened
from salwa.kernel.ledger.tree import leaf_hash, verify_inclusion
from salwa.platform.action import action, this_entry
from salwa.platform.errors import NotFound
from salwa.platform.ledger.inclusion import prove
from salwa.platform.ledger.sealing import Signer, seal
from salwa.platform.models import Checkpoint, Entry, Tile

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = Key("xc.example/registry", SIGNER, PRIVATE.public_key().public_bytes_raw())
SIGN = Signer(KEY, PRIVATE.sign)

pytestmark = pytest.mark.django_db(transaction=True)


def may_always(actor):
    return True


@action("test.prove_number", may=may_always)
def note_number(*, actor):
    return this_entry().id


def test_every_sealed_entry_is_proved_against_the_checkpoint(cast):
    entries = [note_number(actor=cast.registrar) for _ in range(7)]
    seal(SIGN)
    signed = opened(Checkpoint.objects.latest("size").note, KEY)
    for entry in entries:
        with CaptureQueriesContext(connection) as told:
            proof = prove(entry)
        assert len(told) == 1
        leaf = leaf_hash(bytes(Entry.objects.get(pk=entry).body))
        assert proof.size == signed.size
        verify_inclusion(leaf=leaf, index=proof.place, size=proof.size, proof=proof.path, root=signed.root)


def test_what_waits_or_is_not_there_is_not_proved(cast):
    note_number(actor=cast.registrar)
    seal(SIGN)
    waiting = note_number(actor=cast.registrar)
    for entry in (waiting, 10**12):
        with pytest.raises(NotFound, match="salwa ledger seal"):
            prove(entry)


def test_a_missing_tile_is_said(cast, superuser):
    entry = note_number(actor=cast.registrar)
    seal(SIGN)
    assert Tile.objects.exists()
    superuser.execute("DELETE FROM platform_tile")
    with pytest.raises(KeyError):
        prove(entry)
