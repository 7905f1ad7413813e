"""Whatever the superuser changes in the log is found, and the entry named."""

import pytest
from psycopg import sql

from salwa.kernel.ledger.notes import Checkpoint, opened, signed
from salwa.kernel.ledger.tree import EMPTY_ROOT
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import Fault, FaultKind, newest_note, verify
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def numbers(cast):
    made = [note_number(actor=cast.registrar, number=n, reason="as told") for n in range(300)]
    while seal(SIGN):
        pass
    return made


def faults(cast):
    with reading(cast.registrar):
        return verify(KEY).faults


def test_a_log_as_it_was_written_has_no_fault(cast, numbers):
    with reading(cast.registrar):
        seen = verify(KEY)
    assert seen.faults == []
    assert seen.sealed >= len(numbers)
    assert seen.waiting == 0


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("actor_id = 999", "actor"),
        ("action = 'other'", "action"),
        ("recorded_at = recorded_at + interval '1 microsecond'", "recorded_at"),
        ("reason = 'as not told'", "private"),
        ("actor_name = 'somebody.else'", "private"),
        ("summary = '{}'", "summary"),
        ("digest = '\\x00'", "digest"),
        ("agency_id = 0", "agency"),
        ("uuid = gen_random_uuid()", "uuid"),
    ],
)
def test_a_changed_column_is_named_with_its_entry(cast, numbers, superuser, change, named):
    superuser.execute(sql.SQL("UPDATE platform_entry SET {} WHERE id = %s").format(sql.SQL(change)), [numbers[17]])
    assert faults(cast) == [Fault(FaultKind.COLUMNS, numbers[17], named)]


def test_changed_bytes_are_named_even_when_the_column_was_changed_with_them(cast, numbers, superuser):
    superuser.execute(
        "UPDATE platform_entry SET action = 'other', body = replace(convert_from(body, 'UTF8'), "
        "'test.note_number', 'other')::bytea WHERE id = %s",
        [numbers[40]],
    )
    assert faults(cast) == [Fault(FaultKind.ALTERED, numbers[40])]


def test_a_deleted_entry_is_named(cast, numbers, superuser):
    superuser.execute("DELETE FROM platform_entry WHERE id = %s", [numbers[5]])
    assert faults(cast) == [Fault(FaultKind.DELETED, numbers[5])]


def test_an_entry_that_no_action_wrote_is_named(cast, numbers, superuser):
    superuser.execute(
        "INSERT INTO platform_entry SELECT 1000000 + id, gen_random_uuid(), action, actor_id, actor_name, agency_id, "
        "reason, recorded_at, digest, summary, body, salt FROM platform_entry WHERE id = %s",
        [numbers[5]],
    )
    assert faults(cast) == [Fault(FaultKind.INSERTED, 1_000_000 + numbers[5])]


@pytest.mark.parametrize("hidden_by", ["sealed and waiting", "waiting and gone"])
def test_an_entry_that_no_action_wrote_is_named_however_the_counts_are_made_to_fit(cast, numbers, superuser, hidden_by):
    unknown = 1_000_000 + numbers[5]
    if hidden_by == "sealed and waiting":
        superuser.execute("INSERT INTO platform_unsealed VALUES (%s, '')", [numbers[3]])
    else:
        late = note_number(actor=cast.registrar, number=1)
        superuser.execute("DELETE FROM platform_entry WHERE id = %s", [late])
    superuser.execute(
        "INSERT INTO platform_entry SELECT %s, gen_random_uuid(), action, actor_id, actor_name, agency_id, "
        "reason, recorded_at, digest, summary, body, salt FROM platform_entry WHERE id = %s",
        [unknown, numbers[5]],
    )
    assert Fault(FaultKind.INSERTED, unknown) in faults(cast)


def test_two_entries_that_changed_places_are_both_named(cast, numbers, superuser):
    one, other = numbers[3], numbers[8]
    superuser.execute("UPDATE platform_sealed SET entry = -1 WHERE entry = %s", [one])
    superuser.execute("UPDATE platform_sealed SET entry = %s WHERE entry = %s", [one, other])
    superuser.execute("UPDATE platform_sealed SET entry = %s WHERE entry = -1", [other])
    assert faults(cast) == [Fault(FaultKind.ALTERED, other), Fault(FaultKind.ALTERED, one)]


def test_hashes_that_were_changed_too_do_not_lead_to_the_signed_root(cast, numbers, superuser):
    superuser.execute(
        "UPDATE platform_tile SET hashes = set_byte(hashes, 70, 255 - get_byte(hashes, 70)) WHERE level = 0"
    )
    assert faults(cast) == [Fault(FaultKind.HASHES)]


def test_hashes_that_are_gone_accuse_no_entry(cast, numbers, superuser):
    superuser.execute("DELETE FROM platform_tile WHERE level = 0 AND number = 0")
    assert faults(cast) == [Fault(FaultKind.HASHES)]


def test_an_entry_and_its_hash_changed_together_are_still_named_as_a_changed_log(cast, numbers, superuser):
    superuser.execute("UPDATE platform_entry SET body = '{}' WHERE id = %s", [numbers[0]])
    superuser.execute(
        "UPDATE platform_tile SET hashes = overlay(hashes placing sha256('\\x007b7d') from "
        "1 + 32 * (SELECT place FROM platform_sealed WHERE entry = %s)::int) WHERE level = 0 AND number = 0",
        [numbers[0]],
    )
    found = faults(cast)
    assert {fault.kind for fault in found} == {FaultKind.HASHES, FaultKind.COLUMNS}
    assert {fault.entry for fault in found} == {0, numbers[0]}


def test_a_log_cut_short_or_signed_by_another_is_refused(cast, numbers, superuser):
    last = superuser.execute("SELECT max(place) FROM platform_sealed").fetchone()[0]
    superuser.execute("DELETE FROM platform_sealed WHERE place = %s", [last])
    assert {fault.kind for fault in faults(cast)} == {FaultKind.SHORT, FaultKind.INSERTED}
    superuser.execute("UPDATE platform_checkpoint SET note = replace(note, 'xc.example', 'xd.example')")
    assert FaultKind.UNSIGNED in {fault.kind for fault in faults(cast)}


def test_an_entry_taken_out_of_the_queue_is_named(cast, numbers, superuser):
    late = note_number(actor=cast.registrar, number=1)
    superuser.execute("DELETE FROM platform_unsealed")
    assert faults(cast) == [Fault(FaultKind.INSERTED, late)]


def test_a_checkpoint_handed_out_earlier_is_the_beginning_of_the_ledger_or_that_is_said(cast, numbers):
    now = opened(newest_note(), KEY)
    note_number(actor=cast.registrar, number=1)
    seal(SIGN)
    held = {
        "now": now,
        "none": Checkpoint(KEY.name, 0, EMPTY_ROOT),
        "other": Checkpoint(KEY.name, now.size, bytes(32)),
        "longer": Checkpoint(KEY.name, now.size + 2, bytes(32)),
    }
    with reading(cast.registrar):
        assert verify(KEY, earlier={"now": now, "none": held["none"]}).faults == []
        found = verify(KEY, earlier=held).faults
    assert found == [Fault(FaultKind.PAST, name="other"), Fault(FaultKind.CUT, name="longer")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("salt = ''", FaultKind.COLUMNS),
        ("salt = substr(salt, 1, 31)", FaultKind.COLUMNS),
        ("summary = '{\"number\": 1.5}'", FaultKind.COLUMNS),
        ("summary = '{\"number\": true}'", FaultKind.COLUMNS),
        ("body = ''", FaultKind.UNREADABLE),
        ("body = '[[1]]'", FaultKind.UNREADABLE),
        ("body = convert_to(repeat('[', 100000), 'UTF8')", FaultKind.UNREADABLE),
        ("body = '\\xff'", FaultKind.UNREADABLE),
        ("body = body || ' '", FaultKind.SPELLING),
    ],
)
def test_whatever_stands_in_an_entry_it_is_named_and_the_others_are_held_too(
    cast, numbers, superuser, change, expected
):
    superuser.execute(sql.SQL("UPDATE platform_entry SET {} WHERE id = %s").format(sql.SQL(change)), [numbers[1]])
    superuser.execute("DELETE FROM platform_entry WHERE id = %s", [numbers[290]])
    found = faults(cast)
    assert expected in {fault.kind for fault in found if fault.entry == numbers[1]}
    assert Fault(FaultKind.DELETED, numbers[290]) in found
    assert {fault.entry for fault in found} == {numbers[1], numbers[290]}


def test_personal_data_that_were_erased_are_counted_and_no_fault(cast, numbers, superuser):
    erase = "UPDATE platform_entry SET salt = '', actor_name = '', reason = '' WHERE id = ANY(%s)"
    superuser.execute(erase, [numbers[:3]])
    with reading(cast.registrar):
        seen = verify(KEY)
    assert (seen.faults, seen.erased) == ([], 3)
    superuser.execute("UPDATE platform_entry SET salt = '', reason = '' WHERE id = %s", [numbers[9]])
    superuser.execute("UPDATE platform_entry SET action = 'other' WHERE id = %s", [numbers[0]])
    assert faults(cast) == [
        Fault(FaultKind.COLUMNS, numbers[0], "action"),
        Fault(FaultKind.COLUMNS, numbers[9], "private"),
    ]


def test_an_older_checkpoint_that_was_changed_is_named_by_its_size(cast, superuser):
    for number in range(3):
        note_number(actor=cast.registrar, number=number)
        seal(SIGN)
    first, *_ = superuser.execute("SELECT min(size) FROM platform_checkpoint").fetchone()
    other = signed(Checkpoint(KEY.name, first, bytes(32)), KEY, SIGN.sign)
    superuser.execute("UPDATE platform_checkpoint SET note = %s WHERE size = %s", [str(other), first])
    assert faults(cast) == [Fault(FaultKind.NOTE, name=str(first))]


def test_a_place_far_beyond_all_others_is_told_without_walking_there(cast, numbers, superuser):
    superuser.execute("INSERT INTO platform_sealed VALUES (10 ^ 12, -77)")
    assert {fault.kind for fault in faults(cast)} >= {FaultKind.PLACE, FaultKind.SHORT}


COPIED = "gen_random_uuid(), action, actor_id, actor_name, agency_id, reason, recorded_at, digest, summary, body, salt"

WITH_REFERENCES = """
SELECT r.relname, c.conname, pg_get_constraintdef(c.oid)
  FROM pg_constraint named JOIN pg_constraint c
    ON c.oid = named.oid OR (c.contype = 'f' AND named.conindid <> 0 AND c.conindid = named.conindid)
  JOIN pg_class r ON r.oid = c.conrelid
 WHERE named.conname = %(name)s AND named.conrelid = %(table)s::regclass
 ORDER BY c.contype = 'f'
"""


@pytest.fixture
def without_key(superuser):
    """Take keys and checks away, and put them back; what was put in meanwhile is deleted first."""
    taken = []

    def run(table, constraint):
        # With a key go the references to it, of which there are many to an entry.
        taken.extend(superuser.execute(WITH_REFERENCES, {"table": table, "name": constraint}).fetchall())
        drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {} CASCADE")
        superuser.execute(drop.format(sql.Identifier(table), sql.Identifier(constraint)))

    yield run
    superuser.execute("DELETE FROM platform_sealed WHERE place < 0 OR entry > 900000")
    superuser.execute("DELETE FROM platform_entry a USING platform_entry b WHERE a.id = b.id AND a.ctid > b.ctid")
    superuser.execute("DELETE FROM platform_entry WHERE id > 900000")
    add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} {}")
    for table, name, told in taken:
        superuser.execute(add.format(sql.Identifier(table), sql.Identifier(name), sql.SQL(told)))


@pytest.mark.parametrize(("place", "constraint"), [("-1", "platform_sealed_place"), ("7", "platform_sealed_pkey")])
def test_an_entry_that_hides_at_a_place_of_no_entry_is_named(cast, numbers, superuser, without_key, place, constraint):
    without_key("platform_sealed", constraint)
    superuser.execute(
        sql.SQL("INSERT INTO platform_entry SELECT 1000000 + id, {} FROM platform_entry WHERE id = %s").format(
            sql.SQL(COPIED)
        ),
        [numbers[5]],
    )
    superuser.execute("INSERT INTO platform_sealed VALUES (%s, %s)", [int(place), 1_000_000 + numbers[5]])
    found = faults(cast)
    assert Fault(FaultKind.INSERTED, 1_000_000 + numbers[5]) in found
    assert {one.entry for one in found} == {1_000_000 + numbers[5]}


def test_an_entry_that_hides_under_the_number_of_another_is_named(cast, numbers, superuser, without_key):
    without_key("platform_entry", "platform_entry_pkey")
    superuser.execute(
        sql.SQL("INSERT INTO platform_entry SELECT id, {} FROM platform_entry WHERE id = %s").format(sql.SQL(COPIED)),
        [numbers[5]],
    )
    assert Fault(FaultKind.INSERTED, numbers[5]) in faults(cast)


@pytest.mark.parametrize(
    "change",
    [
        "recorded_at = 'infinity'",
        "recorded_at = '-infinity'",
        "recorded_at = '20000-01-01'",
        "summary = ('{\"a\": ' || repeat('9', 5000) || '}')::jsonb",
        "summary = (repeat('[', 3000) || repeat(']', 3000))::jsonb",
    ],
)
def test_what_no_program_can_read_does_not_break_verification_off(cast, numbers, superuser, change):
    superuser.execute(sql.SQL("UPDATE platform_entry SET {} WHERE id = %s").format(sql.SQL(change)), [numbers[17]])
    superuser.execute("UPDATE platform_entry SET action = 'other' WHERE id = %s", [numbers[30]])
    found = faults(cast)
    assert {one.entry for one in found} == {numbers[17], numbers[30]}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE platform_tile SET hashes = hashes || sha256('') WHERE level = 0 AND number = 1", "0/1"),
        ("UPDATE platform_tile SET hashes = sha256('') WHERE level = 1", "1/0"),
        ("DELETE FROM platform_tile WHERE level = 1", "1/0"),
        ("INSERT INTO platform_tile VALUES (2, 0, sha256(''))", "2/0"),
    ],
)
def test_stored_hashes_that_proofs_would_go_by_are_named(cast, numbers, superuser, change, named):
    superuser.execute(change)
    assert faults(cast) == [Fault(FaultKind.TILE, name=named)]
