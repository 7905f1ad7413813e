"""Retention, pages: the decision by another hand, and the certificate."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry.models import PersonIdentity
from salwa.contexts.retention.public import propose_erasure
from salwa.kernel.packs import RecordKind
from tests.conftest import Cast
from tests.contexts.retention.actions.test_erasures import later
from tests.contexts.retention.conftest import gone
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["later", "printing"]
Enter = Callable[[str], Client]


def proposed(cast: Cast) -> str:
    gone(cast.registrar)
    row = propose_erasure(actor=cast.registrar, kind=RecordKind.PERSON, reason="Yearly round")
    return f"/retention/proposals/{row.uuid}/"


def test_another_person_decides_and_the_certificate_follows(cast: Cast, later: None, signed_in: Enter) -> None:
    path = proposed(cast)
    auditor = signed_in("auditor")
    assert "Yearly round" in auditor.get(path).text
    assert auditor.post(path, {"reason": "seen"}).status_code == 422
    sent = {"outcome": "erase", "reason": "seen", "key": "k2"}
    assert auditor.post(path, sent).headers["Location"] == path
    assert auditor.post(path, sent).headers["Location"] == path
    text = auditor.get(path).text
    assert "Certificate of erasure" in text
    assert "everything fits" in text
    assert not PersonIdentity.objects.exists()
    lines = b"".join(auditor.get(f"{path}lines/").streaming_content).decode()  # type: ignore[attr-defined]
    assert lines.startswith("subject,entry,commitment\r\n")
    assert lines.count("\r\n") == 2
    assert "with certificate" in auditor.get("/retention/proposals/").text


def test_who_proposed_may_only_turn_it_down(cast: Cast, later: None, signed_in: Enter) -> None:
    path = proposed(cast)
    registrar = signed_in("registrar")
    assert "You proposed this." in registrar.get(path).text
    assert registrar.post(path, {"outcome": "erase", "reason": "me"}).status_code == 422
    assert registrar.get(f"{path}lines/").status_code == 404
    assert registrar.post(path, {"outcome": "turn_down", "reason": "later"}).status_code == 302
    assert PersonIdentity.objects.exists()
    assert "turned down" in registrar.get("/retention/proposals/").text
    assert registrar.post(path, {"outcome": "turn_down", "reason": "later"}).status_code == 409


@pytest.mark.usefixtures("printing")
def test_the_certificate_is_a_file_once_something_was_erased(cast: Cast, later: None, signed_in: Enter) -> None:
    path = proposed(cast)
    auditor = signed_in("auditor")
    assert auditor.get(f"{path}certificate.pdf").status_code == 404
    auditor.post(path, {"outcome": "erase", "reason": "seen", "key": "k2"})
    assert "certificate.pdf" in auditor.get(path).text
    text = Printed.of(auditor.get(f"{path}certificate.pdf").content).text
    assert "1 record lost its personal data, and everything fits." in text
