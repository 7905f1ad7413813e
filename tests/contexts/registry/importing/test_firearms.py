"""Registry, import, ¶29, tests: a file is loaded whole, or the register stays as it was."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.db import connection, connections

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.facts import correct_facts
from salwa.contexts.registry.drafts import NewFacts
from salwa.contexts.registry.importing import firearms
from salwa.contexts.registry.importing.firearms import Order, import_firearms, understood
from salwa.contexts.registry.importing.mapping import parse_mapping
from salwa.contexts.registry.importing.outcome import Step
from salwa.contexts.registry.importing.reading import parquet
from salwa.contexts.registry.models import (
    DeltaRow,
    Event,
    Finding,
    FindingKind,
    Firearm,
    FirearmState,
    LiveSegment,
    Mark,
    Remark,
)
from salwa.contexts.registry.naming import record_of
from salwa.contexts.registry.wording import note
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform import numbers
from salwa.platform.errors import Conflict, NotAllowed, Refused, SalwaError
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.importing.conftest import HEADING, Written

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])

FULL = "X1,BKS012,Glock,17,9x19,pistol,AT,1999,Belgium,2001,2003-05,Mirren,lost"
PLAIN = "X2,BKS013,Glock,17,9x19,pistol,AT,1999,,,,,"


def counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE tablename LIKE 'registry%' OR tablename = 'platform_entry'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - names from the catalogue
            found[table] = cursor.fetchone()[0]
    return found


def schema() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated::text "
            "FROM pg_constraint WHERE connamespace = 'public'::regnamespace UNION ALL "
            "SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2, 3"
        )
        return list(cursor.fetchall())


def test_a_row_becomes_a_firearm_with_its_marks_its_life_and_its_state(cast: Cast, written: Written) -> None:
    outcome = import_firearms(actor=cast.registrar, order=Order(path=written(FULL, PLAIN)), reason="old register")
    assert (outcome.read, outcome.loaded, outcome.rejected) == (2, 2, 0)
    one = Firearm.objects.get(external_id="X1")
    assert (one.year, one.country, one.source.name, one.agency_id) == (1999, 40, "register", cast.registrar.agency_id)
    assert Mark.objects.get(firearm=one, ordinal=1).text == "BKS012"
    kinds = [EventKind(event.kind) for event in Event.objects.filter(firearm=one).order_by("ordinal")]
    assert kinds == [EventKind.MANUFACTURE, EventKind.IMPORT, EventKind.SALE, EventKind.STATED_BY_SOURCE]
    sale = Event.objects.get(firearm=one, kind=EventKind.SALE)
    assert (str(sale.happened), sale.place.text) == ("2003-05", "Mirren")
    assert FirearmState.objects.get(firearm=one).status == Status.LOST
    assert FirearmState.objects.get(firearm__external_id="X2").status == Status.REGISTERED
    assert {row.serial for row in DeltaRow.objects.all()} == {"BKS012", "BKS013"}


def test_what_a_source_states_is_kept_in_its_own_words(cast: Cast, written: Written) -> None:
    mapping = parse_mapping('[constants]\nstatus = "stored"\n[values.status]\n"en service" = "registered"\n')
    stated = {"X1": "In service", "X2": " En service ", "X3": "", "X4": "unknown"}
    rows = [f"{name},BKS01{name[1]},Glock,17,,,,,,,,,{word}" for name, word in stated.items()]
    import_firearms(actor=cast.registrar, order=Order(path=written(*rows), mapping=mapping))
    told = {
        name: [(line.stated, line.status.name) for line in registry.history(cast.registrar, number_of(name)).lines]
        for name in stated
    }
    assert told == {
        "X1": [("In service", "REGISTERED")],
        "X2": [("En service", "REGISTERED")],
        "X3": [("", "STORED")],
        "X4": [("", "STORED")],
    }


def number_of(external_id: str) -> str:
    return record_of(Firearm.objects.get(external_id=external_id))


def test_a_word_that_is_too_long_to_be_kept_refuses_its_row(cast: Cast, written: Written) -> None:
    word = "en service " * 12
    mapping = parse_mapping(f'[values.status]\n"{word.strip()}" = "registered"\n')
    with pytest.raises(Refused) as error:
        import_firearms(actor=cast.registrar, order=Order(path=written(f"X1,BKS012,,,,,,,,,,,{word}"), mapping=mapping))
    assert "status" in error.value.faults[0].column
    assert "longer than 100 characters" in error.value.faults[0].text


def test_rejects_that_hold_a_total_are_mended_and_end_well(cast: Cast, written: Written, tmp_path: Path) -> None:
    rejects = tmp_path / "r.csv"
    bad = PLAIN.replace("1999", "99")
    order = Order(path=written(FULL, bad, "Total: 2,,,,,,,,,,,,", "TOTAL"), rejects=rejects)
    assert import_firearms(actor=cast.registrar, order=order).rejected == 3
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace(",99,", ",1999,"), encoding="utf-8")
    mended = import_firearms(actor=cast.registrar, order=Order(path=rejects))
    assert (mended.read, mended.loaded, mended.rejected, mended.footers) == (1, 1, 0, 2)


def test_rejects_that_hold_nothing_but_a_total_end_well(cast: Cast, written: Written, tmp_path: Path) -> None:
    rejects = tmp_path / "r.csv"
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL, "Page 1 of 1"), rejects=rejects))
    again = import_firearms(actor=cast.registrar, order=Order(path=rejects))
    assert (again.read, again.loaded, again.footers) == (0, 0, 1)


def test_serials_to_look_at_are_listed_with_their_lines(cast: Cast, written: Written, tmp_path: Path) -> None:
    doubts = tmp_path / "doubts.csv"
    rows = [f"X{at},{serial},,,,,,,,,,," for at, serial in enumerate(("BKS012", "Mär-45", "rusted BKS 013"))]
    outcome = import_firearms(actor=cast.registrar, order=Order(path=written(*rows), doubts=doubts))
    assert (outcome.loaded, outcome.doubtful) == (3, 2)
    assert [(one.line, one.written, one.taken) for one in outcome.doubted] == [
        (3, "Mär-45", "Mär-45"),
        (4, "rusted BKS 013", "BKS 013"),
    ]
    assert "3,Mär-45,Mär-45" in doubts.read_text(encoding="utf-8-sig")
    assert set(Remark.objects.values_list("text", flat=True)) == {"rusted BKS 013"}
    assert Mark.objects.filter(text="Mär-45").exists()


@pytest.mark.parametrize("serial", ["Jan-32", "12-Mar", "2032-01-01", "2032-01-01 00:00:00", "#####"])
def test_a_serial_that_a_spreadsheet_destroyed_refuses_its_row(cast: Cast, written: Written, serial: str) -> None:
    with pytest.raises(Refused) as error:
        import_firearms(actor=cast.registrar, order=Order(path=written(FULL, f"X2,{serial},,,,,,,,,,,")))
    fault = error.value.faults[0]
    assert (fault.line, fault.column) == (3, "serial")
    assert f"“{serial}”" in fault.text
    assert "Look it up at the source" in fault.text
    assert not Firearm.objects.exists()


def test_a_serial_in_a_date_cell_of_a_workbook_refuses_its_row(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    pl.DataFrame({"serial": [date(2032, 1, 1)], "make": ["Glock"]}).write_excel(path)
    with pytest.raises(Refused) as error:
        import_firearms(actor=cast.registrar, order=Order(path=path))
    assert "made a date of this serial" in error.value.faults[0].text


def test_a_maker_in_the_column_of_the_model_is_the_make(cast: Cast, written: Written) -> None:
    texts = {"X1": (",GLOCK 17"), "X2": ("Glock,Glock 17"), "X3": (",AK-47"), "X4": (",Desert Eagle"), "X5": (",P320")}
    rows = [f"{name},BKS01{name[1]},{text},,,,,,,,," for name, text in texts.items()]
    outcome = import_firearms(actor=cast.registrar, order=Order(path=written(*rows)))
    found = dict(Firearm.objects.values_list("external_id", "make"))
    models = dict(Firearm.objects.values_list("external_id", "model"))
    assert found["X1"] == found["X2"] > 0
    assert models["X1"] == models["X2"] > 0
    assert [found[name] for name in ("X3", "X4", "X5")] == [0, 0, 0], "a model alone does not say who made it"
    told = [(one.line, one.rows) for one in outcome.warned if "taken from the model" in one.reason]
    assert told == [(2, 1)]


def test_one_ledger_entry_has_the_digest_and_no_personal_data(cast: Cast, written: Written) -> None:
    outcome = import_firearms(
        actor=cast.registrar,
        order=Order(path=written(FULL + ",Sorrel Quill", heading=HEADING + ",Owner")),
        reason="why",
    )
    entry = Entry.objects.get(action="registry.import_firearms")
    assert (entry.id, bytes(entry.digest).hex(), entry.reason) == (outcome.entry, outcome.digest, "why")
    assert "Quill" not in str(entry.summary)
    assert Remark.objects.get().text == "Sorrel Quill"


def test_a_first_load_leaves_indexes_and_references_as_they_were(cast: Cast, written: Written) -> None:
    before = schema()
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL)))
    assert schema() == before


def test_the_same_file_again_changes_nothing(cast: Cast, written: Written) -> None:
    path = written(FULL, PLAIN, ",BKS014,Glock,,,,,,,,,,", ",BKS014,Glock,,,,,,,,,,")
    import_firearms(actor=cast.registrar, order=Order(path=path))
    before = counts()
    outcome = import_firearms(actor=cast.registrar, order=Order(path=path))
    assert (outcome.loaded, outcome.known) == (0, 4)
    assert counts() == before | {"platform_entry": before["platform_entry"] + 1}


def test_what_changed_at_the_source_is_a_finding_and_nothing_is_overwritten(cast: Cast, written: Written) -> None:
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL, PLAIN)))
    changed = written(FULL.replace("lost", "stolen"), PLAIN)
    outcome = import_firearms(actor=cast.registrar, order=Order(path=changed))
    assert (outcome.loaded, outcome.known, outcome.changed, outcome.changed_lines) == (0, 1, 1, ((2, "X1"),))
    finding = Finding.objects.get()
    assert finding.kind == FindingKind.CHANGED_AT_SOURCE
    assert "status: stolen" in note(finding.text)
    assert FirearmState.objects.get(firearm__external_id="X1").status == Status.LOST
    import_firearms(actor=cast.registrar, order=Order(path=changed))
    assert Finding.objects.count() == 1


def test_what_was_set_right_is_not_turned_back_by_the_source_that_said_it_wrongly(cast: Cast, written: Written) -> None:
    path = written(FULL, PLAIN)
    import_firearms(actor=cast.registrar, order=Order(path=path))
    one = Firearm.objects.get(external_id="X1")
    correct_facts(actor=cast.registrar, firearm=one, facts=NewFacts(year=1985), reason="read from the barrel")
    outcome = import_firearms(actor=cast.registrar, order=Order(path=path))
    assert (outcome.loaded, outcome.known, outcome.changed) == (0, 2, 0)
    one.refresh_from_db()
    assert one.year == 1985
    assert not Finding.objects.exists()


def test_equal_serials_of_one_make_are_findings_and_never_refused(cast: Cast, written: Written) -> None:
    twin = PLAIN.replace("X2", "X3").replace("BKS013", "bks-012")
    assert import_firearms(actor=cast.registrar, order=Order(path=written(FULL, twin))).twins == 1
    later = written(PLAIN.replace("X2", "X9").replace("BKS013", "BKS 012"), name="other.csv")
    assert import_firearms(actor=cast.registrar, order=Order(path=later)).twins == 1
    oldest = Firearm.objects.get(external_id="X1")
    assert {finding.other_id for finding in Finding.objects.filter(kind=FindingKind.DUPLICATE)} == {oldest.pk}


def test_without_a_file_for_rejects_one_bad_row_stops_all(cast: Cast, written: Written) -> None:
    before = counts()
    path = written(FULL, PLAIN.replace("1999", "99"), PLAIN)
    with pytest.raises(Refused) as caught:
        import_firearms(actor=cast.registrar, order=Order(path=path))
    assert str(caught.value.faults[0]).startswith("line 3, year_of_manufacture: This is no year of four digits.")
    assert counts() == before


def test_mended_rejects_are_imported_into_the_same_source(cast: Cast, written: Written, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    bad = PLAIN.replace("1999", "99").replace("BKS013", "=BKS013")
    order = Order(path=written(FULL, bad), source="Old register", rejects=rejects)
    outcome = import_firearms(actor=cast.registrar, order=order)
    assert (outcome.loaded, outcome.rejected) == (1, 1)
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace(",99,", ",1999,"), encoding="utf-8")
    mended = import_firearms(actor=cast.registrar, order=Order(path=rejects))
    assert (mended.loaded, mended.source) == (1, "Old register")
    assert Mark.objects.filter(text="=BKS013").count() == 1
    again = written(FULL, bad.replace(",99,", ",1999,"), name="again.csv")
    assert import_firearms(actor=cast.registrar, order=replace(order, path=again)).known == 2


def test_mended_rejects_of_a_mapped_file_are_loaded_without_its_mapping(
    cast: Cast, written: Written, tmp_path: Path
) -> None:
    mapping = parse_mapping(
        """source = "Old register"
        [file]
        date_formats = ["%d/%m/%Y"]
        [columns]
        external_id = "Fiche"
        serial = "Nummer"
        make = "Erzeuger"
        first_sale_date = "Verkauft"
        status = "Lage"
        [constants]
        import_country = "XC"
        [values.status]
        "verschollen" = "lost"
        """
    )
    heading, rejects = "Fiche,Nummer,Erzeuger,Verkauft,Lage,Halter,", tmp_path / "rejects.csv"
    good, bad = "1,A11873,CZ,14/03/1952,verschollen,,", "2,'A11874,CZ,15/03/1952,verscholen,Akte 9,x"
    order = Order(path=written(good, bad, heading=heading), mapping=mapping, rejects=rejects)
    assert import_firearms(actor=cast.registrar, order=order).rejected == 1
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("verscholen", "verschollen"), encoding="utf-8")
    mended = import_firearms(actor=cast.registrar, order=Order(path=rejects))
    assert (mended.loaded, mended.source) == (1, "Old register")
    one = Firearm.objects.get(external_id="2")
    assert FirearmState.objects.get(firearm=one).status == Status.LOST
    assert Event.objects.get(firearm=one, kind=EventKind.SALE).happened.first == date(1952, 3, 15)
    whole = written(good, bad.replace("verscholen", "verschollen"), heading=heading, name="whole.csv")
    assert import_firearms(actor=cast.registrar, order=replace(order, path=whole)).known == 2


def test_a_file_in_which_no_row_has_a_serial_is_refused(cast: Cast, written: Written) -> None:
    before = counts()
    path = written("A1,Glock,", "A2,CZ,", heading="Waffe,make,serial")
    with pytest.raises(Refused, match=r"No line has a serial.*“Waffe”, “make”, “serial”.*\[columns\] serial") as caught:
        import_firearms(actor=cast.registrar, order=Order(path=path))
    assert caught.value.faults[0].column == "serial"
    assert counts() == before
    mapping = parse_mapping("[file]\nwithout_serials = true")
    assert import_firearms(actor=cast.registrar, order=Order(path=path, mapping=mapping)).loaded == 2


def test_a_damaged_serial_is_something_in_its_column(cast: Cast, written: Written) -> None:
    path = written("rusted,Glock", heading="serial,make")
    assert import_firearms(actor=cast.registrar, order=Order(path=path)).loaded == 1


def test_where_every_row_is_refused_nothing_is_written(cast: Cast, written: Written, tmp_path: Path) -> None:
    before = counts()
    order = Order(path=written(PLAIN.replace("1999", "99")), rejects=tmp_path / "r.csv")
    with pytest.raises(Refused, match="The only row is refused"):
        import_firearms(actor=cast.registrar, order=order)
    assert counts() == before


def test_a_heading_without_rows_is_refused(cast: Cast, written: Written) -> None:
    with pytest.raises(Refused, match="line 2: The file has column names and no rows"):
        import_firearms(actor=cast.registrar, order=Order(path=written()))


def test_an_import_that_breaks_off_leaves_nothing_behind(cast: Cast, written: Written) -> None:
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL), source="first"))
    before, tables = counts(), schema()

    def interrupted(step: Step) -> None:
        raise KeyboardInterrupt(step.phase)

    with pytest.raises(KeyboardInterrupt):
        import_firearms(actor=cast.registrar, order=Order(path=written(PLAIN), source="second"), progress=interrupted)
    assert (counts(), schema()) == (before, tables)


def test_a_broken_row_far_down_takes_all_back(cast: Cast, written: Written) -> None:
    before = counts()
    many = [f"A{n},{100000 + n},Glock,17,,,,,,,,," for n in range(150_000)]
    with pytest.raises(Refused, match="line 150002, character 17"):
        import_firearms(actor=cast.registrar, order=Order(path=written(*many, 'B1,123456,Glock,"17,,,,,,,,,')))
    assert counts() == before


def test_a_large_load_brings_its_segment(cast: Cast, written: Written) -> None:
    many = [f"A{n},{100000 + n},Glock,17,,,,,,,,," for n in range(50_000)]
    import_firearms(actor=cast.registrar, order=Order(path=written(*many)))
    assert [segment.rows for segment in LiveSegment.objects.all()] == [50_000]
    assert DeltaRow.objects.count() == 0


def test_texts_that_copy_could_misread_arrive_as_they_are(cast: Cast, written: Written) -> None:
    text = 'a\\tb\n\\.\nc\t"d"\\'
    quoted = '"' + text.replace('"', '""') + '"'
    import_firearms(actor=cast.registrar, order=Order(path=written(f"{FULL},{quoted}", heading=f"{HEADING},Note")))
    assert Remark.objects.get().text == text


def test_only_a_registrar_loads_registers(cast: Cast, written: Written) -> None:
    before = counts()
    for actor in (cast.tracing_officer, cast.licensing_officer, cast.administrator):
        with pytest.raises(NotAllowed):
            import_firearms(actor=actor, order=Order(path=written(FULL)))
    assert counts() == before


def test_a_second_import_at_the_same_time_is_refused_in_words(cast: Cast, written: Written) -> None:
    path = written(FULL)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [0x5A17A02])
        try:
            with pytest.raises(Conflict, match="Another import is running"):
                import_firearms(actor=cast.registrar, order=Order(path=path))
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [0x5A17A02])


def test_the_source_is_named_by_the_order_the_mapping_or_the_file(written: Written) -> None:
    order = Order(path=written(FULL, name="depot.csv"))
    assert understood(order).source == "depot"
    order = replace(order, mapping=parse_mapping('source = "Depot register"'))
    assert understood(order).source == "Depot register"
    assert understood(replace(order, source="Third")).source == "Third"
    with pytest.raises(Refused, match="120 characters"):
        understood(replace(order, source="x" * 121))


def test_a_record_made_by_hand_is_left_alone_and_is_a_finding(cast: Cast, written: Written) -> None:
    by_hand = b.firearm(cast.registrar, "AAA111", external_id="X1")
    order = Order(path=written(FULL, PLAIN), source="Old register")
    outcome = import_firearms(actor=cast.registrar, order=order)
    assert (outcome.read, outcome.loaded, outcome.changed, outcome.changed_lines) == (2, 1, 1, ((2, "X1"),))
    finding = Finding.objects.get()
    assert (finding.firearm_id, finding.kind) == (by_hand.pk, FindingKind.CHANGED_AT_SOURCE)
    assert "Line 2 of the source" in note(finding.text)
    assert "BKS012" in finding.text
    assert Mark.objects.filter(text="BKS012").count() == 0
    again = import_firearms(actor=cast.registrar, order=order)
    assert (again.loaded, again.known, again.changed) == (0, 1, 1)


class Bytes:
    """Stands for the system's random bytes of public numbers: as often as told it gives the same."""

    def __init__(self, times: int) -> None:
        self.times, self.drawn = times, 0

    def token_bytes(self, count: int) -> bytes:
        self.drawn += 1
        return b"\x07" * count if self.drawn <= self.times else os.urandom(count)


def test_a_public_number_that_is_taken_is_drawn_again(
    cast: Cast, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Bytes(2)
    monkeypatch.setattr(numbers, "secrets", given)
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL)))
    assert import_firearms(actor=cast.registrar, order=Order(path=written(PLAIN), source="second")).loaded == 1
    assert len(set(Firearm.objects.values_list("number", flat=True))) == 2
    assert given.drawn == 3


def test_a_number_taken_again_and_again_ends_in_words(
    cast: Cast, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbers, "secrets", Bytes(3))
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL)))
    before = counts()
    with pytest.raises(Conflict, match="the register is as it was"):
        import_firearms(actor=cast.registrar, order=Order(path=written(PLAIN), source="second"))
    assert counts() == before


def test_a_public_number_is_given_once_in_an_import(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Bytes(2)
    monkeypatch.setattr(numbers, "secrets", given)
    monkeypatch.setattr(parquet, "BATCH_ROWS", 1)
    monkeypatch.setattr(firearms, "open_table", lambda path, _form: parquet.ParquetTable(path))
    path = tmp_path / "register.parquet"
    pl.DataFrame({"serial": ["BKS012", "BKS013"], "make": ["Glock", "Glock"]}).write_parquet(path)
    assert import_firearms(actor=cast.registrar, order=Order(path=path)).loaded == 2
    assert given.drawn == 3, "drawn again by itself, not with the whole load"


def test_a_load_that_the_database_breaks_off_ends_in_words(cast: Cast, written: Written) -> None:
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL)))
    before = counts()

    def end_the_session(step: Step) -> None:
        if step.phase == "indexing":
            with connections["loader"].cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 1")
                cursor.execute("SELECT pg_sleep(5)")

    with pytest.raises(SalwaError, match=r"broke the load off.*the register is as it was"):
        import_firearms(
            actor=cast.registrar, order=Order(path=written(PLAIN), source="second"), progress=end_the_session
        )
    assert counts() == before


def test_an_import_meets_no_records_of_another_agency(cast: Cast, written: Written) -> None:
    import_firearms(actor=cast.registrar, order=Order(path=written(FULL, PLAIN), source="Old"))
    guessed = written(FULL, PLAIN.replace("BKS013", "BKS014"), name="guessed.csv")
    outcome = import_firearms(actor=cast.outside_registrar, order=Order(path=guessed, source="Old"))
    assert (outcome.loaded, outcome.known, outcome.changed) == (2, 0, 0)
    assert not Finding.objects.filter(kind=FindingKind.CHANGED_AT_SOURCE).exists()
    again = import_firearms(actor=cast.registrar, order=Order(path=written(FULL, PLAIN), source="Old"))
    assert (again.loaded, again.known) == (0, 2)
