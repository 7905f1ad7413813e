"""What evidence tells is what the rows say, and no more than the actor may know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import Details, Happening, NewCertificate
from salwa.contexts.registry.models import ComponentKind, HolderKind
from salwa.contexts.registry.queries._placed import seats
from salwa.contexts.registry.queries.evidence import Telling
from salwa.kernel.lifecycle import Happened
from salwa.platform.ledger.proving import Row
from tests.contexts.registry import builders as b

pytestmark = pytest.mark.django_db


def test_each_told_fact_names_its_row_and_column(cast):
    firearm = b.firearm(cast.registrar, "BKS012", b.maker())
    registry.report_loss(actor=cast.registrar, firearm=firearm, happened=Happened.in_year(2006), place="Old harbour")
    telling = Telling(cast.registrar, firearm, holders=False)
    told = telling.told()
    assert {one["text"] for one in told["marks"]} == {"BKS012", "GLOCK"}
    assert told["history"][-1]["place"] == "Old harbour"
    names = {f"{row.table} {row.key}" for row in telling.rows}
    facts = [fact for part in ("firearm", "marks", "history") for one in told[part] for fact in one["facts"]]
    assert {name for name, _, _ in facts} <= names
    assert Row("registry_firearm", str(firearm.pk)) in telling.rows


def test_a_merged_record_is_told_with_the_one_it_is_shown_under(cast):
    one, two = b.firearm(cast.registrar), b.firearm(cast.registrar, "BKS799")
    registry.merge_firearms(actor=cast.registrar, survivor=one, absorbed=two, reason="one firearm")
    told = Telling(cast.registrar, one, holders=False).told()
    assert len(told["firearm"]) == 2
    assert len(told["merged"]) == 1


def test_papers_and_moves_of_parts_are_told_with_their_rows(cast):
    one = b.firearm(cast.registrar)
    paper = NewCertificate(number="D 9", issuer="Proof house", standard="EU 2015/2403")
    told_ = Happening(happened=Happened.in_year(2021), details=Details(certificate=paper, reference="K 17"))
    registry.record_deactivation(actor=cast.registrar, firearm=one, told=told_)
    slide = next(part for part in seats([one.pk]) if not part.is_control)
    registry.remove_component(actor=cast.registrar, firearm=one, part=slide.name, happened=Happened.in_year(2022))
    told = Telling(cast.registrar, one, holders=False).told()
    line = next(line for line in told["history"] if "certificate" in line)
    assert (line["certificate"]["number"], line["reference"]) == ("D 9", "K 17")
    assert len(told["moves"]) == 1
    assert any(name == "is_control" for _, name, _ in told["moves"][0]["facts"])


def test_the_marks_of_a_part_are_told_wherever_it_sits(cast):
    one = b.firearm(cast.registrar, "AAA11101", b.serial("SLD50101", component=2))
    slide = b.part(cast.registrar, ComponentKind.SLIDE, "LSE70707")
    moved = registry.exchange_component(
        actor=cast.registrar, firearm=one, out=registry.PartName(one.pk, 2), part=slide, happened=b.day("2024-03-05")
    )

    def marks(firearm):
        return {mark["text"] for mark in Telling(cast.registrar, firearm, holders=False).told()["marks"]}

    assert marks(one) == {"AAA11101", "SLD50101", "LSE70707"}
    assert marks(slide) == {"LSE70707"}
    assert marks(moved.out) == {"SLD50101"}


def test_the_lines_of_persons_cost_no_statement_each(cast):
    one = b.firearm(cast.registrar)
    for at in range(3):
        who = registry.NewHolder(kind=HolderKind.NATURAL_PERSON, family_name=f"Doe {at}")
        person = registry.register_holder(actor=cast.registrar, holder=who)
        registry.record_transfer(actor=cast.registrar, firearm=one, holder=person, happened=b.year(2010 + at))
    for holders in (False, True):
        telling = Telling(cast.registrar, one, holders=holders)
        with CaptureQueriesContext(connection) as asked:
            told = telling.told()
        assert [line["holder"].startswith("Doe") for line in told["history"]] == [holders] * 3
        assert not [one for one in asked if "person_identity" in one["sql"]]
