"""Registry, papers: what papers say of a firearm and of an event."""

from datetime import date

from salwa.contexts.registry.actions.marks import correct_mark
from salwa.contexts.registry.drafts import Details, NewCertificate
from salwa.contexts.registry.models import Method
from salwa.contexts.registry.papers.facts import (
    Certified,
    certified,
    described,
    facts_of_event,
    facts_of_firearm,
    marks_of_firearm,
    occurred,
)
from salwa.contexts.registry.public import history_of
from salwa.kernel.lifecycle import EventKind
from salwa.platform.papers import Mark
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.papers.builders import CERTIFIED, FIREARM
from tests.contexts.registry.papers.builders import occurred as happened


def test_a_firearm_is_described_from_its_history_without_withdrawn_marks(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "BKS012", b.maker(), life=(b.event(EventKind.SURRENDER, b.year(2024)),))
    correct_mark(actor=cast.registrar, firearm=row, ordinal=2, mark=None, reason="no mark, a scratch")
    told = history_of(cast.registrar, row)
    firearm = described(told)
    assert (firearm.make, firearm.serial, firearm.year) == ("Glock", "BKS012", "2004")
    assert [(mark.part, mark.text) for mark in firearm.marks] == [("frame", "BKS012")]
    event = occurred(told.lines[0])
    assert (event.kind, str(event.happened), event.agency) == (EventKind.SURRENDER, "2024", "National registry")


def test_what_is_not_known_is_said_and_not_left_out() -> None:
    facts = facts_of_firearm(FIREARM).facts
    assert [fact.label for fact in facts][:2] == ["Record", "Make"]
    assert facts[5].value == Mark("KRV-012/9-")
    assert all(fact.unknown for fact in facts[1:])


def test_marks_are_told_verbatim() -> None:
    assert marks_of_firearm(FIREARM).rows[2] == ("barrel", "proof", Mark("七七 XC"))


def test_an_event_is_told_with_who_recorded_it_under_which_entry() -> None:
    told = {fact.label: fact.value for fact in facts_of_event(happened(EventKind.SURRENDER), "The surrender").facts}
    assert told["Where"] == "Harbour · Corvania"
    assert told["Recorded by"] == "Registrar One, National registry"
    assert told["Entry of the ledger"] == Mark("482")
    alone = facts_of_event(happened(EventKind.SURRENDER, agency=""), "The surrender").facts
    assert {fact.label: fact.value for fact in alone}["Recorded by"] == "Registrar One"


def test_the_data_of_a_paper_are_plain() -> None:
    assert CERTIFIED.told()["issued_on"] == "2026-05-04"
    assert Certified().told()["issued_on"] == ""
    assert FIREARM.told()["marks"][0] == {"part": "frame", "kind": "serial number", "text": "KRV-012/9-"}
    assert happened(EventKind.SEIZURE).told()["kind"] == "seizure"


def test_a_certificate_and_a_method_are_told_from_the_line(cast: Cast) -> None:
    paper = NewCertificate(number="DA-42", issuer="Proof house", issued_on=date(2026, 5, 4), standard="EU 2015/2403")
    life = (
        b.event(EventKind.DEACTIVATION, b.year(2026), details=Details(certificate=paper)),
        b.event(EventKind.DESTRUCTION, b.year(2026), details=Details(method=Method.CUT)),
        b.event(EventKind.FIND, b.year(2005)),
    )
    told = history_of(cast.registrar, b.firearm(cast.registrar, life=life))
    found = {line.kind: certified(line) for line in told.lines}
    assert found[EventKind.DEACTIVATION] == Certified(
        number="DA-42", issued_by="Proof house", issued_on=date(2026, 5, 4), standard="EU 2015/2403"
    )
    assert found[EventKind.DESTRUCTION].method == "cut"
    assert found[EventKind.FIND] == Certified()
