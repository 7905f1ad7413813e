"""The house, checked: what each address answers each role about real things, and how many statements a page costs."""

import dataclasses
from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.public import open_finding, record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.house.test_routes import SAMPLES, Route, routes

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
ANSWERS: dict[str, dict[str, int]] = {
    "/": all_(200),
    "/api/v1/": all_(404),
    "/api/v1/docs": all_(200),
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
    "/sign-in/": all_(302),
    "/sign-out/": all_(405),
}
# Statements of a page for the registrar, four of them for the session, the user and the transaction.
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
    "/import/{job}/start/": 2,
    "/language/": 2,
    "/sign-in/": 2,
    "/sign-out/": 2,
}


@dataclass(frozen=True, slots=True)
class Things:
    """A record, an import that was handed in, and a finding: what the variable parts of an address name."""

    record: str
    job: str
    finding: int

    def path(self, name: str) -> str:
        return name.format(record=self.record, job=self.job, finding=self.finding)


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
    finding = open_finding(actor=cast.registrar, firearm=row, kind=FindingKind.OTHER, text="Look again")
    sent = entered("registrar").post("/import/", {"file": SimpleUploadedFile("r.csv", FILE, "text/csv")})
    return Things(record_of(row), sent.headers["Location"].strip("/").split("/")[1], finding.pk)


def test_every_address_is_in_the_tables() -> None:
    assert {name_of(route) for route in routes()} == set(ANSWERS), "say what the new address answers to each role"
    pages = {name_of(route) for route in routes() if not route.is_api}
    assert pages == set(STATEMENTS), "say how many statements the new page may cost"


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
