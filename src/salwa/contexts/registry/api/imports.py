"""Registry, API, ¶29: load a register: what it would do, its start, how far it is."""

import tempfile
from pathlib import Path
from typing import Annotated, Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status
from ninja import Path as InPath
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from salwa.contexts.registry.importing import jobs
from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE, checked_source, parse_mapping
from salwa.contexts.registry.importing.previewing import Preview, preview
from salwa.contexts.registry.policies import check_may_load

LARGEST_FILE: Final = 10 * 1024 * 1024
"""Bytes of a file that the API takes; a larger register is loaded by page or command."""

router = Router(tags=["import"])
Job = Annotated[str, InPath(max_length=60, description="The name of an import, as its start gave it.")]


class HowToRead(Schema):
    """How a file is to be read: the name of its source, and a mapping in TOML where its columns have other names."""

    source: Annotated[str, Field(max_length=LONGEST_SOURCE)] = ""
    mapping: Annotated[str, Field(max_length=100_000)] = ""


class RejectOut(Schema):
    """A line that cannot be taken, and why."""

    line: int
    column: str
    value: str
    reason: str


class DoubtOut(Schema):
    """A doubt about ``rows`` lines that are taken nevertheless; ``line`` and ``value`` are of the first of them."""

    column: str
    reason: str
    line: int
    value: str
    rows: int


class SuggestionOut(Schema):
    """A heading whose column is kept as a remark, and those of our columns that it may be meant for."""

    heading: str
    columns: list[str]


class PreviewOut(Schema):
    """What an import would do. ``columns`` goes from ours to the file's heading, empty where the file has none.

    The headings stand on line ``heading_line`` and came again on ``repeated_headings`` lines; neither these nor what
    stands above the headings is read. ``brought`` says by which mapping of its own a rejects file is read.
    """

    file: str
    source: str
    columns: dict[str, str]
    remarks: list[str]
    suggestions: list[SuggestionOut]
    brought: list[str]
    heading_line: int
    repeated_headings: int
    rows: int
    accepted: int
    rejected: int
    rejects: list[RejectOut]
    doubts: list[DoubtOut]


class JobOut(Schema):
    """How far an import is. ``phase`` is waiting, loading, indexing, done, refused or failed; ``done`` from 0 to 1.

    ``entry`` is its entry in the ledger, by which the records that it loaded are listed.
    """

    job: str
    phase: str
    rows: int
    done: Annotated[float, Field(ge=0, le=1)]
    detail: str
    loaded: int | None
    known: int | None
    changed: int | None
    rejected: int | None
    entry: int | None


@router.post("/imports/preview", response=PreviewOut, summary="See what an import would do")
def preview_import(request: HttpRequest, file: File[UploadedFile], how: Form[HowToRead]) -> Any:
    """Read and check a whole file and write nothing. The first rejects and doubts are listed, all are counted."""
    check_may_load(_actor(request))
    mapping = parse_mapping(how.mapping)
    with tempfile.TemporaryDirectory(prefix="salwa-preview-") as folder:
        path = Path(folder) / jobs.safe_name(file.name or "")
        with path.open("wb") as kept:
            for piece in _checked(file).chunks():
                kept.write(piece)
        return _preview_out(preview(Order(path=path, mapping=mapping, source=how.source)))


@router.post("/imports", response={202: JobOut}, summary="Load a register")
def start_import(request: HttpRequest, file: File[UploadedFile], how: Form[HowToRead]) -> Any:
    """Start an import and give its name at once; lines that cannot be taken are kept apart, all others are loaded."""
    actor = _actor(request)
    check_may_load(actor)
    parse_mapping(how.mapping)
    checked_source(how.source)
    found = jobs.receive(actor=actor, name=file.name or "", content=_checked(file).chunks(), mapping=how.mapping)
    jobs.start(actor=actor, job=found.id, source=how.source)
    return Status(202, _job_out(found.id, jobs.state(actor=actor, job=found.id)))


@router.get("/imports/{job}", response=JobOut, summary="Ask how far an import is")
def import_state(request: HttpRequest, job: Job) -> Any:
    """Say how far an import is, and in the end what came of it."""
    return _job_out(job, jobs.state(actor=_actor(request), job=job))


def _actor(request: HttpRequest) -> Any:
    return request.auth  # type: ignore[attr-defined]  # set by django-ninja


def _checked(file: UploadedFile) -> UploadedFile:
    if (file.size or 0) > LARGEST_FILE:
        raise HttpError(413, _("The file is larger than 10 MB. Load it by page, or with: salwa import firearms"))
    return file


def _preview_out(found: Preview) -> PreviewOut:
    return PreviewOut(
        file=found.file,
        source=found.source,
        columns=found.columns,
        remarks=list(found.remarks),
        suggestions=[SuggestionOut(heading=one.heading, columns=list(one.columns)) for one in found.suggestions],
        brought=list(found.brought),
        heading_line=found.heading_line,
        repeated_headings=found.headings,
        rows=found.rows,
        accepted=found.accepted,
        rejected=found.rejected,
        rejects=[
            RejectOut(line=one.line, column=one.column, value=one.value, reason=one.reason) for one in found.rejects
        ],
        doubts=[
            DoubtOut(line=one.line, column=one.column, value=one.value, reason=one.reason, rows=one.rows)
            for one in found.warned
        ],
    )


def _job_out(name: str, state: jobs.JobState) -> JobOut:
    told = state.outcome
    return JobOut(
        job=name,
        phase=state.phase,
        rows=state.rows,
        done=state.done,
        detail=state.detail,
        loaded=told.get("loaded"),
        known=told.get("known"),
        changed=told.get("changed"),
        rejected=told.get("rejected"),
        entry=told.get("entry"),
    )
