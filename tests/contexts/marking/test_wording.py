"""Marking, tests: parts are named, and what the pack calls otherwise is left as it is."""

from salwa.contexts.marking.models import DiscrepancyKind
from salwa.contexts.marking.rules.accounting import Imbalance
from salwa.contexts.marking.wording import IMBALANCES, SENTENCES, STEPS, part_name


def test_parts_are_named() -> None:
    assert part_name("receiver") == "receiver or frame"
    assert part_name("tang") == "tang"
    assert "identity" in part_name("")


def test_every_kind_has_its_sentence_and_its_next_step() -> None:
    assert set(IMBALANCES) == set(Imbalance)
    assert set(SENTENCES) == set(STEPS) == set(DiscrepancyKind)
