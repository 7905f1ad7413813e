"""The house, checked: what each address answers each role about real things, and how many statements a page costs."""

import dataclasses
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from salwa.contexts.identity.public import set_password
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.public import NewProposal, open_finding, propose_transfer, record_of
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.test_routes import SAMPLES, Route, routes

NOT_READ = 405
# These answer whatever is sent as they answer a reader.
READ_HOWEVER_ASKED = {"/api/v1/docs", "/api/v1/openapi.json"}
# An address of two records names one and another here, where that matters.
OF_ROUTE = {"/firearms/{record}/beside/{other}/": "/firearms/{record}/beside/{record}/"}
# What a number in an address is the number of, where it is not that of a finding.
NUMBERED = {"/lines/": "line", "/proposals/": "proposal"}
MEMBERS = tuple(field.name for field in dataclasses.fields(Cast))
FILE = b"external_id,serial,make\nX1,A12345,Glock\n"


def all_(status: int, **others: int) -> dict[str, int]:
    """The same answer to everybody but those named."""
    return {member: others.get(member, status) for member in MEMBERS}


# The record is one of the National registry, the import is the registrar's own. A role that opens records sees the
# agency's own; registrars, tracing officers and auditors of the registry and the tracing desk see those of the State.
OF_THE_RECORD = all_(404, registrar=200, tracing_officer=200, licensing_officer=200, auditor=200)
ONLY_KEPT = OF_THE_RECORD | {"tracing_officer": 403, "licensing_officer": 403, "auditor": 403}
OF_THE_IMPORT = all_(403, registrar=200, outside_registrar=404)
READS = all_(200, administrator=403)
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
    "/firearms/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
    "/holders/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
    "/firearms/{record}/holds/": OF_THE_RECORD,
    "/firearms/{record}/lines/{line}/": OF_THE_RECORD
    | {"tracing_officer": 403, "licensing_officer": 403, "auditor": 403},
    "/firearms/{record}/record/": OF_THE_RECORD | {"auditor": 403},
    "/firearms/{record}/record/{kind}/": OF_THE_RECORD | {"tracing_officer": 403, "auditor": 403},
    "/proposals/": READS,
    "/proposals/{proposal}/": OF_THE_RECORD,
    "/due/": READS,
    "/health/": all_(200),
    "/identify/": READS,
    "/import/": all_(403, registrar=200, outside_registrar=200),
    "/import/{job}/": OF_THE_IMPORT,
    "/import/{job}/doubts/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/rejects/": all_(403, registrar=404, outside_registrar=404),
    "/import/{job}/start/": all_(405),
    "/language/": all_(302),
    "/sign-in/": all_(302),
    "/sign-out/": all_(405),
}
# Statements of a page that is read by the registrar, four of them for the session, the user and the transaction.
STATEMENTS = {
    "/": 5,
    "/findings/": 14,
    "/findings/{finding}/": 20,
    "/firearms/": 19,
    "/firearms/new/": 10,
    "/holders/new/": 5,
    "/due/": 12,
    "/proposals/": 16,
    "/proposals/{proposal}/": 20,
    "/firearms/{record}/holds/": 23,
    "/firearms/{record}/lines/{line}/": 50,
    "/firearms/{record}/record/": 26,
    "/firearms/{record}/record/{kind}/": 24,
    "/firearms/{record}/": 44,
    "/firearms/{record}/beside/{record}/": 68,
    "/health/": 2,
    "/identify/": 5,
    "/import/": 5,
    "/import/{job}/": 5,
    "/import/{job}/doubts/": 5,
    "/import/{job}/rejects/": 5,
    "/language/": 2,
    "/sign-in/": 2,
}
PHRASE = "a long walk by the river"
NEW_FIREARM: dict[str, object] = {
    "marks-TOTAL_FORMS": "0",
    "marks-INITIAL_FORMS": "0",
    "serial": "NEW771",
    "control": "1",
    "registered": "2020",
}


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


# What is taken at each address to which something may be sent. A new one is given its example here.
SENT: dict[str, Sent] = {
    "/api/v1/firearms/search": Sent(200, 20, json={"serial": "BKS012"}),
    "/api/v1/identify": Sent(200, 14, json={"serial": "BKS012"}),
    "/api/v1/imports": Sent(202, 4, register),
    "/api/v1/imports/preview": Sent(200, 4, register),
    "/findings/{finding}/": Sent(302, 26, lambda: {"reason": "looked"}),
    "/firearms/": Sent(200, 23, lambda: {"number": "BKS012"}),
    "/firearms/{record}/beside/{other}/": Sent(302, 87, lambda: {"outcome": "first", "reason": "the same"}),
    "/firearms/new/": Sent(302, 60, lambda: NEW_FIREARM),
    "/holders/new/": Sent(200, 14, lambda: {"kind": "2", "name": "Vale Arms"}),
    "/firearms/{record}/holds/": Sent(302, 38, lambda: {"kind": "1", "reference": "T 1", "reason": "open trace"}),
    "/firearms/{record}/lines/{line}/": Sent(302, 79, lambda: {"when": "2006", "reason": "misread"}),
    "/firearms/{record}/record/{kind}/": Sent(302, 52, lambda: {"when": "2020", "holder": "Vale Arms"}),
    "/proposals/{proposal}/": Sent(302, 42, lambda: {"act": "withdraw", "reason": "gone"}),
    "/identify/": Sent(200, 15, lambda: {"marks": "GLOCK BKS O12"}),
    "/import/": Sent(302, 4, register),
    "/import/{job}/start/": Sent(302, 4),
    "/language/": Sent(302, 2, lambda: {"language": "qps-plocm"}),
    "/sign-in/": Sent(302, 9, lambda: {"username": "registrar", "password": PHRASE}, is_signed_in=False),
    "/sign-out/": Sent(302, 4),
}


@dataclass(frozen=True, slots=True)
class Things:
    """What the variable parts of an address name.

    Two records, an import that was handed in, a finding, a line of the first record, a kind of event, a proposal.
    """

    record: str
    other: str
    job: str
    finding: int
    proposal: int
    line: int = 1
    kind: str = "sale"

    def path(self, name: str) -> str:
        return name.format(**dataclasses.asdict(self))


def name_of(route: Route) -> str:
    """The address as the tables have it."""
    part = "{job}" if "import" in route.path else "{record}"
    named = route.path.replace(SAMPLES["str"], part).replace(SAMPLES["uuid"], part)
    number = next((word for at, word in NUMBERED.items() if at in named), "finding")
    named = named.replace("/record/{record}/", "/record/{kind}/")
    return named.replace(f"/{SAMPLES['int']}/", f"/{{{number}}}/")


def entered(member: str) -> Client:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(get_user_model().objects.get(username=member))
    return client


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
    return Things(record_of(row), record_of(other), job, finding.pk, proposal.pk)


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
