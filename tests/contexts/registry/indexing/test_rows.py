"""Registry, index: what the index is told of a firearm."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import NewMark
from salwa.contexts.registry.indexing.rows import add_delta, all_rows, batch_of, newest_rows
from salwa.contexts.registry.models import DeltaRow
from salwa.kernel.identification.model import Role
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def told() -> list[dict[str, object]]:
    return [row for batch in all_rows() for row in batch.to_pylist()]


def test_each_number_is_a_row_with_its_role(cast: Cast) -> None:
    row = b.firearm(
        cast.registrar,
        "BKS-012",
        b.serial("SL 77", component=2),
        NewMark(kind=MarkKind.NUMBER, text="4711"),
        b.maker(),
    )
    rows = {item["verbatim"]: item for item in told()}
    assert {text: Role(item["role"]) for text, item in rows.items()} == {
        "BKS-012": Role.CONTROL_SERIAL,
        "SL 77": Role.COMPONENT_SERIAL,
        "4711": Role.OTHER_NUMBER,
    }
    assert rows["SL 77"]["serial"] == "SL77"
    assert {item["record"] for item in rows.values()} == {row.pk}
    assert rows["BKS-012"]["year"] == 2004


@pytest.mark.parametrize("text", ['A"B,C1', "A\nB12", "ТЕ 1234", "٣٤٥٦"])
def test_any_text_comes_through_the_copy(cast: Cast, text: str) -> None:
    b.firearm(cast.registrar, text)
    assert [row["verbatim"] for row in told()] == [text]


def test_an_import_mark_says_country_and_year_and_else_the_event_does(cast: Cast) -> None:
    marked = NewMark(kind=MarkKind.IMPORT, text="GHA 2016", country=288, year=2016)
    b.firearm(cast.registrar, "AAA111", marked, life=(b.event(EventKind.IMPORT, b.year(2001), country=56),))
    b.firearm(cast.registrar, "BBB222", life=(b.event(EventKind.IMPORT, b.year(2001), country=56),))
    rows = {row["serial"]: (row["import_country"], row["import_year"]) for row in told()}
    assert rows == {"AAA111": (288, 2016), "BBB222": (56, 2001)}


def test_delta_and_rebuild_tell_the_same(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111", b.serial("SL77", component=2))
    registry.record_import(actor=cast.registrar, firearm=row, happened=b.year(2010), country=56)
    names = batch_of([]).schema.names
    delta = sorted(DeltaRow.objects.values_list(*names))
    assert delta == sorted(tuple(item[name] for name in names) for item in told())


def test_a_firearm_without_a_number_is_told_without_one(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "AAA111")
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=None, reason="no such mark")
    assert [(item["record"], item["serial"]) for item in told()] == [(row.pk, "")]
    assert add_delta([row.pk]) == 1


def test_the_last_writer_of_a_record_counts_whatever_its_transaction_number() -> None:
    rows = [(90, 1, "old"), (90, 2, "other"), (80, 1, "new"), (80, 1, "newer")]
    assert newest_rows(rows) == [(2, "other"), (1, "new"), (1, "newer")]
