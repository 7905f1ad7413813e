"""Stored hashes that were damaged are made again out of the entries, and only where these lead to the signed root."""

import dataclasses

import pytest

from salwa.kernel.ledger.hashing import leaf_hashes
from salwa.kernel.ledger.notes import Checkpoint, signed
from salwa.kernel.ledger.tiles import WIDTH, grown
from salwa.kernel.ledger.tree import Frontier
from salwa.platform.action import action, this_entry
from salwa.platform.errors import Conflict
from salwa.platform.ledger import rebuilding
from salwa.platform.ledger.faults import FaultKind
from salwa.platform.ledger.rebuilding import rebuild
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import verify
from salwa.platform.models import Entry, Tile
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN, may_always, note_number

pytestmark = pytest.mark.django_db(transaction=True)
TURN = "UPDATE platform_tile SET hashes = set_byte(hashes, 7, 255 - get_byte(hashes, 7)) WHERE (level, number) = "


@action("test.rebuild", may=may_always)
def made_again(*, actor, signer=SIGN):
    this_entry().note(tiles=0)
    return rebuild(signer)


@pytest.fixture
def numbers(cast):
    made = [note_number(actor=cast.registrar, number=n) for n in range(WIDTH + 30)]
    while seal(SIGN, most=170):
        pass
    return made


def tiles():
    return {(one.level, one.number): bytes(one.hashes) for one in Tile.objects.all()}


def kinds(cast):
    with reading(cast.registrar):
        return {fault.kind for fault in verify(KEY).faults}


@pytest.mark.parametrize(
    ("damage", "count"),
    [
        ("SELECT", 0),
        (TURN + "(0, 1)", 1),
        ("UPDATE platform_tile SET hashes = substr(hashes, 1, 31) WHERE (level, number) = (1, 0)", 1),
        ("UPDATE platform_tile SET hashes = hashes || sha256('') WHERE (level, number) = (0, 1)", 1),
        ("DELETE FROM platform_tile WHERE (level, number) = (0, 0)", 1),
        (f"{TURN}(0, 0); DELETE FROM platform_tile WHERE level = 1", 2),  # noqa: S608  our own text
        ("DELETE FROM platform_tile", 3),
    ],
)
def test_damaged_tiles_are_put_right_and_counted(cast, numbers, superuser, damage, count, monkeypatch):
    monkeypatch.setattr(rebuilding, "_AT_ONCE", WIDTH)
    before = tiles()
    superuser.execute(damage)
    assert (kinds(cast) == set()) is (count == 0)
    assert made_again(actor=cast.registrar) == count
    assert (tiles(), kinds(cast)) == (before, set())
    assert seal(SIGN) > 0


def test_a_tile_where_none_belongs_is_emptied_and_is_none_from_then_on(cast, numbers, superuser):
    superuser.execute("INSERT INTO platform_tile VALUES (0, 3, sha256('')), (1, 1, sha256('')), (5, 0, sha256(''))")
    assert kinds(cast) == {FaultKind.TILE}
    assert made_again(actor=cast.registrar) == 3
    assert kinds(cast) == set()
    assert made_again(actor=cast.registrar) == 0
    for number in range(WIDTH):
        note_number(actor=cast.registrar, number=number)
    seal(SIGN)
    assert kinds(cast) == set()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE platform_entry SET body = '{}' WHERE id = %(entry)s",
        "DELETE FROM platform_entry WHERE id = %(entry)s",
        "DELETE FROM platform_sealed WHERE entry = %(entry)s",
        "UPDATE platform_sealed SET place = 1000000000 WHERE entry = %(entry)s",
        "UPDATE platform_checkpoint SET note = replace(note, 'xc.example', 'xd.example')",
        "DELETE FROM platform_checkpoint",
    ],
)
def test_where_the_entries_do_not_lead_to_the_signed_root_nothing_is_written(cast, numbers, superuser, change):
    superuser.execute(TURN + "(0, 0)")
    before, entries = tiles(), Entry.objects.count()
    superuser.execute(change, {"entry": numbers[-1]})
    with pytest.raises(Conflict, match="nothing was written"):
        made_again(actor=cast.registrar)
    assert tiles() == before
    assert not Entry.objects.filter(action="test.rebuild").exists()
    assert entries - Entry.objects.count() in (0, 1)


def test_what_a_ledger_that_was_cut_still_holds_is_left_as_it_is(cast, numbers, superuser, tmp_path):
    keeping = dataclasses.replace(SIGN, kept=tmp_path / "checkpoint")
    late = note_number(actor=cast.registrar, number=1)
    seal(keeping)
    before = tiles()
    superuser.execute("DELETE FROM platform_sealed WHERE entry >= %s", [late])
    superuser.execute("DELETE FROM platform_checkpoint WHERE size = (SELECT max(size) FROM platform_checkpoint)")
    with pytest.raises(Conflict, match="does not go on from the checkpoint"):
        made_again(actor=cast.registrar, signer=keeping)
    assert tiles() == before


def test_a_ledger_of_three_levels_is_made_again(cast, superuser):
    size = WIDTH * WIDTH + WIDTH + 1
    superuser.execute(
        "INSERT INTO platform_entry SELECT 1000000 + n, gen_random_uuid(), 'test.note_number', 0, '', 0, '', now(), "
        "'', '{}', convert_to(n::text, 'UTF8'), '' FROM generate_series(1, %s) n",
        [size],
    )
    superuser.execute("DELETE FROM platform_sealed")
    superuser.execute(
        "INSERT INTO platform_sealed (place, entry) SELECT n - 1, 1000000 + n FROM generate_series(1, %s) n", [size]
    )
    frontier = Frontier()
    made = grown(frontier, rebuilding._Made(), leaf_hashes([str(n).encode() for n in range(1, size + 1)]))
    note = signed(Checkpoint(KEY.name, size, frontier.root()), KEY, SIGN.sign)
    superuser.execute("INSERT INTO platform_checkpoint VALUES (%s, %s, now())", [size, str(note)])
    superuser.execute("DELETE FROM platform_tile")
    assert made_again(actor=cast.registrar) == len(made) == 257 + 1 + 2 + 1
    assert tiles() == {tuple(place): hashes for place, hashes in made.items()}
    superuser.execute(TURN + "(2, 0)")
    assert made_again(actor=cast.registrar) == 1
