"""Registry: what evidence tells of a firearm."""

import pytest

from salwa.contexts.registry.queries import evidence as queries
from salwa.contexts.registry.queries.evidence import FORMAT, evidence
from salwa.platform.errors import Conflict
from salwa.platform.reading import reading
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.actions.test_evidence import LIFE
from tests.contexts.registry.sealed import seal
from tests.platform.papers.builders import AT


def test_evidence_is_plain_data_as_of_a_moment(cast: Cast) -> None:
    row = b.firearm(cast.registrar, "BKS012", life=LIFE)
    seal()
    with reading(cast.registrar):
        told = evidence(cast.registrar, row, at=AT)
    assert (told["format"], told["made_at"]) == (FORMAT, "2026-11-03T09:30:00+00:00")
    assert told["history"][1]["happened"] == "2024-05-06"


def test_a_checkpoint_of_another_size_than_the_proofs_is_not_given(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = b.firearm(cast.registrar, "BKS012", life=LIFE)
    seal()
    monkeypatch.setattr(queries, "newest_note", lambda: "salwa/XC\n999\nroot\n\n")
    with reading(cast.registrar), pytest.raises(Conflict, match="Try again"):
        evidence(cast.registrar, row, at=AT)
