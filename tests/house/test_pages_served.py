"""The house, checked: what each address answers each role about real things, and how many statements a page costs."""

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from salwa.contexts.identity.public import set_password
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.public import open_finding, record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.test_routes import SAMPLES, Route, routes

NOT_READ = 405
# These answer whatever is sent as they answer a reader.
READ_HOWEVER_ASKED = {"/api/v1/docs", "/api/v1/openapi.json"}
# An address of two records names one and another here, where that matters.
OF_ROUTE = {"/firearms/{record}/beside/{other}/": "/firearms/{record}/beside/{record}/"}
MEMBERS = tuple(field.name for field in dataclasses.fields(Cast))
FILE = b"external_id,serial,make\nX1,A12345,Glock\n"


def all_(status: int, **others: int) -> dict[str, int]:
    """The same answer to everybody but those named."""
    return {member: others.get(member, status) for member in MEMBERS}


# The record is one of the National registry, the import is the registrar's own. A role that opens records sees the
# agency's own; registrars, tracing officers and auditors of the registry and the tracing desk see those of the State.
OF_THE_RECORD = all_(404, registrar=200, tracing_officer=200, licensing_officer=200, auditor=200)
OF_THE_IMPORT = all_(403, registrar=200, outside_registrar=404)
READS = all_(200, administrator=403)
OF_THE_STATE = all_(403, registrar=200, auditor=200)
ANSWERS: dict[str, dict[str, int]] = {
    "/": all_(200),
    "/api/v1/": all_(404),
    "/api/v1/docs": all_(200),
    "/api/v1/findings": READS,
    "/api/v1/firearms": all_(403, registrar=200, licensing_officer=200, auditor=200, outside_registrar=200),
    "/api/v1/firearms/search": all_(405),
    "/api/v1/firearms/{record}": OF_THE_RECORD,
    "/api/v1/firearms/{record}/history": OF_THE_RECORD,
    "/api/v1/identify": all_(405),
    "/api/v1/imports": all_(405),
    "/api/v1/imports/preview": all_(405),
    "/api/v1/imports/{job}": OF_THE_IMPORT,
    "/api/v1/openapi.json": all_(200),
    "/firearms/": READS,
    "/findings/": READS,
    "/findings/{finding}/": OF_THE_RECORD,
    "/firearms/{record}/": OF_THE_RECORD,
    "/firearms/{record}/beside/{record}/": OF_THE_RECORD,
    "/health/": all_(200),
    "/identify/": READS,
    "/import/": all_(403, registrar=200, outside_registrar=200),
    "/import/{job}/": OF_THE_IMPORT,
    "/import/{job}/doubts/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/rejects/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/start/": all_(405),
    "/language/": all_(302),
    "/retention/": OF_THE_STATE,
    "/retention/due/": OF_THE_STATE,
    "/retention/hand-overs/": OF_THE_STATE,
    "/retention/hand-overs/new/": all_(403, registrar=200),
    "/retention/hand-overs/none/": all_(403, registrar=404, auditor=404),
    "/retention/holds/": OF_THE_STATE,
    "/retention/holds/new/": OF_THE_STATE,
    "/retention/holds/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/": OF_THE_STATE,
    "/retention/proposals/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/none/lines/": all_(403, registrar=404, auditor=404),
    "/retention/rules/": OF_THE_STATE,
    "/rules/": all_(200),
    "/sign-in/": all_(302),
    "/sign-out/": all_(405),
}
# Statements of a page that is read by the registrar, four of them for the session, the user and the transaction.
STATEMENTS = {
    "/": 5,
    "/findings/": 14,
    "/findings/{finding}/": 20,
    "/firearms/": 19,
    "/firearms/{record}/": 31,
    "/firearms/{record}/beside/{record}/": 60,
    "/health/": 2,
    "/identify/": 5,
    "/import/": 5,
    "/import/{job}/": 5,
    "/import/{job}/doubts/": 5,
    "/import/{job}/rejects/": 5,
    "/language/": 2,
    "/retention/": 15,
    "/retention/due/": 13,
    "/retention/hand-overs/": 11,
    "/retention/hand-overs/new/": 5,
    "/retention/hand-overs/none/": 10,
    "/retention/holds/": 11,
    "/retention/holds/new/": 5,
    "/retention/holds/none/": 10,
    "/retention/proposals/": 12,
    "/retention/proposals/none/": 10,
    "/retention/proposals/none/lines/": 10,
    "/retention/rules/": 5,
    "/rules/": 5,
    "/sign-in/": 2,
}
PHRASE = "a long walk by the river"


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent to an address and taken there: the status it is answered, and the most statements it may cost."""

    status: int
    statements: int
    form: Callable[[], dict[str, object]] = dict
    json: dict[str, str] | None = None
    is_signed_in: bool = True

    def client(self) -> Client:
        """Who sends it: the registrar, or one who is about to sign in."""
        return entered("registrar") if self.is_signed_in else Client(headers={"host": "localhost"})

    def to(self, path: str, client: Client) -> HttpResponse:
        """Send it."""
        if self.json is not None:
            return client.post(path, self.json, content_type="application/json")
        return client.post(path, self.form())


def register() -> dict[str, object]:
    """A file to hand in."""
    return {"file": SimpleUploadedFile("r.csv", FILE, "text/csv")}


def closed_dealer() -> dict[str, object]:
    """A dealer whose records the State takes over."""
    facts = {"company": "Harbour Arms", "ceased": "2020-03-31", "carrier": "1", "pieces": "3"}
    return {**facts, "kept_at": "Archive", "reason": "closed"}


def case() -> dict[str, object]:
    """A case that holds what is about it."""
    review = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    return {"kind": "3", "reference": "7/2026", "authority": "Court", "review": review, "reason": "case"}


# What is taken at each address to which something may be sent. A new one is given its example here.
SENT: dict[str, Sent] = {
    "/api/v1/firearms/search": Sent(200, 20, json={"serial": "BKS012"}),
    "/api/v1/identify": Sent(200, 14, json={"serial": "BKS012"}),
    "/api/v1/imports": Sent(202, 4, register),
    "/api/v1/imports/preview": Sent(200, 4, register),
    "/findings/{finding}/": Sent(302, 26, lambda: {"reason": "looked"}),
    "/firearms/": Sent(200, 23, lambda: {"number": "BKS012"}),
    "/firearms/{record}/beside/{other}/": Sent(302, 83, lambda: {"outcome": "first", "reason": "the same"}),
    "/identify/": Sent(200, 15, lambda: {"marks": "GLOCK BKS O12"}),
    "/import/": Sent(302, 4, register),
    "/import/{job}/start/": Sent(302, 4),
    "/language/": Sent(302, 2, lambda: {"language": "qps-plocm"}),
    "/retention/due/": Sent(422, 13, lambda: {"reason": " "}),
    "/retention/hand-overs/new/": Sent(302, 26, closed_dealer),
    "/retention/holds/new/": Sent(302, 14, case),
    "/sign-in/": Sent(302, 9, lambda: {"username": "registrar", "password": PHRASE}, is_signed_in=False),
    "/sign-out/": Sent(302, 4),
}


@dataclass(frozen=True, slots=True)
class Things:
    """Two records, an import that was handed in, and a finding: what the variable parts of an address name."""

    record: str
    other: str
    job: str
    finding: int

    def path(self, name: str) -> str:
        return name.format(record=self.record, other=self.other, job=self.job, finding=self.finding)


def name_of(route: Route) -> str:
    """The address as the tables have it."""
    part = "{job}" if "import" in route.path else "{record}"
    named = route.path.replace(SAMPLES["str"], part).replace(SAMPLES["uuid"], part)
    return named.replace(f"/{SAMPLES['int']}/", "/{finding}/")


def entered(member: str) -> Client:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=member))
    return client


@pytest.fixture
def things(cast: Cast) -> Things:
    row = b.firearm(cast.registrar, "BKS012", b.maker())
    other = b.firearm(cast.registrar, "BKS799", b.maker())
    finding = open_finding(actor=cast.registrar, firearm=row, kind=FindingKind.OTHER, text="Look again")
    sent = entered("registrar").post("/import/", {"file": SimpleUploadedFile("r.csv", FILE, "text/csv")})
    return Things(record_of(row), record_of(other), sent.headers["Location"].strip("/").split("/")[1], finding.pk)


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
    assert len(asked) <= sent.statements, "\n".join(one["sql"][:200] for one in asked)
