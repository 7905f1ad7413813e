"""Whatever the superuser changes, deletes or puts in among the rows of record is found, and the row named."""

import psycopg
import pytest
from psycopg import sql

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.importing import Order, import_firearms
from salwa.contexts.registry.models import ComponentKind, FindingKind
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform.ledger import forms, lists
from salwa.platform.ledger.sealing import seal
from salwa.platform.ledger.verifying import Fault, FaultKind, verify
from salwa.platform.reading import reading
from tests.contexts.registry import builders as b
from tests.platform.ledger.test_sealing import KEY, SIGN

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register(cast):
    """A register with a row in every table that a hand fills."""
    one = b.firearm(cast.registrar, life=(b.event(EventKind.MANUFACTURE, Happened.in_year(2004)),))
    two = b.firearm(cast.registrar, "BKS799", b.maker(), external_id="17")
    registry.add_component(actor=cast.registrar, firearm=one, kind=ComponentKind.BARREL)
    registry.correct_mark(actor=cast.registrar, firearm=one, ordinal=1, mark=b.serial("BKS013"), reason="misread")
    registry.record_transfer(
        actor=cast.registrar, firearm=one, holder=b.person(cast.registrar), happened=Happened.in_year(2005)
    )
    registry.record_transfer(
        actor=cast.registrar, firearm=two, holder=b.company(cast.registrar), happened=Happened.in_year(2005)
    )
    registry.report_loss(
        actor=cast.registrar, firearm=two, happened=Happened.in_year(2006), place="Old harbour", reason="told so"
    )
    registry.open_finding(actor=cast.registrar, firearm=one, kind=FindingKind.OTHER, text="look")
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=two, reason="one firearm")
    registry.close_holdings(actor=cast.registrar, is_closed=True)
    while seal(SIGN):
        pass
    return one


def faults(cast, **more):
    with reading(cast.registrar):
        return verify(KEY, **more).faults


def filled(superuser):
    """Give the bound tables that have rows."""
    return [
        table
        for table in forms.bound()
        if superuser.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table))).fetchone()[0]
    ]


def test_a_register_as_it_was_written_has_no_fault(cast, register):
    with reading(cast.registrar):
        seen = verify(KEY)
    assert seen.faults == []
    assert seen.rows > 30


def test_in_every_table_a_deleted_row_is_named(cast, register, superuser):
    gone = {}
    for table in filled(superuser):
        form = forms.bound()[table]
        key = sql.SQL(forms.key_sql(form, "r"))
        query = sql.SQL("DELETE FROM {0} r WHERE r.ctid = (SELECT max(ctid) FROM {0}) RETURNING {1}")
        gone[table] = superuser.execute(query.format(sql.Identifier(table), key)).fetchone()[0]
    found = faults(cast)
    assert len(gone) > 15
    assert {fault.kind for fault in found} == {FaultKind.ROW_DELETED}
    assert {fault.name for fault in found} == {f"{table} {key}" for table, key in gone.items()}
    assert all(fault.entry for fault in found)


OTHER = {
    "int": "coalesce({0}, 0) + 1",
    "text": "coalesce({0}, '') || 'x'",
    "bool": "NOT {0}",
    "date": "coalesce({0}, '2001-02-03') + 1",
    "uuid": "gen_random_uuid()",
    "time": "coalesce({0}, '2001-02-03') + interval '1 microsecond'",
    "bytes": "{0} || '\\x00'::bytea",
}


def test_in_every_column_of_every_table_a_changed_row_is_named(cast, register, superuser):
    tried = 0
    for table in filled(superuser):
        form = forms.bound()[table]
        for name, kind in form.columns[form.keys :]:
            column = sql.Identifier(name)
            query = sql.SQL("UPDATE {0} r SET {1} = {2} WHERE r.ctid = (SELECT max(ctid) FROM {0}) RETURNING {3}")
            value = sql.SQL(OTHER[kind].replace("{0}", "{}", 1)).format(*[column] * OTHER[kind].count("{0}"))
            words = [sql.Identifier(table), column, value, sql.SQL(forms.key_sql(form, "r"))]
            before = superuser.execute(sql.SQL("SELECT * FROM {}").format(words[0])).fetchall()
            try:
                key = superuser.execute(query.format(*words)).fetchone()[0]
            except psycopg.errors.CheckViolation:
                continue
            found = faults(cast, tables=[table])
            assert [(one.kind, one.name) for one in found] == [(FaultKind.ROW_CHANGED, f"{table} {key}")], name
            superuser.execute(sql.SQL("DELETE FROM {}").format(words[0]))
            values = sql.SQL("({})").format(sql.SQL(", ").join([sql.Placeholder()] * len(before[0])))
            for row in before:
                superuser.execute(sql.SQL("INSERT INTO {} VALUES {}").format(words[0], values), row)
            tried += 1
    assert tried > 60
    assert faults(cast) == []


def test_in_every_table_a_row_put_in_by_hand_is_named(cast, register, superuser):
    added = {}
    for table in filled(superuser):
        form = forms.bound()[table]
        columns = [name for name, _ in form.columns]
        given = sql.SQL(", ").join(
            sql.SQL(f"{name} + sign({name}) * 7000" if name == form.key[-1] else _own(name, kind))
            for name, kind in form.columns
        )
        query = sql.SQL(
            "INSERT INTO {0} AS r ({1}) SELECT {2} FROM {0} WHERE ctid = (SELECT max(ctid) FROM {0}) RETURNING {3}"
        )
        listed = sql.SQL(", ").join(map(sql.Identifier, columns))
        key = sql.SQL(forms.key_sql(form, "r"))
        added[table] = superuser.execute(query.format(sql.Identifier(table), listed, given, key)).fetchone()[0]
    found = faults(cast)
    assert set(found) == {Fault(FaultKind.ROW_INSERTED, name=f"{table} {key}") for table, key in added.items()}


ONCE = {
    "number",
    "name",
    "username",
    "external_id",
    "digest",
    "user_id",
    "absorbed_id",
    "agency_id",
    "text",
    "code",
    "first",
}


def _own(name: str, kind: str) -> str:
    """Give another value where a table wants each once."""
    if kind == "uuid":
        return "gen_random_uuid()"
    if name not in ONCE:
        return name
    return {"int": "{0} + 7000", "text": "{0} || repeat('x', sign(length({0}))::int)", "bytes": "{0} || '\\x00'"}[
        kind
    ].format(name)


def test_a_row_that_was_put_back_as_it_once_was_is_named_with_the_entry_that_changed_it(cast, register, superuser):
    superuser.execute("UPDATE registry_agency_holdings SET closed = false")
    (fault,) = faults(cast, tables=["registry_agency_holdings"])
    assert fault.kind == FaultKind.ROW_CHANGED
    assert fault.entry > 0


def test_an_entry_of_many_rows_has_them_in_a_list_beside_the_database(cast, superuser):
    b.firearm(cast.registrar, "BKS012", *[b.serial(f"BKS{n:03}") for n in range(100, 250)])
    assert faults(cast, tables=["registry_mark", "registry_firearm"])[1:] == []
    superuser.execute("UPDATE registry_mark SET text = 'BKS999' WHERE ordinal = 77")
    superuser.execute("DELETE FROM registry_mark WHERE ordinal = 78")
    found = faults(cast, tables=["registry_mark"])
    assert {(one.kind, one.name.partition("/")[2]) for one in found if one.entry} == {
        (FaultKind.ROW_CHANGED, "77"),
        (FaultKind.ROW_DELETED, "78"),
    }


def test_a_lost_list_is_said_and_its_rows_are_held_against_the_root_alone(cast, superuser):
    b.firearm(cast.registrar, "BKS012", *[b.serial(f"BKS{n:03}") for n in range(100, 250)])
    entry = superuser.execute("SELECT max(id) FROM platform_entry").fetchone()[0]
    lists.path_of(entry).unlink()
    found = [one for one in faults(cast, tables=["registry_mark"]) if one.entry]
    assert found == [Fault(FaultKind.LIST_LOST, entry, "registry_mark, 151")]
    superuser.execute("UPDATE registry_mark SET text = 'BKS999' WHERE ordinal = 77")
    found = [one for one in faults(cast, tables=["registry_mark"]) if one.entry]
    assert found[1:] == [Fault(FaultKind.ROWS_UNNAMED, entry, "registry_mark, 151")]


def test_a_list_that_was_changed_is_not_believed(cast, superuser):
    b.firearm(cast.registrar, "BKS012", *[b.serial(f"BKS{n:03}") for n in range(100, 250)])
    entry = superuser.execute("SELECT max(id) FROM platform_entry").fetchone()[0]
    path = lists.path_of(entry)
    whole = bytearray(path.read_bytes())
    whole[-40] ^= 1
    path.write_bytes(whole)
    assert FaultKind.LIST_CHANGED in {one.kind for one in faults(cast)}
    path.write_bytes(whole[:90])
    assert FaultKind.LIST_CHANGED in {one.kind for one in faults(cast)}


def test_without_the_secret_no_row_is_taken_for_right(cast, register, superuser):
    superuser.execute("UPDATE platform_blind SET secret = sha256('other')")
    found = faults(cast, tables=["registry_firearm"])
    assert {one.kind for one in found} == {FaultKind.ROW_CHANGED}


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
def test_rows_of_an_import_are_bound_and_each_that_was_changed_is_named(cast, superuser, tmp_path):
    path = tmp_path / "register.csv"
    rows = [f'{n},BKS{n:05},Glock,9x19,2004-05-{n % 28 + 1:02},Port “{n % 7}”,"\\say""{n}"' for n in range(3000)]
    path.write_text("id,serial,make,calibre,sale date,sale place,remarks\n" + "\n".join(rows), encoding="utf-8")
    import_firearms(actor=cast.registrar, order=Order(path=path, rejects=tmp_path / "rejects.csv"))
    path.write_text("id,serial,make\n5000,BKS99999,Glock\n17,BKS00018,Glock\n", encoding="utf-8")
    import_firearms(actor=cast.registrar, order=Order(path=path, rejects=tmp_path / "rejects.csv"))
    while seal(SIGN):
        pass
    assert faults(cast) == []
    changed = superuser.execute(
        "UPDATE registry_mark SET legibility = 1 WHERE firearm_id % 6 = 1 RETURNING firearm_id, ordinal"
    ).fetchall()
    gone = superuser.execute(
        "DELETE FROM registry_event WHERE firearm_id % 6 = 2 RETURNING firearm_id, ordinal"
    ).fetchall()
    superuser.execute("INSERT INTO registry_component VALUES (99999, 3, 7)")
    assert len(changed) + len(gone) > 1_000
    told = {(one.kind, one.name) for one in faults(cast)}
    assert told == {
        *((FaultKind.ROW_CHANGED, f"registry_mark {a}/{b}") for a, b in changed),
        *((FaultKind.ROW_DELETED, f"registry_event {a}/{b}") for a, b in gone),
        (FaultKind.ROW_INSERTED, "registry_component 99999/3"),
    }


def test_a_row_that_stands_twice_is_named(cast, register, superuser):
    superuser.execute("CREATE TABLE registry_mark_too () INHERITS (registry_mark)")
    superuser.execute("GRANT SELECT ON registry_mark_too TO PUBLIC")
    try:
        asked = "INSERT INTO registry_mark_too SELECT * FROM ONLY registry_mark WHERE firearm_id = %s AND ordinal = 1"
        superuser.execute(asked, [register.pk])
        assert faults(cast) == [Fault(FaultKind.ROW_INSERTED, name=f"registry_mark {register.pk}/1")]
    finally:
        superuser.execute("DROP TABLE registry_mark_too")


def test_a_moment_beyond_all_time_is_named_and_breaks_nothing_off(cast, register, superuser):
    change = "UPDATE identity_roleassignment SET held_from = 'infinity' WHERE id = (SELECT max(id) FROM "
    number = superuser.execute(f"{change} identity_roleassignment) RETURNING id").fetchone()[0]
    found = faults(cast)
    assert [(one.kind, one.name) for one in found] == [(FaultKind.ROW_CHANGED, f"identity_roleassignment {number}")]


def test_a_table_without_one_of_its_columns_is_named_and_the_others_are_held(cast, register, superuser):
    superuser.execute("ALTER TABLE registry_remark RENAME COLUMN heading TO headline")
    try:
        superuser.execute("UPDATE registry_mark SET legibility = legibility + 1 WHERE firearm_id = %s", [register.pk])
        found = faults(cast)
    finally:
        superuser.execute("ALTER TABLE registry_remark RENAME COLUMN headline TO heading")
    assert Fault(FaultKind.TABLE, name="registry_remark") in found
    assert {one.kind for one in found} == {FaultKind.TABLE, FaultKind.ROW_CHANGED}
