"""Registry, queries: a firearm at a glance."""

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.drafts import NewFirearm
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.queries._cards import cards, name_of
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
