"""Registry, API, ¶29: lists for programs: records by what is known of them, and what is open, page by page."""

from contextlib import suppress
from typing import Annotated, Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from salwa.contexts.registry.api.shapes import FindingOut, ListedOut, finding_out, listed_out
from salwa.contexts.registry.indexing.live import OutOfStep
from salwa.contexts.registry.policies import may_search
from salwa.contexts.registry.queries.findings import open_findings
from salwa.contexts.registry.queries.searches import Page, Sought, search
from salwa.kernel.lifecycle import Status
from salwa.kernel.marks.controls import CONTROL_CLASS, TURNING_CLASS
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from salwa.platform.reading import reading

LARGEST_PAGE: Final = 200
_LARGEST: Final = 2**53
"""Numbers above it are not the same in every program that reads JSON."""
_MOST_ASKED: Final = 3
"""How often the register is asked before its index is said to be out of step."""
_NO_CONTROLS: Final = f"^[^{CONTROL_CLASS}{TURNING_CLASS}\t\n\r]*$"
_STATUSES: Final = {status.name.lower(): status for status in Status if status is not Status.UNKNOWN}

router = Router(tags=["registry"])


def _status(value: str) -> str:
    if value and value not in _STATUSES:
        told = _("“%(text)s” is no status. There are: %(names)s.") % {"text": value, "names": ", ".join(_STATUSES)}
        raise PydanticCustomError("status", "{sentence}", {"sentence": told})
    return value


_STATUS_SCHEMA: Final = WithJsonSchema({"type": "string", "enum": ["", *_STATUSES], "default": ""})
StatusName = Annotated[str, AfterValidator(_status), _STATUS_SCHEMA]


class Wanted(Schema):
    """Which records, and from where the list goes on. What is left out is not asked."""

    make: Annotated[str, Field(max_length=200, pattern=_NO_CONTROLS, description="A make the vocabulary knows.")] = ""
    status: StatusName = ""
    source: Annotated[str, Field(max_length=120, pattern=_NO_CONTROLS, description="The name of a register.")] = ""
    import_entry: Annotated[
        int | None,
        Field(ge=1, le=_LARGEST, alias="import", description="The ledger entry of an import, as its end tells."),
    ] = None
    after: Annotated[str, Field(max_length=60, description="`next` of the page before; empty for the first.")] = ""
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="The most records of a page.")] = 50


class SearchIn(Wanted):
    """The same, and numbers, which travel in bodies so that they stay out of logs: each exactly as it is known."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"serial": "BKS 012", "make": "Glock", "limit": 10}]}
    )

    serial: Annotated[
        str, Field(max_length=200, pattern=_NO_CONTROLS, description="Of the firearm or a part; spaces do not count.")
    ] = ""
    external_id: Annotated[str, Field(max_length=64, pattern=_NO_CONTROLS, description="Its number at its source.")] = (
        ""
    )


class FirearmsOut(Schema):
    """A page of records. It may be short, or empty, before the last: go on while ``next`` is not null.

    ``ask`` names the agencies that keep records with the serial asked for which you may not open.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "firearms": [
                        {
                            "record": "XC-7K3M9-Q2T4H-5",
                            "uuid": "019aa0f2-7c1e-7000-8000-3f6b1c2d4e5f",
                            "source": "Register of 1974",
                            "external_id": "INV-1",
                            "serial": "58B123456",
                            "make": "SIG Sauer",
                            "model": "P320",
                            "calibre": "9 mm Parabellum",
                            "type": "pistol",
                            "country": None,
                            "year": 2004,
                            "status": "registered",
                            "merged_into": None,
                            "part": "slide",
                            "part_serial": "58A654321",
                        }
                    ],
                    "next": None,
                    "ask": [],
                }
            ]
        }
    )

    firearms: list[ListedOut]
    next: str | None
    ask: list[str]


class FindingsWanted(Schema):
    """From where the list goes on."""

    after: Annotated[int, Field(ge=0, le=_LARGEST, description="`next` of the page before; 0 for the first.")] = 0
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="The most findings of a page.")] = 50


class FindingsOut(Schema):
    """A page of open findings, the oldest first; ``next`` is null on the last."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "findings": [
                        {
                            "id": 12,
                            "kind": "duplicate",
                            "record": "XC-7K3M9-Q2T4H-5",
                            "other": None,
                            "ask": "Harbour police",
                            "entries": [],
                            "text": "Another record has the same make and serial.",
                        }
                    ],
                    "next": 12,
                }
            ]
        }
    )

    findings: list[FindingOut]
    next: int | None


@router.get("/firearms", response=FirearmsOut, summary="Go through records")
def firearms(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Give the records that you may open, page by page. Only who keeps or audits records goes through them."""
    return _firearms(request.auth, _sought(wanted), wanted)  # type: ignore[attr-defined]  # set by django-ninja


@router.post("/firearms/search", response=FirearmsOut, summary="Find records by a number")
def search_firearms(request: HttpRequest, wanted: SearchIn) -> Any:
    """Give the records that carry a number exactly, on the firearm, on a part of it, or at their source.

    Without a number it answers as the list does.
    """
    sought = _sought(wanted, serial=wanted.serial.strip(), external_id=wanted.external_id.strip())
    return _firearms(request.auth, sought, wanted)  # type: ignore[attr-defined]  # set by django-ninja


@router.get("/findings", response=FindingsOut, summary="Go through open findings")
def findings(request: HttpRequest, wanted: Query[FindingsWanted]) -> Any:
    """Give what a person should look at in the records that you may open, page by page."""
    actor = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    if not may_search(actor):
        raise NotAllowed
    with reading(actor):
        found = open_findings(actor, after=wanted.after, most=wanted.limit + 1)
        shown = found[: wanted.limit]
        return FindingsOut(
            findings=[finding_out(one) for one in shown], next=shown[-1].id if len(found) > wanted.limit else None
        )


def _sought(wanted: Wanted, *, serial: str = "", external_id: str = "") -> Sought:
    return Sought(
        serial=serial,
        external_id=external_id,
        make=wanted.make.strip(),
        status=_STATUSES.get(wanted.status),
        source=wanted.source.strip(),
        entry=wanted.import_entry,
    )


def _firearms(actor: Actor, sought: Sought, wanted: Wanted) -> FirearmsOut:
    """Ask again where a firearm was registered between this reading's beginning and its search."""
    for _again in range(_MOST_ASKED - 1):
        with suppress(OutOfStep), reading(actor):
            return _page(search(actor, sought, after=wanted.after, most=wanted.limit))
    with reading(actor):
        return _page(search(actor, sought, after=wanted.after, most=wanted.limit))


def _page(found: Page) -> FirearmsOut:
    return FirearmsOut(
        firearms=[listed_out(one) for one in found.listings], next=found.after or None, ask=list(found.ask)
    )
