"""Marking, queries, ¶28 ¶63: a job as the files for a machine want it."""

from salwa.contexts.marking.engraving import Order, Strike
from salwa.contexts.marking.models import Job
from salwa.contexts.marking.queries.jobs import sheet
from salwa.platform.actor import Actor


def order_of(actor: Actor, job: Job) -> Order:
    """Give the open numbers of a job in their order; what is engraved already is not sent again."""
    series = job.series
    return Order(
        job=job.pk,
        height_mm=series.height_mm,
        depth_mm=series.depth_mm,
        is_machine_readable=series.machine_readable,
        strikes=tuple(
            Strike(
                number=row.number,
                mark=row.mark,
                record=row.record,
                component=row.component,
                part=row.part,
                is_doubled=row.is_doubled,
            )
            for row in sheet(actor, job)
            if row.outcome is None
        ),
    )
