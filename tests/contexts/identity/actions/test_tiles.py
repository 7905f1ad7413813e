"""The ledger's stored hashes are made again by an administrator of the State, with a reason."""

import pytest

from salwa.contexts.identity.public import rebuild_tiles
from salwa.platform.errors import NotAllowed, Refused
from salwa.platform.ledger.sealing import seal
from salwa.platform.models import Entry, Tile
from tests.platform.ledger.test_sealing import SIGN

pytestmark = pytest.mark.django_db(transaction=True)


def test_hashes_that_were_lost_are_made_again_and_an_entry_says_so(cast, superuser):
    seal(SIGN)
    before = list(Tile.objects.values_list("level", "number", "hashes"))
    superuser.execute("DELETE FROM platform_tile")
    assert rebuild_tiles(actor=cast.administrator, signer=SIGN, reason="a disk lost them") == len(before)
    assert list(Tile.objects.values_list("level", "number", "hashes")) == before
    entry = Entry.objects.get(action="identity.rebuild_tiles")
    assert (entry.summary, entry.reason) == ({"tiles": len(before)}, "a disk lost them")


def test_only_administrators_of_the_state_make_them_again_and_say_why(cast):
    with pytest.raises(NotAllowed):
        rebuild_tiles(actor=cast.registrar, signer=SIGN, reason="because")
    with pytest.raises(Refused, match="Say why"):
        rebuild_tiles(actor=cast.administrator, signer=SIGN, reason=" ")
