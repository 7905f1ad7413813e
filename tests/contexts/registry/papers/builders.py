"""Registry, tests of papers: a firearm, an event, and an evidence bundle, all invented."""

import base64
import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from salwa.contexts.registry.papers.facts import Certified, Described, Occurred, PaperMark
from salwa.contexts.registry.papers.issuing import About
from salwa.kernel.lifecycle import EventKind, Happened
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


def line(ordinal: int, kind: str, happened: str, **more: Any) -> dict[str, Any]:
    return {
        "ordinal": ordinal,
        "kind": kind,
        "happened": happened,
        "recorded_at": (datetime(2019, 3, 1, 9, tzinfo=UTC) + timedelta(days=ordinal)).isoformat(),
        "recorded_by": "Registrar One",
        "agency": "National registry",
        "place": "",
        "country": "",
        "status": "registered",
        "is_withdrawn": False,
        "entry": 100 + ordinal,
    } | more


LIFE = [
    line(1, "manufacture", "2004", country="Corvania"),
    line(2, "import", "2005-03", place="Harbour", country="Dorland"),
    line(3, "registration", "2005-04-11", holder="Harbour Arms"),
    line(4, "theft", "2018-06-02", place="Old Town", is_withdrawn=True),
    line(5, "theft", "2018-07-02", place="Old Town", corrects=4, reason="The month was misread."),
    line(6, "seizure", "2024-01-09", place="Northern border"),
]
WITNESS = base64.b64encode(b"wwww" + (1_793_700_000).to_bytes(8, "big") + b"s" * 64).decode()
CHECKPOINT = (
    "ledger.xc.example/registry\n1000317\n"
    f"{base64.b64encode(hashlib.sha256(b'root').digest()).decode()}\n\n"
    f"— ledger.xc.example/registry {base64.b64encode(b'kkkk' + b's' * 64).decode()}\n"
    f"— notary.xd.example {WITNESS}\n"
)


def bundle(history: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    life = LIFE if history is None else history
    entries = sorted({one["entry"] for one in life})
    return {
        "format": "salwa-evidence/1",
        "node": "Corvania",
        "record": RECORD,
        "made_at": AT.isoformat(),
        "firearm": {"make": "Karvan", "model": "P9", "serial": "KRV-012/9-", "year": 2004, "status": "seized"},
        "history": life,
        "gaps": [{"before": 4, "begins": "2005-04-11", "ends": "2018-06-02", "months": 157}],
        "marks": [
            {"part": "frame", "kind": "serial number", "text": LONG_SERIAL, "meaning": ""},
            {"part": "slide", "kind": "maker", "text": "KARVAN", "meaning": "Karvan", "is_withdrawn": True},
        ],
        "rows": [
            {
                "table": "registry_event",
                "form": 1,
                "key": f"77/{one['ordinal']}",
                "columns": {},
                "blind": "",
                "digest": hashlib.sha256(str(one["ordinal"]).encode()).hexdigest(),
                "entry": one["entry"],
            }
            for one in life
        ],
        "entries": [
            {"number": number, "place": number - 1, "body": f'{{"entry":{number}}}', "proof": ["00" * 32] * 20}
            for number in entries
        ],
        "checkpoint": CHECKPOINT,
        "key": "ledger.xc.example/registry+6b6b6b6b+AXNzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3Nz",
        "erased": [],
    } | more
