"""Registry, tests of papers: a firearm, an event, and an evidence bundle, all invented."""

import base64
import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from salwa.contexts.registry.answers import Card, ComponentView, History, Line, MarkView
from salwa.contexts.registry.models import ComponentKind, Legibility, MarkKindCode, MarkMethod, MarkPlace, Script
from salwa.contexts.registry.papers.facts import Certified, Described, Occurred, PaperMark
from salwa.contexts.registry.papers.issuing import About
from salwa.kernel.lifecycle import EventKind, Gap, Happened, State, Status
from tests.platform.papers.builders import AT, ISSUER

RECORD = "XC-7K3M9-Q2T4H-5"
LONG_SERIAL = "XC2019-KRV-0000481516234299-B/77-AZIMUTH-0001"
FIREARM = Described(
    record=RECORD,
    make="Karvan",
    model="P9",
    type="pistol",
    calibre="9 × 19 mm",
    country="Corvania",
    year="2004",
    serial="KRV-012/9-",
    marks=(
        PaperMark(part="frame", kind="serial number", text="KRV-012/9-"),
        PaperMark(part="slide", kind="maker", text="KARVAN WORKS"),
        PaperMark(part="barrel", kind="proof", text="七七 XC"),
    ),
)
CERTIFIED = Certified(
    number="DA-2026-0042",
    issued_by="Proof house of Corvania",
    issued_on=date(2026, 5, 4),
    standard="EU 2015/2403",
    method="cut",
)


def occurred(kind: EventKind, **more: Any) -> Occurred:
    facts: dict[str, Any] = {
        "line": 3,
        "kind": kind,
        "happened": Happened.on(date(2026, 5, 4)),
        "recorded_at": datetime(2026, 5, 5, 8, 15, tzinfo=UTC),
        "recorded_by": "Registrar One",
        "agency": "National registry",
        "entry": 482,
        "place": "Harbour",
        "country": "Corvania",
    }
    return Occurred(**(facts | more))


def about(kind: EventKind, *, certified: Certified | None = None, language: str = "en", **more: Any) -> About:
    return About(
        firearm=FIREARM,
        event=occurred(kind, **more),
        issuer=ISSUER,
        at=AT,
        certified=certified or Certified(),
        language=language,
    )


def line(ordinal: int, kind: EventKind, happened: Happened | None = None, **more: Any) -> Line:
    facts: dict[str, Any] = {
        "ordinal": ordinal,
        "kind": kind,
        "happened": happened or Happened(),
        "recorded_at": datetime(2019, 3, 1, 9, tzinfo=UTC) + timedelta(days=ordinal),
        "recorded_by": "Registrar One",
        "agency": "National registry",
        "reason": "",
        "entry": 100 + ordinal,
    }
    return Line(**(facts | more))


LIFE = (
    line(1, EventKind.MANUFACTURE, Happened.in_year(2004), country="Corvania"),
    line(2, EventKind.IMPORT, Happened.in_month(2005, 3), place="Harbour", country="Dorland"),
    line(3, EventKind.REGISTRATION, Happened.on(date(2005, 4, 11)), holder="Harbour Arms"),
    line(4, EventKind.THEFT, Happened.on(date(2018, 6, 2)), place="Old Town", is_withdrawn=True),
    line(5, EventKind.THEFT, Happened.on(date(2018, 7, 2)), corrects=4, reason="The month was misread."),
    line(6, EventKind.SEIZURE, Happened.on(date(2024, 1, 9)), place="Northern border"),
)
GAP = Gap(after=3, before=4, begins=date(2005, 4, 11), ends=date(2018, 6, 2), months=157)
WITNESS = base64.b64encode(b"wwww" + (1_793_700_000).to_bytes(8, "big") + b"s" * 64).decode()
CHECKPOINT = (
    "ledger.xc.example/registry\n1000317\n"
    f"{base64.b64encode(hashlib.sha256(b'root').digest()).decode()}\n\n"
    f"— ledger.xc.example/registry {base64.b64encode(b'kkkk' + b's' * 64).decode()}\n"
    f"— notary.xd.example {WITNESS}\n"
)


def mark(text: str, kind: MarkKindCode = MarkKindCode.SERIAL, **more: Any) -> MarkView:
    facts: dict[str, Any] = {
        "ordinal": 1,
        "kind": kind,
        "text": text,
        "meaning": "",
        "country": "",
        "year": None,
        "place": MarkPlace.UNKNOWN,
        "method": MarkMethod.UNKNOWN,
        "script": Script.UNKNOWN,
        "legibility": Legibility.UNKNOWN,
    }
    return MarkView(**(facts | more))


def told_history(lines: tuple[Line, ...] = LIFE, **more: Any) -> History:
    marks = (mark(LONG_SERIAL), mark("KARVAN", MarkKindCode.MAKER, meaning="Karvan", is_withdrawn=True))
    facts: dict[str, Any] = {
        "card": Card(
            id=7,
            record=RECORD,
            uuid=UUID(int=7),
            agency_id=1,
            make="Karvan",
            model="P9",
            serial="KRV-012/9-",
            year=2004,
        ),
        "agency": "National registry",
        "state": State(status=Status.SEIZED),
        "lines": lines,
        "gaps": (GAP,) if any(one.ordinal == GAP.before for one in lines) else (),
        "conflicts": (),
        "findings": (),
        "components": (ComponentView(ordinal=1, kind=ComponentKind.FRAME, is_control=True, marks=marks),),
        "remarks": (),
    }
    return History(**(facts | more))


def bundle(lines: tuple[Line, ...] = LIFE, **more: Any) -> dict[str, Any]:
    return {
        "format": "salwa-evidence/1",
        "state": "XC",
        "made_at": AT.isoformat(),
        "given_to": "Court of Wendel, Dorland",
        "reason": "Request 12/2026",
        "given_in_entry": 900,
        "told": {
            "record": RECORD,
            "history": [{"entry": one.entry, **({"holder": one.holder} if one.holder else {})} for one in lines],
        },
        "key": "ledger.xc.example/registry+6b6b6b6b+AXNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nz",
        "checkpoint": CHECKPOINT,
        "entries": [
            {"entry": one.entry, "place": one.entry - 1, "body": f'{{"entry":{one.entry}}}', "proof": ["00" * 32] * 20}
            for one in lines
        ],
        "forms": {},
        "rows": [
            {"table": "registry_event", "key": f"77/{one.ordinal}", "entry": one.entry, "row": "[]", "blind": "00" * 32}
            for one in lines
        ],
        "erased": [],
    } | more
