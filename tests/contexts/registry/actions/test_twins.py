"""Registry, actions: a twin is told to whoever registers or marks a firearm, and told no more than one may know."""

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Finding
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def twins(actor, row):
    return [one for one in registry.findings_about(actor, [row.pk]) if one.kind == "duplicate"]


def test_the_same_make_and_serial_open_a_finding_that_names_the_other_record(cast: Cast) -> None:
    first = b.firearm(cast.registrar, "BKS-012")
    second = b.firearm(cast.registrar, "bks 012")
    assert [one.other for one in twins(cast.registrar, second)] == [registry.record_of(first)]
    assert Entry.objects.filter(action="registry.register_firearm").latest("id").summary["twin"] == first.pk


def test_a_serial_that_looks_alike_is_told_as_such(cast: Cast) -> None:
    b.firearm(cast.registrar, "BKS012")
    (found,) = twins(cast.registrar, b.firearm(cast.registrar, "8K5O12"))
    assert "looks alike" in found.text


def test_another_number_another_make_and_two_characters_say_nothing(cast: Cast) -> None:
    b.firearm(cast.registrar, "BKS012")
    b.firearm(cast.registrar, "A1")
    for serial in ("BKS013", "A1"):
        assert twins(cast.registrar, b.firearm(cast.registrar, serial)) == []
    other = registry.NewFirearm(make=b.make("Zastava"), marks=(b.serial("BKS012"),))
    assert twins(cast.registrar, registry.register_firearm(actor=cast.registrar, firearm=other)) == []


def test_the_serial_of_a_part_is_no_twin(cast: Cast) -> None:
    b.firearm(cast.registrar, "AAA111", b.serial("SLYDE99", component=2))
    assert twins(cast.registrar, b.firearm(cast.registrar, "SLYDE99")) == []


def test_a_corrected_serial_may_be_that_of_another_record(cast: Cast) -> None:
    first = b.firearm(cast.registrar, "AAA117")
    row = b.firearm(cast.registrar, "AAA111")
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=b.serial("AAA117"), reason="worn")
    assert [one.other for one in twins(cast.registrar, row)] == [registry.record_of(first)]
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=2, mark=b.serial("AAA117"), reason="again")
    assert Finding.objects.count() == 1


def test_of_another_agency_s_record_only_whom_to_ask_is_told(cast: Cast) -> None:
    first = b.firearm(cast.registrar, "HRB44120")
    second = b.firearm(cast.outside_registrar, "HRB44120")
    (found,) = twins(cast.outside_registrar, second)
    assert (found.other, found.ask) == (None, "National registry")
    assert registry.finding_sentence(found.kind, found.text, found.ask).endswith("Ask National registry.")
    assert registry.record_of(first) not in str(found)
    assert [one.other for one in twins(cast.registrar, second)] == [registry.record_of(first)]
