"""The house, checked: what is taken at each address to which something may be sent, and what that may cost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.marking.models import Job, NumberOutcome
from salwa.contexts.registry.models import Source
from salwa.platform import keys
from salwa.platform.home import current
from salwa.platform.submissions import new_key
from tests.contexts.licensing import builders as l
from tests.house.things import FILE, entered

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


def source_of(member: str) -> str:
    """A source of records of a member's agency."""
    return str(Source.objects.filter(agency_id=agency_of(member)).order_by("pk")[0].pk)


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
    "/firearms/{record}/evidence.pdf": Sent(200, 87, evidence),
    "/firearms/{record}/beside/{other}/": Sent(302, 94, lambda: {"outcome": "first", "reason": "the same"}),
    "/firearms/{record}/parts/calibre/": Sent(302, 99, lambda: {"calibre": ".22 LR"}),
    "/firearms/{record}/parts/exchange/": Sent(302, 199, lambda: {"part": "2", "serial": "LSE70707", **MOVED}),
    "/firearms/{record}/parts/fit/": Sent(302, 199, lambda: {"kind": "8", "serial": "LSE70707", **MOVED}),
    "/firearms/file/": Sent(200, 24, lambda: {"form": "csv", "source": source_of("registrar")}),
    "/firearms/{record}/facts/": Sent(302, 60, lambda: {"make": "Glock", "year": "2001", "reason": "misread"}),
    "/firearms/{record}/parts/correct-mark/": Sent(
        302, 99, lambda: {"mark": "1.1", "text": "BKS0127", "reason": "misread"}
    ),
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
    "/language/": Sent(302, 25, lambda: {"language": "qps-plocm"}),
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
    "/sign-in/": Sent(302, 14, lambda: {"username": "registrar", "password": PHRASE}, is_signed_in=False),
    "/sign-out/": Sent(302, 4),
}
