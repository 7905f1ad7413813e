"""Registry: the papers about a firearm, as an officer prints them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.pages import papers
from salwa.contexts.registry.public import correct_event, record_of
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform import keys
from salwa.platform.home import current
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.platform.papers.reading import Printed

VERIFIER = Path(__file__).parents[4] / "contrib" / "verify_ledger.py"
LIFE = (
    b.event(EventKind.MANUFACTURE, b.year(2004)),
    b.event(EventKind.SURRENDER, b.day("2024-05-06"), place="Harbour"),
    b.event(EventKind.DESTRUCTION, b.day("2024-07-01"), place="Harbour"),
)


@pytest.fixture
def firearm(cast: Cast) -> Firearm:
    return b.firearm(cast.registrar, "BKS012", b.maker(), life=LIFE)


def test_what_can_be_printed_is_listed(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    answer = signed_in("registrar").get(reverse("registry:papers", args=[record_of(firearm)]))
    for words in ("6 May 2024", "Receipt for a surrendered firearm", "Certificate of destruction"):
        assert words in answer.text
    assert answer.text.count("(PDF)</a>") == 2


def test_a_record_without_such_events_says_what_to_do(signed_in: Callable[..., Client], cast: Cast) -> None:
    record = record_of(b.firearm(cast.registrar, "BKS013"))
    assert "Record what happened first" in signed_in("registrar").get(f"/firearms/{record}/papers/").text


def test_a_number_typed_in_another_way_leads_to_the_papers(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    record = record_of(firearm)
    answer = signed_in("registrar").get(f"/firearms/{record.lower()}/papers/")
    assert answer.headers["Location"] == f"/firearms/{record}/papers/"


@pytest.mark.usefixtures("printing")
def test_a_receipt_is_handed_out_as_a_file(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    record = record_of(firearm)
    answer = signed_in("registrar").get(f"/firearms/{record}/papers/2/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f'filename="surrender-{record}-' in answer.headers["Content-Disposition"]
    printed = Printed.of(answer.content)
    for words in ("Corvania", "National registry", "registrar", "BKS012", "Harbour", "6 May 2024", record):
        assert words in printed.text
    told = json.loads(printed.attached("surrender.json"))
    assert (told["paper"], told["firearm"]["serial"], told["event"]["happened"]) == (
        "surrender",
        "BKS012",
        "2024-05-06",
    )


@pytest.mark.usefixtures("printing")
def test_a_paper_is_printed_in_the_language_that_was_chosen(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    client = signed_in("registrar")
    address = f"/firearms/{record_of(firearm)}/papers/3/"
    assert Printed.of(client.get(address, {"language": "qps-plocm"}).content).root["/Lang"] == "zxx"
    assert Printed.of(client.get(address, {"language": "tlh"}).content).root["/Lang"] == "en"


def test_what_no_paper_is_printed_about_and_what_was_withdrawn(
    cast: Cast, signed_in: Callable[..., Client], firearm: Firearm
) -> None:
    client, address = signed_in("registrar"), f"/firearms/{record_of(firearm)}/papers/"
    assert client.get(f"{address}1/").status_code == 404
    assert client.get(f"{address}99/").status_code == 404
    right = b.event(EventKind.SURRENDER, Happened.in_year(2024))
    correct_event(actor=cast.registrar, firearm=firearm, ordinal=2, right=right, reason="the month was misread")
    withdrawn = client.get(f"{address}2/")
    assert withdrawn.status_code == 409
    assert "Print the one that corrects it" in withdrawn.text


def test_what_is_hidden_answers_as_what_is_not_there(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    for member in ("outsider", "administrator"):
        client = signed_in(member)
        assert client.get(f"/firearms/{record_of(firearm)}/papers/").status_code == 404
        assert client.get(f"/firearms/{record_of(firearm)}/papers/2/").status_code == 404


def test_a_node_that_cannot_print_says_so_on_the_page(
    signed_in: Callable[..., Client], firearm: Firearm, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "unreadiness", lambda: "This node cannot print papers yet")
    answer = signed_in("registrar").get(f"/firearms/{record_of(firearm)}/papers/")
    assert "This node cannot print papers yet" in answer.text


def test_the_record_leads_to_its_papers(signed_in: Callable[..., Client], firearm: Firearm) -> None:
    record = record_of(firearm)
    assert f"/firearms/{record}/papers/" in signed_in("registrar").get(f"/firearms/{record}/").text


FORM = {"recipient": "Court of Wendel", "reason": "Request 12/26", "language": "en", "key": "0123456789abcdef"}


@pytest.fixture
def with_keys(firearm: Firearm) -> Firearm:
    """The firearm, on a node that has its keys and has sealed nothing yet."""
    keys.make(current())
    (current().path / "checkpoint").unlink(missing_ok=True)
    return firearm


@pytest.mark.usefixtures("printing")
def test_evidence_is_given_as_one_file_with_a_bundle_inside_that_anybody_checks(
    signed_in: Callable[..., Client], with_keys: Firearm, tmp_path: Path
) -> None:
    record = record_of(with_keys)
    answer = signed_in("registrar").post(f"/firearms/{record}/evidence.pdf", FORM)
    assert answer.headers["Content-Type"] == "application/pdf"
    printed = Printed.of(answer.content)
    for words in ("Court of Wendel", "Request 12/26", "Surrendered", "How this is proved", record, "BKS012"):
        assert words in printed.text
    file = tmp_path / "evidence.json"
    file.write_bytes(printed.attached("evidence.json"))
    bundle = json.loads(file.read_bytes())
    check = [sys.executable, "-I", str(VERIFIER), str(file), "--key", bundle["key"]]
    checked = subprocess.run(check, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert (bundle["told"]["record"], len(bundle["told"]["history"])) == (record, 3)
    assert Entry.objects.latest("id").pk == bundle["given_in_entry"]


@pytest.mark.usefixtures("printing")
def test_evidence_that_is_asked_for_twice_is_given_once_and_to_another_again(
    signed_in: Callable[..., Client], with_keys: Firearm
) -> None:
    client, address = signed_in("registrar"), f"/firearms/{record_of(with_keys)}/evidence.pdf"
    assert client.post(address, FORM).status_code == 200
    again = client.post(address, FORM, follow=True)
    assert "This evidence was given already, under entry" in again.text
    assert client.post(address, {**FORM, "recipient": "Court of Dorland"}).status_code == 200
    assert Entry.objects.filter(action="registry.give_evidence").count() == 2


def test_evidence_without_a_reason_is_refused_beside_the_field(
    signed_in: Callable[..., Client], with_keys: Firearm
) -> None:
    address = f"/firearms/{record_of(with_keys)}/evidence.pdf"
    answer = signed_in("registrar").post(address, {**FORM, "reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.text
    assert "Court of Wendel" in answer.text


def test_nobody_gives_evidence_of_what_is_hidden(signed_in: Callable[..., Client], with_keys: Firearm) -> None:
    for member in ("outsider", "administrator"):
        answer = signed_in(member).post(f"/firearms/{record_of(with_keys)}/evidence.pdf", FORM)
        assert answer.status_code == 404
