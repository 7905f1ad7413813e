"""Registry, import: what a file that was handed in holds, found once and kept with its job."""

from typing import Any

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing import jobs
from salwa.contexts.registry.importing.firearms import Order
from salwa.contexts.registry.importing.jobs import Job
from salwa.contexts.registry.importing.mapping import Mapping, read_mapping
from salwa.contexts.registry.importing.previewing import preview
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, Refused


def looked(*, actor: Actor, job: str) -> dict[str, Any] | None:
    """Give the preview of a job's file as JSON has it; None while a large file is being read, or others are.

    The file is read once in each language that it is asked for in: here where it is small, in a process of its own
    where it is not. Only so many files are looked at at once (``jobs.LOOKS``). Raises NotAllowed, NotFound; Refused as
    the preview does.
    """
    found = jobs.find(actor=actor, job=job)
    if found.look() is None and found.file.stat().st_size <= jobs.LOOKED_AT_ONCE:
        with jobs.a_look() as place:
            if place is None:
                return None
            keep(found)
    kept = found.look()
    if kept is None:
        if jobs.look_failed(found):
            raise Refused(_("Looking at the file broke off. Load it by the command line, which says more."))
        jobs.looking(actor=actor, job=job)
        return None
    if kept["preview"] is None:
        raise Refused(kept["detail"], [Fault(*fault) for fault in kept["faults"]])
    return dict(kept["preview"])


def keep(job: Job) -> None:
    """Look at a job's file, and keep with the job what was found or why the file is refused."""
    try:
        mapping = read_mapping(job.mapping) if job.mapping else Mapping()
        found = preview(Order(path=job.file, mapping=mapping, source=job.source))
    except Refused as error:
        faults = [(fault.line, fault.column, fault.text) for fault in error.faults]
        job.keep_look({"preview": None, "detail": error.detail, "faults": faults})
    else:
        job.keep_look({"preview": found.as_json()})
