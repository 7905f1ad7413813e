"""Registry, queries: a firearm at a glance."""

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import NewFirearm, NewMark
from salwa.contexts.registry.models import Event, Firearm
from salwa.contexts.registry.queries._cards import cards, name_of
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.marks.model import MarkKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_the_serial_is_that_of_the_part_that_carries_the_identity(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "FRAME1", b.serial("SLIDE2", component=2))
    assert cards([row])[row.pk].serial == "FRAME1"
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=1, mark=None, reason="there is none")
    assert cards(Firearm.objects.all())[row.pk].serial == "SLIDE2"


def test_what_is_not_known_is_empty_and_never_a_guess(cast: Cast) -> None:
    new = NewFirearm(make=b.make("Glock"))
    card = cards([registry.register_firearm(actor=cast.registrar, firearm=new)]).popitem()[1]
    assert (card.make, card.model, card.calibre, card.country, card.year, card.serial) == (
        "Glock",
        "",
        "",
        "",
        None,
        "",
    )
    assert name_of("makes", 0) == name_of("makes", 32_000) == ""


def test_a_maker_that_no_vocabulary_knows_stands_as_it_is_marked(cast: Cast) -> None:
    odd = NewMark(kind=MarkKind.MAKER, text="Tokarev")
    row = registry.register_firearm(actor=cast.registrar, firearm=NewFirearm(marks=(b.serial("TK4471"), odd)))
    card = cards([row])[row.pk]
    assert (card.make, card.make_as_marked, card.model_as_marked) == ("", "Tokarev", "")
    registry.correct_mark(actor=cast.registrar, firearm=row, ordinal=2, mark=None, reason="misread")
    assert cards([row])[row.pk].make_as_marked == ""
    known = b.firearm(cast.registrar, "BKS012", b.maker("GLOK"))
    assert cards([known])[known.pk].make_as_marked == ""


def test_the_last_import_is_that_of_the_mark_else_of_the_event_that_stands(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "BKS012")
    ghana, malta = (vocabularies.countries().by_id(one).code for one in ("GH", "MT"))

    def told() -> tuple[str, int | None]:
        card = cards([row])[row.pk]
        return card.import_country, card.import_year

    assert told() == ("", None)
    for year, country in ((2009, malta), (2016, ghana)):
        registry.record_import(actor=cast.registrar, firearm=row, happened=b.year(year), country=country)
    assert told() == ("Ghana", 2016)
    last = max(event.ordinal for event in Event.objects.filter(firearm=row, kind=EventKind.IMPORT))
    registry.correct_event(actor=cast.registrar, firearm=row, ordinal=last, right=None, reason="another one")
    assert told() == ("Malta", 2009)
    mark = NewMark(kind=MarkKind.IMPORT, text="GHA 16", country=ghana, year=2016)
    registry.add_mark(actor=cast.registrar, firearm=row, mark=mark)
    assert told() == ("Ghana", 2016)
