"""Registry, queries: candidates, masked and with findings (acceptance cases 7 and 10)."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import ComponentKind, DeltaRow
from salwa.kernel.identification.model import Verdict
from salwa.kernel.lifecycle import EventKind
from salwa.platform.errors import NotAllowed, NotReady
from tests.conftest import Cast
from tests.contexts.registry import builders as b

CHASSIS, SLIDE = "58B123456", "58A654321"


def test_case_7_a_slide_of_a_stolen_weapon_is_a_finding_beside_the_match(cast: Cast) -> None:
    held = b.firearm(cast.registrar, CHASSIS)
    stolen = b.firearm(
        cast.registrar, "58C777888", b.serial(SLIDE, component=2), life=(b.event(EventKind.THEFT, b.year(2019)),)
    )
    answer = registry.candidates(cast.registrar, b.asked(SLIDE, CHASSIS))
    assert answer.ranking.verdict is Verdict.MATCH
    assert answer.found[0].card is not None
    assert answer.found[0].card.id == held.pk
    kinds = {(one.kind, one.record) for one in answer.findings}
    assert ("shared_component", registry.record_of(stolen)) in kinds
    assert ("stolen", registry.record_of(stolen)) in kinds


@pytest.mark.parametrize("written", ["58A654329", "58A654320"])
def test_case_7_twin_a_slide_with_another_number_is_no_conflict(cast: Cast, written: str) -> None:
    b.firearm(cast.registrar, CHASSIS, b.serial(SLIDE, component=2))
    answer = registry.candidates(cast.registrar, b.asked(CHASSIS, written))
    assert [one.kind for one in answer.findings] == []


def test_case_7_twin_the_weapon_s_own_slide_is_no_conflict(cast: Cast) -> None:
    b.firearm(cast.registrar, CHASSIS, b.serial(SLIDE, component=2))
    answer = registry.candidates(cast.registrar, b.asked(SLIDE, CHASSIS))
    assert answer.ranking.verdict is Verdict.MATCH
    assert answer.findings == ()


def test_case_10_a_destroyed_weapon_that_fires_is_told_with_its_entry(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "M34567891", life=(b.event(EventKind.DESTRUCTION, b.year(2011)),))
    answer = registry.candidates(cast.registrar, b.asked("M34567891"))
    assert answer.ranking.verdict is Verdict.MATCH
    assert [(one.kind, one.record, one.entries) for one in answer.findings] == [
        ("destroyed", registry.record_of(row), (1,))
    ]
    registry.record_seizure(actor=cast.registrar, firearm=row, happened=b.year(2020))
    kinds = [(one.kind, one.entries) for one in registry.candidates(cast.registrar, b.asked("M34567891")).findings]
    assert kinds == [("destroyed", (1,)), ("seen_after_destruction", (1, 2))]


def test_findings_of_masked_records_are_masked_too(cast: Cast) -> None:
    b.firearm(cast.outside_registrar, "HRB77123", life=(b.event(EventKind.THEFT, b.year(2019)),))
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    answer = registry.candidates(cast.tracing_officer, b.asked("HRB77123"))
    assert answer.findings == ()
    assert answer.found[0].ask == "Harbour police"


def test_a_foreign_part_of_a_closed_holding_says_whom_to_ask(cast: Cast) -> None:
    b.firearm(cast.registrar, CHASSIS)
    b.firearm(cast.outside_registrar, "58C777888", b.serial(SLIDE, component=2))
    registry.close_holdings(actor=cast.outside_registrar, is_closed=True)
    answer = registry.candidates(cast.registrar, b.asked(SLIDE, CHASSIS))
    assert [(one.kind, one.record, one.text, one.ask) for one in answer.findings] == [
        ("shared_component", None, "", "Harbour police")
    ]


def test_a_candidate_that_the_register_does_not_hold_is_told_and_never_dropped(cast: Cast) -> None:
    b.firearm(cast.registrar, "BKS012")
    DeltaRow.objects.create(record=999_999, role=0, serial="HRB77123", verbatim="HRB77123")
    with pytest.raises(NotReady, match=r"out of step .* salwa index rebuild"):
        registry.candidates(cast.registrar, b.asked("HRB77123"))


def test_of_merged_firearms_the_survivor_is_the_candidate_for_both_numbers(cast: Cast) -> None:
    survivor, absorbed = b.firearm(cast.registrar, "BKS012"), b.firearm(cast.registrar, "HRB77123")
    registry.merge_firearms(actor=cast.registrar, survivor=survivor, absorbed=absorbed, reason="typed twice")
    for text in ("BKS012", "HRB77123"):
        found = registry.candidates(cast.registrar, b.asked(text)).found
        assert [one.card.id for one in found if one.card] == [survivor.pk]


def test_who_opens_no_records_asks_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        registry.candidates(cast.administrator, b.asked("AAA111"))


def test_a_record_found_by_a_part_names_the_part_and_its_number_as_it_stands(cast: Cast) -> None:
    b.firearm(cast.registrar, CHASSIS, b.serial("58A-654321", component=2))
    (found,) = registry.candidates(cast.registrar, b.asked(SLIDE)).found
    assert found.part is ComponentKind.SLIDE
    assert found.part_serial == "58A-654321"
    assert found.card is not None
    assert found.card.serial == CHASSIS
    (own,) = registry.candidates(cast.registrar, b.asked(CHASSIS)).found
    assert (own.part, own.part_serial) == (None, "")
