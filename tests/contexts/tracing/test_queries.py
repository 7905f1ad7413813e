"""Tracing: a recovered firearm is identified from its marks as written."""

import threading

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.public import OutOfStep, close_holdings, firearm, record_destruction
from salwa.contexts.tracing.queries import identify
from salwa.kernel.identification.model import Verdict
from salwa.kernel.lifecycle import Happened
from salwa.kernel.marks.model import MarkKind, Written
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.tracing.conftest import Register


def test_the_letter_written_for_a_digit_is_seen_and_named(cast: Cast, register: Register) -> None:
    record = register("BKS012", "Glock", "17", external_id="INV-1")
    register("BKS812", "Glock", "17")
    answer = identify(cast.tracing_officer, Written(query_id="q", marks="GLOCK 17 AUSTRIA BKS O12 9x19"))
    assert answer.query_id == "q"
    assert answer.verdict is Verdict.MATCH_CORRECTED
    best = answer.best
    assert best is not None
    assert (best.record, best.serial, best.external_id, best.make) == (record, "BKS012", "INV-1", "Glock")
    assert ("serial", 4, "O", "0", "look_alike") in [
        (one.field, one.position, one.written, one.registered, one.kind) for one in best.reasons
    ]
    assert {one.kind for one in answer.reading} >= {MarkKind.MAKER, MarkKind.SERIAL, MarkKind.CALIBRE}


def test_probabilities_and_absence_leave_little_to_what_is_beyond_reach(cast: Cast, register: Register) -> None:
    register("BKS012", "Glock", "17")
    register("BKS812", "Glock", "17")
    answer = identify(cast.tracing_officer, Written(serial="BKSO12", make="glock"))
    total = sum(one.probability for one in answer.candidates) + answer.not_in_register
    assert total == pytest.approx(1, abs=0.01)
    assert total <= 1


def test_reasons_name_makes_and_models_instead_of_codes(cast: Cast, register: Register) -> None:
    register("BKS012", "Glock", "19")
    best = identify(cast.tracing_officer, Written(serial="BKS012", make="GLOCK", model="17")).best
    assert best is not None
    told = {one.field: (one.written, one.registered) for one in best.reasons}
    assert told["make"] == ("GLOCK", "Glock")
    assert told["model"][0] == "17"
    assert not told["model"][1].isdigit() or told["model"][1] == "19"


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_firearm_registered_while_somebody_asks_is_found_and_not_dropped(cast: Cast, register: Register) -> None:
    """One reading has begun; a record is registered and found by another; the first reader's index now holds it."""
    register("BKS012", "Glock", "17")
    written = Written(serial="HRB77123", make="Glock")

    def meanwhile() -> None:
        try:
            register("HRB77123", "Glock", "17")
            assert identify(cast.tracing_officer, written).best is not None
        finally:
            connection.close()

    with reading(cast.tracing_officer):
        assert identify(cast.tracing_officer, written).verdict is Verdict.NO_RECORD
        thread = threading.Thread(target=meanwhile)
        thread.start()
        thread.join()
        with pytest.raises(OutOfStep):
            identify(cast.tracing_officer, written)
    found = identify(cast.tracing_officer, written)
    assert found.verdict is Verdict.MATCH
    assert len(found.candidates) == 1


def test_what_is_no_serial_is_never_no_record(cast: Cast, register: Register) -> None:
    register("BKS012", "Glock", "17")
    for text in ("7.62x39", "rusted", "PTB 895"):
        answer = identify(cast.tracing_officer, Written(serial=text))
        assert answer.verdict is Verdict.INSUFFICIENT, text
        assert answer.candidates == ()
        assert answer.notes, text


def test_what_is_not_registered_is_said_not_to_be_in_this_register(cast: Cast, register: Register) -> None:
    register("BKS012", "Glock", "17")
    answer = identify(cast.tracing_officer, Written(serial="ZZX98765401"))
    assert answer.verdict is Verdict.NO_RECORD
    assert answer.not_in_register > 0.9


def test_a_closed_record_keeps_its_probability_and_names_whom_to_ask(cast: Cast, register: Register) -> None:
    written = Written(serial="HRB44120", make="Glock")
    register("HRB44120", "Glock", "17", actor=cast.outside_registrar)
    seen = identify(cast.tracing_officer, written)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    masked = identify(cast.tracing_officer, written)
    assert seen.best is not None
    assert masked.best is not None
    assert masked.verdict is seen.verdict
    assert masked.best.probability == pytest.approx(seen.best.probability)
    assert masked.best.is_masked
    assert masked.best.as_dict() == {
        "record": None,
        "ask": "Harbour police",
        "external_id": None,
        "serial": None,
        "make": None,
        "model": None,
        "import_country": None,
        "import_year": None,
        "merged_from": [],
        "probability": masked.best.probability,
        "reasons": [],
    }
    assert identify(cast.outsider, written).best == seen.best


def test_a_destroyed_firearm_that_turns_up_is_a_finding(cast: Cast, register: Register) -> None:
    record = register("345678", "Zastava", "M70")
    record_destruction(actor=cast.registrar, firearm=firearm(cast.registrar, record), happened=Happened.in_year(2011))
    answer = identify(cast.tracing_officer, Written(serial="345678", make="Zastava"))
    assert [(one.kind, one.record) for one in answer.findings] == [("destroyed", record)]
    assert answer.findings[0].sentence == "In the register it is destroyed."


def test_whoever_opens_no_records_asks_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        identify(cast.administrator, Written(serial="A123456"))


def test_a_make_that_the_register_contradicts_makes_a_corrected_match_and_is_the_first_reason(
    cast: Cast, register: Register
) -> None:
    register("BKSR0127", "Glock", "17")
    as_written = identify(cast.tracing_officer, Written(serial="BKSR0127", make="Glock", model="17"))
    assert as_written.verdict is Verdict.MATCH
    other = identify(cast.tracing_officer, Written(serial="BKSR0127", make="Glock", model="19"))
    assert other.verdict is Verdict.MATCH_CORRECTED
    assert other.best is not None
    assert next((one.field, one.kind) for one in other.best.reasons) == ("model", "differs")


def test_an_importer_s_name_is_no_contradicting_make(cast: Cast, register: Register) -> None:
    record = register("1-23456-2003", "Cugir", "WASR-10")
    answer = identify(
        cast.tracing_officer, Written(make="CENTURY ARMS", serial="CAI GEORGIA VT", remarks="1-23456-2003 ROMANIA")
    )
    assert answer.best is not None
    assert answer.best.record == record
    assert "make" not in {one.field for one in answer.best.reasons}
    assert answer.verdict is Verdict.MATCH


def test_a_model_in_the_field_for_the_make_is_found_there(cast: Cast, register: Register) -> None:
    register("BA123456", "Izhevsk", "Makarov PM")
    answer = identify(cast.tracing_officer, Written(make="Makarov", serial="BA123456"))
    assert answer.verdict is Verdict.MATCH
    assert answer.best is not None
    assert ("model", "Makarov", "wrong_field") in {(one.field, one.written, one.kind) for one in answer.best.reasons}


def test_what_was_typed_is_shown_as_it_was_typed(cast: Cast, register: Register) -> None:
    register("345678", "Zastava", "M70")
    answer = identify(cast.tracing_officer, Written(serial="٣٤٥٦٧٨", make="Zastava"))
    assert answer.best is not None
    serial = [(one.written, one.kind) for one in answer.best.reasons if one.field == "serial"]
    assert serial == [("٣٤٥٦٧٨", "same"), ("٣٤٥٦٧٨", "script")]


def test_few_readable_characters_name_a_handful_that_surely_holds_the_firearm(cast: Cast, register: Register) -> None:
    for serial in ("BK1112", "BK3452", "JJ9872", "KLM441"):
        register(serial, "Glock", "17")
    answer = identify(cast.tracing_officer, Written(serial="BK???2", make="Glock", model="17"))
    assert answer.not_in_register is not None
    assert answer.verdict is not Verdict.NO_RECORD
    two = identify(cast.tracing_officer, Written(serial="BK11??", make="Glock", model="17"))
    assert two.best is not None
    assert two.best.serial == "BK1112"


def test_a_limit_cuts_the_list_and_not_the_sum(cast: Cast, register: Register) -> None:
    for serial in ("70001", "70002", "70003"):
        register(serial, "Glock")
    answer = identify(cast.tracing_officer, Written(serial="7000?"), limit=2)
    assert answer.verdict is Verdict.AMBIGUOUS
    assert len(answer.candidates) == 2
    assert sum(one.probability for one in answer.candidates) + answer.not_in_register < 1


def test_an_answer_costs_as_many_statements_whatever_it_holds(
    cast: Cast, register: Register, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Baseline: every statement is a wait. Half of them begin and end the reading inside the test."""
    for serial in ("70001", "70002", "70003", "70004"):
        register(serial, "Glock")
    stolen = firearm(cast.registrar, register("70005", "Glock"))
    record_destruction(actor=cast.registrar, firearm=stolen, happened=Happened.in_year(2011))
    with django_assert_max_num_queries(10) as asked:
        answer = identify(cast.tracing_officer, Written(serial="7000?"))
    assert len(answer.candidates) == 5
    assert len(answer.findings) == 1
    with django_assert_max_num_queries(len(asked)):
        assert len(identify(cast.tracing_officer, Written(serial="70003", make="Glock")).candidates) >= 1


def test_places_are_told_in_the_order_of_the_number(cast: Cast, register: Register) -> None:
    register("AB123456")
    best = identify(cast.tracing_officer, Written(serial="AB13465")).best
    assert best is not None
    places = [one.position for one in best.reasons if one.field == "serial" and one.position is not None]
    assert len(places) > 1
    assert places == sorted(places)


def test_a_slide_s_number_keeps_the_firearm_s_own_beside_it(cast: Cast) -> None:
    b.firearm(cast.registrar, "58B123456", b.serial("58A-654321", component=2))
    best = identify(cast.tracing_officer, Written(serial="58A654321")).best
    assert best is not None
    assert (best.serial, best.part, best.part_serial, best.plain) == ("58B123456", "slide", "58A-654321", "58A654321")


def test_two_records_of_one_firearm_are_told_to_be_compared(cast: Cast) -> None:
    one, other = (registry.record_of(b.firearm(cast.registrar, "BKS012")) for _ in range(2))
    answer = identify(cast.registrar, Written(serial="BKS012", make="Glock"))
    assert answer.twins is not None
    assert {answer.twins.record, answer.twins.other} == {one, other}
