"""Tests of papers: an issuer, and a plain paper."""

from datetime import UTC, datetime
from typing import Any

from salwa.platform.papers import Fact, Facts, Issuer, Mark, Paper, Part, Sheet, Signatures, Table, Words, written

AT = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
ISSUER = Issuer(state="XC", state_name="Corvania", node="Corvania", agency="National registry", officer="Registrar One")
PARTS: tuple[Part, ...] = (
    Facts("The thing", (Fact("Number", Mark("AB-12/3-")), Fact("Name", "Wadi & Sons <b>"), Fact("Colour", ""))),
    Table("What was handed over", ("Number", "What"), ((Mark("AB 12  3"), "صندوق أخضر"), (Mark("七七"), "one box"))),
    Words("In words", ("First paragraph.", "فقرة ثانية.")),
    Signatures("Signed", ("Giver", "Taker")),
)


def paper(*parts: Part, lead: str = "Something was handed over.", **more: Any) -> Paper:
    facts: dict[str, Any] = {
        "title": "Receipt",
        "number": "XC-7K3M9-Q2T4H-5",
        "issuer": ISSUER,
        "at": AT,
        "data": written({"of": "Corvania"}),
        "shown": {"sheet": Sheet(lead, parts or PARTS)},
    }
    return Paper(**(facts | more))
