"""The house, checked: what each address answers each role about real things, and how many statements it costs."""

import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salwa.contexts.identity.public import set_password
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.public import NewProposal, open_finding, propose_transfer, record_of
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.answers import ANSWERS, MEMBERS
from tests.house.sent import PHRASE, SENT
from tests.house.statements import STATEMENTS
from tests.house.test_routes import routes
from tests.house.things import FILE, Things, entered, licences, name_of, of_marking

NOT_READ = 405
# These answer whatever is sent as they answer a reader.
READ_HOWEVER_ASKED = {"/api/v1/docs", "/api/v1/openapi.json"}
# An address of two records names one and another here, where that matters.
OF_ROUTE = {"/firearms/{record}/beside/{other}/": "/firearms/{record}/beside/{record}/"}


@pytest.fixture
def things(cast: Cast) -> Things:
    b.company(cast.registrar, "Vale Arms")
    row = b.firearm(cast.registrar, "BKS012", b.maker(), life=(b.event(EventKind.MANUFACTURE, b.year(2004)),))
    other = b.firearm(cast.registrar, "BKS799", b.maker())
    finding = open_finding(actor=cast.registrar, firearm=row, kind=FindingKind.OTHER, text="Look again")
    sent = entered("registrar").post("/import/", {"file": SimpleUploadedFile("r.csv", FILE, "text/csv")})
    with b.pack(b.ASKING):
        proposal = propose_transfer(
            actor=cast.registrar,
            firearm=other,
            proposed=NewProposal(kind=EventKind.SALE, taker=b.company(cast.registrar, "Hill Arms")),
        )
    job = sent.headers["Location"].strip("/").split("/")[1]
    more = licences(cast) | of_marking(cast)
    return Things(record_of(row), record_of(other), job, finding.pk, proposal.pk, more)


def test_every_address_is_in_the_tables() -> None:
    assert {name_of(route) for route in routes()} == set(ANSWERS), "say what the new address answers to each role"
    pages = {name_of(route) for route in routes() if not route.is_api}
    read = {name for name in pages if ANSWERS[name]["registrar"] != NOT_READ}
    assert read == set(STATEMENTS), "say how many statements the new page may cost"


@pytest.mark.parametrize("member", MEMBERS)
def test_every_role_gets_its_answer_about_real_things(things: Things, member: str) -> None:
    client = entered(member)
    told = {name: client.get(things.path(name)).status_code for name in ANSWERS}
    assert told == {name: answers[member] for name, answers in ANSWERS.items()}


@pytest.mark.parametrize("member", [member for member in MEMBERS if member != "registrar"])
def test_nobody_else_starts_the_registrar_s_import(things: Things, member: str) -> None:
    answer = entered(member).post(things.path("/import/{job}/start/"))
    assert answer.status_code == (404 if member == "outside_registrar" else 403)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_page_costs_no_more_statements_than_it_did(things: Things, name: str) -> None:
    client = entered("registrar")
    with CaptureQueriesContext(connection) as asked:
        client.get(things.path(name))
    assert len(asked) <= STATEMENTS[name], "\n".join(one["sql"][:200] for one in asked)


@pytest.fixture
def no_import_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin a process that ends at once in the place of one that imports into the node's own database."""
    monkeypatch.setattr(sys, "executable", "/bin/true")


def test_whatever_may_be_sent_has_its_example(things: Things, no_import_runs: None) -> None:
    taken = {name for name in ANSWERS if entered("registrar").post(things.path(name)).status_code not in (404, 405)}
    assert taken - READ_HOWEVER_ASKED == {OF_ROUTE.get(name, name) for name in SENT}, (
        "give what the new address takes an example"
    )


@pytest.mark.parametrize("name", SENT)
def test_what_is_sent_is_taken_and_costs_no_more_statements_than_it_did(
    cast: Cast, things: Things, no_import_runs: None, name: str
) -> None:
    set_password(actor=cast.administrator, username="registrar", password=PHRASE)
    sent = SENT[name]
    client = sent.client()
    with CaptureQueriesContext(connection) as asked:
        answer = sent.to(things.path(name), client)
    assert answer.status_code == sent.status, answer.content
    assert len(asked) <= sent.statements, f"{len(asked)} statements:\n" + "\n".join(one["sql"][:200] for one in asked)
