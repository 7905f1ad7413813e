"""Differences of writing and of fields, in the words of the answer."""

import pytest

from salwa.kernel.identification.model import Weighted
from salwa.kernel.identification.reasons import field_reason, serial_reasons, writing_reasons


@pytest.mark.parametrize(
    ("written", "registered", "kinds"),
    [
        ("BKS 012", "BKS012", ["spacing"]),
        ("BKS012", "BKS012", []),
        ("BKS-012", "BKS 012", ["spacing"]),
        ("ТЕ1234", "TE1234", ["script"]),
        ("ТЕ 1234", "TE1234", ["script", "spacing"]),
    ],
)
def test_space_and_script(written: str, registered: str, kinds: list[str]) -> None:
    assert [reason.kind for reason in writing_reasons(written, registered)] == kinds


def test_characters_at_the_same_place() -> None:
    reasons = list(serial_reasons("8?1Z", "B21A", None, 0))
    assert [(r.position, r.kind) for r in reasons] == [(1, "look_alike"), (2, "unreadable"), (4, "substituted")]


@pytest.mark.parametrize(("registered", "kind"), [(4, "same"), (5, "same"), (6, "differs"), (0, "missing")])
def test_a_field_with_two_meanings(registered: int, kind: str) -> None:
    assert field_reason("make", (Weighted(4), Weighted(5, 0.2)), registered).kind == kind
