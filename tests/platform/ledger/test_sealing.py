"""What was committed is sealed once, in order, and can be proved."""

import dataclasses
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import ProgrammingError, connection, connections, transaction

from salwa.kernel.ledger.notes import SIGNER, Key, opened
from salwa.kernel.ledger.tiles import TileNodes
from salwa.kernel.ledger.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    verify_consistency,
    verify_inclusion,
)
from salwa.platform.action import action, this_entry
from salwa.platform.errors import Conflict
from salwa.platform.ledger import sealing
from salwa.platform.ledger.sealing import Signer, StoredTiles, seal
from salwa.platform.models import Checkpoint, Entry, Sealed, Tile, Unsealed

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEY = Key("xc.example/registry", SIGNER, PRIVATE.public_key().public_bytes_raw())
SIGN = Signer(KEY, PRIVATE.sign)

pytestmark = pytest.mark.django_db(transaction=True)


def may_always(actor):
    return True


@action("test.note_number", may=may_always)
def note_number(*, actor, number, reason="", fails=False):
    this_entry().note(number=number)
    if fails:
        raise RuntimeError("rolled back")
    return this_entry().id


def checkpoint():
    return opened(Checkpoint.objects.latest("size").note, KEY)


def test_each_entry_has_one_place_in_the_order_of_numbers(cast):
    numbers = [note_number(actor=cast.registrar, number=n) for n in range(5)]
    waiting = Unsealed.objects.count()
    assert seal(SIGN) == waiting
    assert seal(SIGN) == 0
    places = list(Sealed.objects.order_by("place").values_list("place", "entry"))
    assert [place for place, _ in places] == list(range(len(places)))
    assert [entry for _, entry in places][-5:] == numbers
    assert not Unsealed.objects.exists()
    assert checkpoint().size == len(places)


def test_an_action_that_was_rolled_back_leaves_no_gap(cast):
    note_number(actor=cast.registrar, number=1)
    with pytest.raises(RuntimeError):
        note_number(actor=cast.registrar, number=2, fails=True)
    note_number(actor=cast.registrar, number=3)
    seal(SIGN)
    said = list(
        Entry.objects.filter(id__in=Sealed.objects.values("entry"), action="test.note_number").values_list(
            "summary__number", flat=True
        )
    )
    assert said == [1, 3]
    assert Sealed.objects.count() == checkpoint().size


def test_every_sealed_entry_is_proved_by_its_bytes_and_the_signed_root_however_it_was_sealed(cast):
    sizes = []
    for n in range(600):
        note_number(actor=cast.registrar, number=n)
    while seal(SIGN, most=170):
        sizes.append(checkpoint())
    last = sizes[-1]
    with transaction.atomic(), connection.cursor() as cursor:
        nodes = TileNodes(StoredTiles(cursor))
        for place, entry in Sealed.objects.order_by("place").values_list("place", "entry")[::37]:
            verify_inclusion(
                leaf=leaf_hash(bytes(Entry.objects.get(pk=entry).body)),
                index=place,
                size=last.size,
                proof=inclusion_proof(nodes, place, last.size),
                root=last.root,
            )
        for earlier in sizes[:-1]:
            proof = consistency_proof(nodes, earlier.size, last.size)
            verify_consistency(old=earlier.size, new=last.size, old_root=earlier.root, new_root=last.root, proof=proof)
    assert Tile.objects.filter(level=1).count() == 1


def test_personal_data_are_not_in_the_sealed_bytes(cast):
    number = note_number(actor=cast.registrar, number=1, reason="Her brother brought it")
    body = bytes(Entry.objects.get(pk=number).body).decode()
    assert cast.registrar.actor_name not in body
    assert "brother" not in body
    assert '"number":1' in body


def test_two_sealers_do_not_stand_in_each_others_way(cast):
    note_number(actor=cast.registrar, number=1)
    done = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5341_4C57_4C45_4447])

        def other():
            done.append(seal(SIGN))
            connections.close_all()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert done == [0]
    assert seal(SIGN) > 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE platform_tile SET hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) WHERE level = 0",
        "UPDATE platform_checkpoint SET note = 'another'",
        "DELETE FROM platform_checkpoint",
        "DELETE FROM platform_sealed WHERE place = (SELECT max(place) FROM platform_sealed)",
    ],
)
def test_nothing_is_signed_on_top_of_a_past_that_was_changed(cast, superuser, change):
    for n in range(5):
        note_number(actor=cast.registrar, number=n)
    while seal(SIGN):
        pass
    superuser.execute(change)
    kept = Checkpoint.objects.count()
    note_number(actor=cast.registrar, number=9)
    with pytest.raises(Conflict, match="not as it was signed last"):
        seal(SIGN)
    assert Checkpoint.objects.count() == kept
    assert Unsealed.objects.count() == 1


def test_the_last_checkpoint_is_kept_beside_the_database_and_an_older_database_is_refused(cast, tmp_path, superuser):
    kept = dataclasses.replace(SIGN, kept=tmp_path / "checkpoint")
    (tmp_path / "victim").write_text("mine")
    (tmp_path / ".checkpoint.new").symlink_to(tmp_path / "victim")
    for number in range(3):
        note_number(actor=cast.registrar, number=number)
        assert seal(kept)
    assert opened(kept.kept.read_text(), KEY) == checkpoint()
    assert (kept.kept.stat().st_mode & 0o777, (tmp_path / "victim").read_text()) == (0o600, "mine")
    note_number(actor=cast.registrar, number=4)
    seal(SIGN)
    note_number(actor=cast.registrar, number=5)
    assert seal(kept), "another that keeps no file may have sealed meanwhile"
    newest = superuser.execute("SELECT max(size) FROM platform_checkpoint").fetchone()[0]
    superuser.execute("DELETE FROM platform_checkpoint WHERE size = %s", [newest])
    superuser.execute("DELETE FROM platform_sealed WHERE place = %s", [newest - 1])
    note_number(actor=cast.registrar, number=6)
    with pytest.raises(Conflict, match="older copy of the database"):
        seal(kept)
    kept.kept.write_text("nothing that was signed")
    with pytest.raises(Conflict):
        seal(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO platform_sealed VALUES (1000000000000, -7)",
        "INSERT INTO platform_sealed SELECT max(place) + i, -i FROM platform_sealed, (VALUES (1), (3)) t(i) GROUP BY i",
        "INSERT INTO platform_checkpoint VALUES (1000000000000, 'note', now())",
        "INSERT INTO platform_checkpoint SELECT 1, 'note', now()",
        "INSERT INTO platform_checkpoint SELECT max(size), 'note', now() FROM platform_checkpoint",
    ],
)
def test_the_application_can_neither_jump_in_the_ledger_nor_say_it_is_longer_or_shorter(cast, statement):
    note_number(actor=cast.registrar, number=1)
    note_number(actor=cast.registrar, number=2)
    while seal(SIGN):
        pass
    with pytest.raises(ProgrammingError, match=r"follow each other|newer than the last"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_backlog_is_sealed_batch_by_batch_and_no_number_is_passed_over(cast, superuser, monkeypatch):
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    taken, numbers = [], [note_number(actor=cast.registrar, number=number) for number in range(7)]
    ((late, vouched),) = superuser.execute(
        "DELETE FROM platform_unsealed WHERE entry = %s RETURNING entry, voucher", [numbers[0]]
    ).fetchall()
    real = sealing._seal

    def seal_and_commit_late(*given, **more):
        taken.append(more["after"])
        if len(taken) == 2:
            superuser.execute("INSERT INTO platform_unsealed VALUES (%s, %s)", [late, vouched])
        return real(*given, **more)

    monkeypatch.setattr(sealing, "_seal", seal_and_commit_late)
    waiting = Unsealed.objects.count() + 1
    assert sealing.seal_all(SIGN) == waiting
    assert not Unsealed.objects.exists()
    assert taken[-1] == 0
