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
# What a number in an address is the number of, where it is not that of a finding.
NUMBERED = {"/lines/": "line", "/proposals/": "proposal"}
# What the numbers in the addresses of marking name.
MARKED = {
    "consignments": "marking_consignment",
    "discrepancies": "marking_discrepancy",
    "jobs": "marking_job",
    "machines": "marking_machine",
    "series": "marking_series",
    "spells": "marking_spell",
}
MEMBERS = tuple(field.name for field in dataclasses.fields(Cast))
FILE = b"external_id,serial,make\nX1,A12345,Glock\n"


def all_(status: int, **others: int) -> dict[str, int]:
    """The same answer to everybody but those named."""
    return {member: others.get(member, status) for member in MEMBERS}


# What stands in the place of the variable parts of an address of licences, by the part before it.
OF_LICENCES = {
    "holders": "{holder}",
    "applications": "{application}",
    "inspections": "{inspection}",
    "stock-takes": "{stock_take}",
    "tasks": "{task}",
    "licence": "{licence}",
    "person": "{number}",
    "due": "inspections-due",
    "new": "company",
    "book": "csv",
    "record": "check",
    "end": "check",
    "check": "{check}",
    "{application}": "grant",
    "{licence}": "suspend",
}


# The record is one of the National registry, the import is the registrar's own. A role that opens records sees the
# agency's own; registrars, tracing officers and auditors of the registry and the tracing desk see those of the State.
OF_THE_RECORD = all_(404, registrar=200, tracing_officer=200, licensing_officer=200, auditor=200)
OF_THE_PARTS = all_(404, registrar=200, tracing_officer=403, licensing_officer=403, auditor=403)
ONLY_KEPT = OF_THE_RECORD | {"tracing_officer": 403, "licensing_officer": 403, "auditor": 403}
OF_THE_RECORD = all_(
    404, registrar=200, tracing_officer=200, licensing_officer=200, second_officer=200, inspector=200, auditor=200
)
READERS = {"registrar": 200, "licensing_officer": 200, "second_officer": 200, "inspector": 200, "auditor": 200}
LICENCES = all_(403, **READERS, outside_registrar=200)
OF_THE_FILE = all_(403, **READERS, outside_registrar=404)
OF_THE_LICENCE = all_(404, **READERS)
DECIDED = all_(403, licensing_officer=200, second_officer=200)
OF_THE_IMPORT = all_(403, registrar=200, outside_registrar=404)
READS = all_(200, administrator=403)
OF_THE_STATE = all_(403, registrar=200, auditor=200)
# Of the marking: a consignment, a job and a discrepancy of the registry's, seen by those who mark, inspect or audit.
MARKING = all_(403, registrar=200, armourer=200, auditor=200, outside_registrar=200)
OF_THE_MARKING = all_(404, registrar=200, auditor=200)
PLANS = all_(403, registrar=200, outside_registrar=200)
ANSWERS: dict[str, dict[str, int]] = {
    "/": all_(200),
    "/api/v1/": all_(404),
    "/api/v1/docs": all_(200),
    "/api/v1/findings": READS,
    "/api/v1/firearms": all_(
        403, registrar=200, licensing_officer=200, second_officer=200, auditor=200, outside_registrar=200
    ),
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
    "/firearms/{record}/evidence.pdf": all_(405),
    "/firearms/{record}/papers/": OF_THE_RECORD,
    # Nothing has happened to this one that a paper is printed about.
    "/firearms/{record}/papers/{finding}/": all_(404),
    "/firearms/{record}/parts/calibre/": OF_THE_PARTS,
    "/firearms/{record}/parts/exchange/": OF_THE_PARTS,
    "/firearms/{record}/parts/fit/": OF_THE_PARTS,
    "/firearms/{record}/parts/measure/": OF_THE_PARTS,
    "/firearms/{record}/parts/report/": OF_THE_PARTS,
    "/firearms/{record}/parts/take-out/": OF_THE_PARTS,
    "/parts/new/": all_(403, registrar=200, licensing_officer=200, outside_registrar=200),
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
    "/retention/": OF_THE_STATE,
    "/retention/due/": OF_THE_STATE,
    "/retention/hand-overs/": OF_THE_STATE,
    "/retention/hand-overs/new/": all_(403, registrar=200),
    "/retention/hand-overs/none/": all_(403, registrar=404, auditor=404),
    "/retention/hand-overs/none/receipt.pdf": all_(403, registrar=404, auditor=404),
    "/retention/proposals/none/certificate.pdf": all_(403, registrar=404, auditor=404),
    "/retention/holds/": OF_THE_STATE,
    "/retention/holds/new/": OF_THE_STATE,
    "/retention/holds/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/": OF_THE_STATE,
    "/retention/proposals/none/": all_(403, registrar=404, auditor=404),
    "/retention/proposals/none/lines/": all_(403, registrar=404, auditor=404),
    "/retention/rules/": OF_THE_STATE,
    "/rules/": all_(200),
    "/licences/": LICENCES,
    "/licences/applications/{application}/": OF_THE_LICENCE,
    "/licences/applications/{application}/grant/": DECIDED,
    "/licences/due/inspections-due/": LICENCES,
    "/licences/due/inspections-due/csv/": LICENCES,
    "/licences/holders/": LICENCES,
    "/licences/holders/new/company/": DECIDED,
    "/licences/holders/{holder}/": OF_THE_FILE,
    "/licences/holders/{holder}/book/": OF_THE_FILE,
    "/licences/holders/{holder}/book/csv/": OF_THE_FILE,
    "/licences/holders/{holder}/end/check/{check}/": DECIDED,
    "/licences/holders/{holder}/record/check/": DECIDED,
    "/licences/holders/{holder}/stock/": all_(403, inspector=200),
    "/licences/inspections/{inspection}/": OF_THE_LICENCE,
    "/licences/licence/{licence}/": OF_THE_LICENCE,
    "/licences/licence/{licence}/paper/": OF_THE_LICENCE,
    "/licences/licence/{licence}/paper.pdf": OF_THE_LICENCE,
    "/licences/licence/{licence}/suspend/": DECIDED,
    "/licences/person/": LICENCES,
    "/licences/person/{number}/file/": all_(405),
    "/licences/stock-takes/{stock_take}/": OF_THE_LICENCE,
    "/licences/tasks/{task}/": OF_THE_LICENCE,
    "/marking/": MARKING,
    "/marking/consignments/": MARKING,
    "/marking/consignments/new/": PLANS,
    "/marking/consignments/{marking_consignment}/": OF_THE_MARKING,
    "/marking/consignments/{marking_consignment}/plan/": all_(405),
    "/marking/discrepancies/{marking_discrepancy}/": OF_THE_MARKING,
    "/marking/jobs/": MARKING,
    "/marking/jobs/{marking_job}/": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/act/": all_(405),
    "/marking/jobs/{marking_job}/files/": all_(403, registrar=200, auditor=200, armourer=404, outside_registrar=404),
    "/marking/jobs/{marking_job}/report/": all_(404, registrar=200, auditor=403),
    "/marking/jobs/{marking_job}/report/file/": all_(405),
    "/marking/jobs/{marking_job}/send/": all_(405),
    "/marking/jobs/{marking_job}/sheet/": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/sheet.pdf": OF_THE_MARKING,
    "/marking/jobs/{marking_job}/verify/": all_(404, registrar=200, auditor=403),
    "/marking/machines/": MARKING,
    "/marking/machines/{marking_machine}/": OF_THE_MARKING,
    "/marking/machines/{marking_machine}/operators/": all_(405),
    "/marking/pads/": PLANS,
    "/marking/series/": MARKING,
    "/marking/series/{marking_series}/": OF_THE_MARKING,
    "/marking/spells/{marking_spell}/end/": all_(405),
    "/sign-in/": all_(302),
    "/sign-out/": all_(405),
}
# Where the second officer and the inspector are answered otherwise than the line says.
OTHERWISE: dict[str, dict[str, int]] = {
    "/firearms/new/": {"second_officer": 200},
    "/firearms/{record}/lines/{line}/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/calibre/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/exchange/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/fit/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/measure/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/report/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/parts/take-out/": {"second_officer": 403, "inspector": 403},
    "/firearms/{record}/record/{kind}/": {"inspector": 403},
    "/holders/new/": {"second_officer": 200},
    "/marking/": {"inspector": 200},
    "/marking/consignments/": {"inspector": 200},
    "/marking/consignments/{marking_consignment}/": {"inspector": 200},
    "/marking/discrepancies/{marking_discrepancy}/": {"inspector": 200},
    "/marking/jobs/": {"inspector": 200},
    "/marking/jobs/{marking_job}/": {"inspector": 200},
    "/marking/jobs/{marking_job}/files/": {"inspector": 200},
    "/marking/jobs/{marking_job}/report/": {"inspector": 403},
    "/marking/jobs/{marking_job}/sheet.pdf": {"inspector": 200},
    "/marking/jobs/{marking_job}/sheet/": {"inspector": 200},
    "/marking/jobs/{marking_job}/verify/": {"inspector": 200},
    "/marking/machines/": {"inspector": 200},
    "/marking/machines/{marking_machine}/": {"inspector": 200},
    "/marking/series/": {"inspector": 200},
    "/marking/series/{marking_series}/": {"inspector": 200},
    "/parts/new/": {"second_officer": 200},
}
ANSWERS |= {address: ANSWERS[address] | told for address, told in OTHERWISE.items()}
# Statements of a page that is read by the registrar, four of them for the session, the user and the transaction.
STATEMENTS = {
    "/": 5,
    "/findings/": 14,
    "/findings/{finding}/": 20,
    "/firearms/": 19,
    "/firearms/{record}/papers/": 31,
    "/firearms/{record}/papers/{finding}/": 31,
    "/firearms/{record}/": 44,
    "/firearms/{record}/beside/{record}/": 70,
    "/firearms/{record}/parts/calibre/": 45,
    "/firearms/{record}/parts/exchange/": 45,
    "/firearms/{record}/parts/fit/": 45,
    "/firearms/{record}/parts/measure/": 45,
    "/firearms/{record}/parts/report/": 45,
    "/firearms/{record}/parts/take-out/": 45,
    "/parts/new/": 5,
    "/firearms/new/": 10,
    "/holders/new/": 5,
    "/due/": 12,
    "/proposals/": 16,
    "/proposals/{proposal}/": 20,
    "/firearms/{record}/holds/": 23,
    "/firearms/{record}/lines/{line}/": 50,
    "/firearms/{record}/record/": 26,
    "/firearms/{record}/record/{kind}/": 24,
    "/health/": 2,
    "/identify/": 5,
    "/import/": 5,
    "/import/{job}/": 5,
    "/import/{job}/doubts/": 5,
    "/import/{job}/rejects/": 5,
    "/language/": 2,
    "/retention/": 18,
    "/retention/due/": 13,
    "/retention/hand-overs/": 11,
    "/retention/hand-overs/new/": 5,
    "/retention/hand-overs/none/": 10,
    "/retention/hand-overs/none/receipt.pdf": 10,
    "/retention/proposals/none/certificate.pdf": 10,
    "/retention/holds/": 13,
    "/retention/holds/new/": 5,
    "/retention/holds/none/": 10,
    "/retention/proposals/": 12,
    "/retention/proposals/none/": 10,
    "/retention/proposals/none/lines/": 10,
    "/retention/rules/": 5,
    "/rules/": 5,
    "/licences/": 19,
    "/licences/applications/{application}/": 23,
    "/licences/applications/{application}/grant/": 5,
    "/licences/due/inspections-due/": 13,
    "/licences/due/inspections-due/csv/": 11,
    "/licences/holders/": 11,
    "/licences/holders/new/company/": 5,
    "/licences/holders/{holder}/": 39,
    "/licences/holders/{holder}/book/": 14,
    "/licences/holders/{holder}/book/csv/": 13,
    "/licences/holders/{holder}/end/check/{check}/": 5,
    "/licences/holders/{holder}/record/check/": 5,
    "/licences/holders/{holder}/stock/": 5,
    "/licences/inspections/{inspection}/": 13,
    "/licences/licence/{licence}/": 19,
    "/licences/licence/{licence}/paper/": 19,
    "/licences/licence/{licence}/paper.pdf": 24,
    "/licences/licence/{licence}/suspend/": 5,
    "/licences/person/": 5,
    "/licences/stock-takes/{stock_take}/": 13,
    "/licences/tasks/{task}/": 13,
    "/marking/": 42,
    "/marking/consignments/": 22,
    "/marking/consignments/new/": 5,
    "/marking/consignments/{marking_consignment}/": 54,
    "/marking/discrepancies/{marking_discrepancy}/": 14,
    "/marking/jobs/": 20,
    "/marking/jobs/{marking_job}/": 50,
    "/marking/jobs/{marking_job}/files/": 21,
    "/marking/jobs/{marking_job}/report/": 31,
    "/marking/jobs/{marking_job}/sheet/": 30,
    "/marking/jobs/{marking_job}/sheet.pdf": 35,
    "/marking/jobs/{marking_job}/verify/": 31,
    "/marking/machines/": 15,
    "/marking/machines/{marking_machine}/": 24,
    "/marking/pads/": 6,
    "/marking/series/": 13,
    "/marking/series/{marking_series}/": 15,
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
    who: str = "registrar"

    def client(self) -> Client:
        """Who sends it: the registrar, another who may, or one who is about to sign in."""
        return entered(self.who) if self.is_signed_in else Client(headers={"host": "localhost"})

    def to(self, path: str, client: Client) -> HttpResponse:
        """Send it."""
        if self.json is not None:
            return client.post(path, self.json, content_type="application/json")
        return client.post(path, self.form())


def register() -> dict[str, object]:
    """A file to hand in."""
    return {"file": SimpleUploadedFile("r.csv", FILE, "text/csv")}


def agency_of(member: str) -> int:
    """The agency of a member of the cast."""
    return actor_by_name(member).agency_id


def report() -> dict[str, object]:
    """A report of the number that is open."""
    mark = Job.objects.get().series.mark(2)
    return {"file": SimpleUploadedFile("r.csv", f"mark,outcome\n{mark},engraved\n".encode(), "text/csv")}


def reading_of() -> dict[str, object]:
    """What the registrar reads on the firearm that another marked."""
    return {f"read-{NumberOutcome.objects.get().pk}": "XC 1"}


def evidence() -> dict[str, object]:
    """What is typed to give evidence, on a node that has its keys and has sealed nothing yet."""
    keys.make(current())
    (current().path / "checkpoint").unlink(missing_ok=True)
    return {"recipient": "Court of Wendel", "reason": "Request 12/26", "language": "en", "key": "k"}


MOVED = {"happened": "2024-03-05", "reason": "worn"}


def closed_dealer() -> dict[str, object]:
    """A dealer whose records the State takes over."""
    facts = {"company": "Harbour Arms", "ceased": "2020-03-31", "carrier": "1", "pieces": "3"}
    return {**facts, "kept_at": "Archive", "reason": "closed"}


def case() -> dict[str, object]:
    """A case that holds what is about it."""
    review = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    return {"kind": "3", "reference": "7/2026", "authority": "Court", "review": review, "reason": "case"}


def acting(**given: object) -> Callable[[], dict[str, object]]:
    """A form that acts, with a key of its own."""
    return lambda: given | {"key": new_key()}


OFFICER, INSPECTOR = "licensing_officer", "inspector"


# What is taken at each address to which something may be sent. A new one is given its example here.
SENT: dict[str, Sent] = {
    "/api/v1/firearms/search": Sent(200, 20, json={"serial": "BKS012"}),
    "/api/v1/identify": Sent(200, 14, json={"serial": "BKS012"}),
    "/api/v1/imports": Sent(202, 4, register),
    "/api/v1/imports/preview": Sent(200, 4, register),
    "/findings/{finding}/": Sent(302, 26, lambda: {"reason": "looked"}),
    "/firearms/": Sent(200, 23, lambda: {"number": "BKS012"}),
    "/firearms/{record}/evidence.pdf": Sent(200, 130, evidence),
    "/firearms/{record}/beside/{other}/": Sent(302, 94, lambda: {"outcome": "first", "reason": "the same"}),
    "/firearms/{record}/parts/calibre/": Sent(302, 99, lambda: {"calibre": ".22 LR"}),
    "/firearms/{record}/parts/exchange/": Sent(302, 199, lambda: {"part": "2", "serial": "LSE70707", **MOVED}),
    "/firearms/{record}/parts/fit/": Sent(302, 199, lambda: {"kind": "8", "serial": "LSE70707", **MOVED}),
    "/firearms/{record}/parts/measure/": Sent(302, 99, lambda: {"mark": "1.1", "depth": "0.12", "material": "3"}),
    "/firearms/{record}/parts/report/": Sent(302, 99, lambda: {"outcome": "loss", **MOVED}),
    "/firearms/{record}/parts/take-out/": Sent(302, 199, lambda: {"part": "2", **MOVED}),
    "/parts/new/": Sent(302, 99, lambda: {"kind": "7", "serial": "LSE70707"}),
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
    "/retention/due/": Sent(422, 13, lambda: {"reason": " "}),
    "/retention/hand-overs/new/": Sent(302, 26, closed_dealer),
    "/retention/holds/new/": Sent(302, 14, case),
    "/licences/": Sent(422, 24, lambda: {"number": "L-XC-77"}),
    "/licences/applications/{application}/grant/": Sent(
        302, 49, acting(valid_from=l.today(), valid_to=l.ahead(99), quota=1, reason="known to me"), who=OFFICER
    ),
    "/licences/holders/new/company/": Sent(302, 39, acting(name="Sand Club", category="club"), who=OFFICER),
    "/licences/holders/{holder}/": Sent(200, 49, acting(reason="a visit")),
    "/licences/holders/{holder}/book/": Sent(200, 23, acting(reason="a visit")),
    "/licences/holders/{holder}/book/csv/": Sent(200, 22, acting(reason="a visit")),
    "/licences/holders/{holder}/end/check/{check}/": Sent(302, 23, acting(reason="taken back"), who=OFFICER),
    "/licences/holders/{holder}/record/check/": Sent(
        302, 22, acting(kind="medical", outcome=1, made_on=l.today()), who=OFFICER
    ),
    "/licences/holders/{holder}/stock/": Sent(302, 26, acting(serials="A1", taken_on=l.today()), who=INSPECTOR),
    "/licences/inspections/{inspection}/": Sent(302, 26, acting(outcome=1, done_on=l.today()), who=INSPECTOR),
    "/licences/licence/{licence}/paper/": Sent(200, 28, acting(reason="to hand it out")),
    "/licences/licence/{licence}/paper.pdf": Sent(200, 34, acting(reason="to hand it out")),
    "/licences/licence/{licence}/suspend/": Sent(302, 40, acting(day=l.today(), grounds="inquiry"), who=OFFICER),
    "/licences/person/": Sent(200, 13, acting(reason="a visit", document="P-1")),
    "/licences/person/{number}/file/": Sent(302, 18, acting(), who=OFFICER),
    "/licences/tasks/{task}/": Sent(302, 24, acting(reason="misread"), who=INSPECTOR),
    "/marking/consignments/new/": Sent(302, 13, lambda: {"use": "2", "reference": "IMP-8"}),
    "/marking/consignments/{marking_consignment}/": Sent(302, 25, lambda: {"source": "Registered here"}),
    "/marking/consignments/{marking_consignment}/plan/": Sent(302, 44, lambda: {"agency": agency_of("registrar")}),
    "/marking/discrepancies/{marking_discrepancy}/": Sent(302, 23, lambda: {"reason": "looked"}),
    "/marking/jobs/{marking_job}/act/": Sent(302, 38, lambda: {"do": "void", "reason": "went back"}),
    "/marking/jobs/{marking_job}/report/": Sent(302, 51, lambda: {"outcome-2": "3", "reason-2": "no power"}),
    "/marking/jobs/{marking_job}/report/file/": Sent(302, 34, report),
    "/marking/jobs/{marking_job}/send/": Sent(302, 31, lambda: {"form": "paper"}),
    "/marking/jobs/{marking_job}/verify/": Sent(302, 55, reading_of),
    "/marking/machines/": Sent(302, 13, lambda: {"kind": "1", "maker": "M", "serial": "2", "since": "2026-01-05"}),
    "/marking/machines/{marking_machine}/": Sent(302, 19, lambda: {"kind": "1", "day": "2026-02-01"}),
    "/marking/machines/{marking_machine}/operators/": Sent(302, 22, lambda: {"username": "analyst"}),
    "/marking/pads/": Sent(302, 20, lambda: {"use": "2", "agency": agency_of("registrar"), "count": 2, "label": "P"}),
    "/marking/spells/{marking_spell}/end/": Sent(302, 20),
    "/sign-in/": Sent(302, 9, lambda: {"username": "registrar", "password": PHRASE}, is_signed_in=False),
    "/sign-out/": Sent(302, 4),
}


@dataclass(frozen=True, slots=True)
class Things:
    """What the variable parts of an address name.

    Two records, an import that was handed in, a finding, a line of the first record, a kind of event, a proposal;
    ``more``: things of licensing and of marking, by name.
    """

    record: str
    other: str
    job: str
    finding: int
    proposal: int
    more: dict[str, object]
    line: int = 1
    kind: str = "sale"

    def path(self, name: str) -> str:
        own = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return name.format(**own, **self.more)


def of_marking(cast: Cast) -> dict[str, int]:
    """A job that was sent: one mark reported by another registrar and on another firearm than planned, one open."""
    add_user(
        actor=cast.administrator,
        username="marker",
        display_name="Marker",
        agency=agency_by_name("National registry"),
        roles=[Role.REGISTRAR],
    )
    marker = actor_by_name("marker")
    rows = m.firearms(cast.registrar, "MRK101", "MRK102", "MRK103")
    held = m.consignment(cast.registrar, rows[:2])
    job = marking.plan_job(actor=cast.registrar, consignment=held)
    taken = marking.Taken(mark=m.marks(marker, job)[0], outcome=marking.Outcome.ENGRAVED, record=record_of(rows[2]))
    marking.take_back(actor=marker, job=job, taken=[taken])
    marking.send_job(actor=cast.registrar, job=job, form=marking.Form.FILES)
    machine = m.machine(cast.registrar)
    spell = marking.begin_spell(actor=cast.registrar, machine=machine, username="registrar")
    return {
        "marking_consignment": held.pk,
        "marking_discrepancy": marking.discrepancies(cast.registrar)[0].id,
        "marking_job": job.pk,
        "marking_machine": machine.pk,
        "marking_series": job.series_id,
        "marking_spell": spell.pk,
    }


def name_of(route: Route) -> str:
    """The address as the tables have it."""
    if route.path.startswith("/licences/"):
        return name_of_licences(route.path)
    part = "{job}" if "import" in route.path else "{record}"
    named = route.path.replace(SAMPLES["str"], part).replace(SAMPLES["uuid"], part)
    number = next((word for at, word in NUMBERED.items() if at in named), "finding")
    named = named.replace("/record/{record}/", "/record/{kind}/")
    for plural, word in MARKED.items():
        named = named.replace(f"/marking/{plural}/{SAMPLES['int']}/", f"/marking/{plural}/{{{word}}}/")
    return named.replace(f"/{SAMPLES['int']}/", f"/{{{number}}}/")


def name_of_licences(path: str) -> str:
    """An address of licences as the tables have it: each sample stands for what the part before it names."""
    parts: list[str] = []
    for part in path.split("/"):
        parts.append(OF_LICENCES[parts[-1]] if part in SAMPLES.values() and part else part)
    return "/".join(parts)


def licences(cast: Cast) -> dict[str, object]:
    """A person with a licence, an application, a check, an inspection and a stock-take with its task."""
    officer = cast.licensing_officer
    holder = l.person(officer)
    licence = l.granted(officer, holder)
    stock_take = take_stock(actor=cast.inspector, holder=holder.pk, serials=["ZZZ999"], taken_on=l.today())
    return {
        "holder": holder.uuid,
        "number": holder.pk,
        "licence": licence_number(licence),
        "application": l.asked(officer, holder, "A2").pk,
        "inspection": l.inspection(officer, holder).pk,
        "check": CheckFact.objects.filter(holder=holder).latest("pk").pk,
        "stock_take": stock_take.pk,
        "task": Task.objects.get(stock_take=stock_take).pk,
    }


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
    assert len(asked) <= sent.statements, "\n".join(one["sql"][:200] for one in asked)
