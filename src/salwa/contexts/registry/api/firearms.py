"""Registry, API, ¶29: a firearm's record and its history."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router

from salwa.contexts.registry.api.shapes import FirearmOut, HistoryOut, firearm_out, history_out
from salwa.contexts.registry.queries.histories import history
from salwa.platform.reading import reading

router = Router(tags=["registry"])
Record = Annotated[str, Path(max_length=60, description="The public number of a record, or its UUID.")]


@router.get("/firearms/{record}", response=FirearmOut, summary="Open a record")
def firearm(request: HttpRequest, record: Record) -> Any:
    """Say what a firearm is: its marks, components and open findings."""
    actor = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    with reading(actor):
        return firearm_out(history(actor, record))


@router.get("/firearms/{record}/history", response=HistoryOut, summary="Tell the life of a firearm")
def firearm_history(request: HttpRequest, record: Record) -> Any:
    """Say what happened to a firearm, with gaps and conflicts."""
    actor = request.auth  # type: ignore[attr-defined]  # set by django-ninja
    with reading(actor):
        return history_out(history(actor, record))
