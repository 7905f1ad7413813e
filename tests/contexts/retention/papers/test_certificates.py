"""Retention, papers: the certificate of an erasure."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from salwa.contexts.retention.answers import Certificate, ProposalView
from salwa.contexts.retention.models import KindCode
from salwa.contexts.retention.papers.certificates import erasure_certificate
from salwa.platform.papers import render_pdf
from tests.platform.papers.builders import AT, ISSUER
from tests.platform.papers.reading import Printed

pytestmark = pytest.mark.usefixtures("printing")
PROPOSAL = ProposalView(
    uuid=UUID(int=79),
    kind=KindCode.PERSON,
    day=AT.date(),
    rule="persons: ten years",
    pack="XC 2026",
    count=3,
    proposed_by="Registrar",
    proposed_by_id=1,
    proposed_at=AT,
    reason="Yearly round",
    entry=11,
    outcome=1,
    decided_by="Auditor",
    decided_at=AT,
    decided_in=12,
)
PROVED = Certificate(
    erased=2, spared=1, root="ab" * 32, entry=12, fitting=2, bare=0, faults=(), is_root_right=True
)  # fmt: skip


def test_a_certificate_says_how_many_by_which_rule_and_what_proves_it() -> None:
    made = erasure_certificate(PROPOSAL, PROVED, issuer=ISSUER, at=AT)
    text = Printed.of(render_pdf(made)).text
    for words in ("2 records lost their personal data, and everything fits.", "persons: ten years", "Auditor", "Who"):
        assert words in text, words
    assert PROVED.root in text.replace(" ", "")
    assert json.loads(made.data)["is_right"] is True


def test_what_does_not_fit_is_said_first() -> None:
    made = erasure_certificate(PROPOSAL, replace(PROVED, faults=(5, 9)), issuer=ISSUER, at=AT)
    text = Printed.of(render_pdf(made)).text
    assert "Something does not fit." in text
    assert "5 9" in text
    assert "everything fits" not in text
