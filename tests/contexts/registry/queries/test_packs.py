"""Registry, queries: what the State of the node asks in its own way."""

from datetime import date

from salwa.contexts.registry.queries.packs import asked_besides, pack_now, transfer_rule
from salwa.kernel.lifecycle import EventKind
from salwa.kernel.packs.model import Extra, TransferRule
from tests.conftest import Cast
from tests.contexts.registry import builders as b

DAY = date(2026, 1, 1)


def test_a_state_that_asks_for_nothing_lets_a_transfer_be_recorded_at_once(cast: Cast) -> None:
    assert pack_now(cast.registrar, DAY).transfers == ()
    assert transfer_rule(cast.registrar, EventKind.SALE, DAY) is None
    with b.pack(TransferRule(kinds=("sale",))):
        assert transfer_rule(cast.registrar, EventKind.SALE, DAY) is None


def test_a_rule_counts_for_the_kinds_it_names_and_a_border_waits_for_its_licence(cast: Cast) -> None:
    with b.pack(TransferRule(kinds=("sale", "export"), waiting_days=3)):
        assert transfer_rule(cast.registrar, EventKind.SALE, DAY) is not None
        assert transfer_rule(cast.registrar, EventKind.EXPORT, DAY) is None


def test_questions_are_asked_where_the_pack_asks_them(cast: Cast) -> None:
    with b.pack(asked=(Extra(name="report", label={"en": "Report"}),), at="theft"):
        assert [one.name for one in asked_besides(cast.registrar, EventKind.THEFT, DAY)] == ["report"]
        assert asked_besides(cast.registrar, EventKind.LOSS, DAY) == ()
