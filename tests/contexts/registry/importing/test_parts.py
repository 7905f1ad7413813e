"""Registry, import, tests: serials of parts become components that lead to their firearm."""

from pathlib import Path

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.rebuilding import rebuild_index
from salwa.contexts.registry.importing import import_firearms
from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.mapping import parse_mapping
from salwa.contexts.registry.importing.previewing import preview
from salwa.contexts.registry.models import Component, ComponentKind, DeltaRow, Firearm, Remark
from salwa.contexts.registry.naming import record_of
from salwa.kernel.identification.model import Evidence, SerialText
from salwa.platform.errors import Refused
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.registry.importing.conftest import Written

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])

HEADING = "external_id,serial,make,model,Slide serial,Barrel No.,Frame serial number"
FULL = "X1,58B123456,SIG Sauer,P320,58A654321,77K310552,"


def loaded(cast: Cast, path: Path) -> None:
    import_firearms(actor=cast.registrar, order=Order(path=path, source="Register"))


def told(cast: Cast, external_id: str = "X1") -> dict[str, list[str]]:
    """Give the serials of each component, as the history has them; the control component's under its kind and "*"."""
    with reading(cast.registrar):
        found = registry.history(cast.registrar, record_of(Firearm.objects.get(external_id=external_id)))
        return {
            f"{one.kind.name}{'*' if one.is_control else ''}": [m.text for m in one.marks if m.kind.name == "SERIAL"]
            for one in found.components
        }


def asked(cast: Cast, text: str) -> registry.Candidates:
    with reading(cast.registrar):
        return registry.candidates(cast.registrar, Evidence(serials=(SerialText(text),)))


def test_the_serials_of_parts_stand_on_components_of_their_own(cast: Cast, written: Written) -> None:
    loaded(cast, written(FULL, "X2,58B123457,SIG Sauer,P320,,,", heading=HEADING))
    assert told(cast) == {"UNKNOWN*": ["58B123456"], "SLIDE": ["58A654321"], "BARREL": ["77K310552"]}
    assert told(cast, "X2") == {"UNKNOWN*": ["58B123457"]}
    assert not Remark.objects.exists()


@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_the_number_of_a_part_leads_to_its_firearm_and_is_said_to_be_the_parts(
    cast: Cast, written: Written, *, is_rebuilt: bool
) -> None:
    loaded(cast, written(FULL, heading=HEADING))
    if is_rebuilt:
        rebuild_index(actor=cast.administrator)
    answer = asked(cast, "58A 654321")
    assert [(one.part, one.part_serial) for one in answer.found] == [(ComponentKind.SLIDE, "58A654321")]
    assert [one.kind for one in answer.findings] == ["component_serial"]
    assert answer.found[0].card is not None
    assert answer.found[0].card.serial == "58B123456"
    assert asked(cast, "58B123456").found[0].part is None


@pytest.mark.parametrize("is_rebuilt", [False, True])
def test_a_part_with_the_firearms_own_number_is_kept_and_is_no_second_candidate(
    cast: Cast, written: Written, *, is_rebuilt: bool
) -> None:
    loaded(cast, written("X1,58B123456,SIG Sauer,P320,58B-123456,,", heading=HEADING))
    if is_rebuilt:
        rebuild_index(actor=cast.administrator)
    else:
        assert DeltaRow.objects.count() == 1
    assert told(cast) == {"UNKNOWN*": ["58B123456"], "SLIDE": ["58B-123456"]}
    answer = asked(cast, "58B123456")
    assert [(one.part, one.candidate.serial) for one in answer.found] == [(None, "58B123456")]
    assert answer.findings == ()


def test_the_frame_with_the_firearms_own_number_is_the_part_that_carries_it(cast: Cast, written: Written) -> None:
    rows = ("X1,58B123456,SIG Sauer,P320,58A654321,,58B123456", "X2,58B123457,SIG Sauer,P320,,,58B 123457")
    loaded(cast, written(*rows, heading=HEADING))
    assert told(cast) == {"FRAME*": ["58B123456"], "SLIDE": ["58A654321"]}
    assert told(cast, "X2") == {"FRAME*": ["58B123457", "58B 123457"]}


def test_a_frame_with_another_number_is_a_part_of_its_own(cast: Cast, written: Written) -> None:
    loaded(cast, written("X1,58B123456,SIG Sauer,P320,,,99Z777111", heading=HEADING))
    assert told(cast) == {"UNKNOWN*": ["58B123456"], "FRAME": ["99Z777111"]}


def test_of_two_parts_that_may_bear_the_number_one_does_and_the_other_is_kept(cast: Cast, written: Written) -> None:
    heading = "external_id,serial,receiver serial,frame serial"
    loaded(cast, written("X1,58B123456,58B123456,58B123456", heading=heading))
    assert told(cast) == {"FRAME*": ["58B123456"], "RECEIVER": ["58B123456"]}


def test_a_row_with_nothing_but_the_number_of_a_part_is_a_firearm(cast: Cast, written: Written) -> None:
    loaded(cast, written(FULL, "X2,,,,58A654999,,", heading=HEADING))
    assert told(cast, "X2") == {"UNKNOWN*": [], "SLIDE": ["58A654999"]}
    assert asked(cast, "58A654999").found[0].part is ComponentKind.SLIDE


def test_the_same_file_again_changes_nothing_and_another_number_is_told(cast: Cast, written: Written) -> None:
    loaded(cast, written(FULL, heading=HEADING))
    again = import_firearms(actor=cast.registrar, order=Order(path=written(FULL, heading=HEADING), source="Register"))
    assert (again.known, again.loaded, again.changed) == (1, 0, 0)
    other = written(FULL.replace("58A654321", "58A654322"), heading=HEADING)
    changed = import_firearms(actor=cast.registrar, order=Order(path=other, source="Register"))
    assert (changed.known, changed.changed) == (0, 1)
    assert Component.objects.count() == 3
    with reading(cast.registrar):
        found = registry.history(cast.registrar, record_of(Firearm.objects.get())).findings
    assert ["58A654322" in one.text for one in found] == [True]


def test_a_part_whose_number_a_spreadsheet_destroyed_refuses_its_row(
    cast: Cast, written: Written, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejects.csv"
    path = written(FULL, "X2,58B123457,SIG Sauer,P320,5.1E+07,12-Mar,", heading=HEADING)
    outcome = import_firearms(actor=cast.registrar, order=Order(path=path, source="Register", rejects=rejects))
    assert (outcome.loaded, outcome.rejected) == (1, 1)
    assert "Slide serial: A spreadsheet has made a number of this text" in rejects.read_text(encoding="utf-8-sig")
    assert "Barrel No.: A spreadsheet has made a date of this serial" in rejects.read_text(encoding="utf-8-sig")
    mended = rejects.read_text(encoding="utf-8-sig").replace("5.1E+07,12-Mar", "51000001,")
    rejects.write_text(mended, encoding="utf-8")
    assert import_firearms(actor=cast.registrar, order=Order(path=rejects)).loaded == 1
    assert told(cast, "X2") == {"UNKNOWN*": ["58B123457"], "SLIDE": ["51000001"]}


def test_what_is_no_number_of_a_part_is_kept_as_a_remark_and_listed(cast: Cast, written: Written) -> None:
    rows = ("X1,58B123456,SIG Sauer,P320,none,9x19,", "X2,58B123457,SIG Sauer,P320,,77K310552 / 77K310553,")
    outcome = import_firearms(actor=cast.registrar, order=Order(path=written(*rows, heading=HEADING)))
    assert set(Remark.objects.values_list("heading", "text")) == {
        ("Slide serial", "none"),
        ("Barrel No.", "9x19"),
        ("Barrel No.", "77K310552 / 77K310553"),
    }
    assert [(one.line, one.written, one.taken) for one in outcome.doubted] == [
        (2, "9x19", ""),
        (3, "77K310552 / 77K310553", ""),
    ]
    assert [one.reason.partition(": ")[0] for one in outcome.doubted] == ["Barrel No."] * 2
    assert "nothing says which is that of this part" in outcome.doubted[1].reason
    assert Component.objects.count() == 2


def test_the_preview_names_the_columns_of_parts(written: Written) -> None:
    found = preview(Order(path=written(FULL, heading=HEADING)))
    taken = {ours: theirs for ours, theirs in found.columns.items() if ours.endswith("_serial")}
    assert taken == {
        "slide_serial": "Slide serial",
        "barrel_serial": "Barrel No.",
        "frame_serial": "Frame serial number",
    }
    assert found.first_rows[0][1]["slide_serial"].text == "58A654321"
    assert found.remarks == ()


def test_a_heading_that_may_mean_two_parts_is_asked_about(written: Written) -> None:
    found = preview(Order(path=written("58B123456,77", heading="serial,Номер затвора")))
    assert [(one.heading, one.columns) for one in found.suggestions] == [
        ("Номер затвора", ("bolt_serial", "slide_serial"))
    ]


def test_where_only_the_frame_has_a_serial_the_sentence_says_how_to_name_it(cast: Cast, written: Written) -> None:
    path = written("X1,58B123456", heading="external_id,Frame serial")
    with pytest.raises(Refused, match=r'Did you mean “Frame serial”\?.*serial = "Frame serial"'):
        loaded(cast, path)
    order = Order(path=path, mapping=parse_mapping('[columns]\nserial = "Frame serial"\n'))
    assert import_firearms(actor=cast.registrar, order=order).loaded == 1


def test_a_mapping_names_the_column_of_a_part_and_gives_it_no_constant(cast: Cast, written: Written) -> None:
    text = '[columns]\nslide_serial = "Schlitten"\n[values.slide_serial]\n"ohne" = ""\n'
    path = written("X1,58B123456,58A654321", "X2,58B123457,ohne", heading="external_id,serial,Schlitten")
    import_firearms(actor=cast.registrar, order=Order(path=path, mapping=parse_mapping(text)))
    assert told(cast) == {"UNKNOWN*": ["58B123456"], "SLIDE": ["58A654321"]}
    assert told(cast, "X2") == {"UNKNOWN*": ["58B123457"]}
    with pytest.raises(Refused, match="slide_serial"):
        parse_mapping('[constants]\nslide_serial = "1"\n')
