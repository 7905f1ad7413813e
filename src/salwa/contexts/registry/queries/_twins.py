"""Registry, queries, ¶29: firearms that may be registered already, in whatever agency; masking is the caller's work."""

from django.db import connection

from salwa.contexts.registry.indexing.live import live_index
from salwa.contexts.registry.queries._cards import rows_of
from salwa.kernel.identification.model import Evidence, Role, SerialText, Weighted
from salwa.kernel.marks.folding import folded, plain

SHORTEST = 3
"""Characters below which equal serials say nothing."""
_MOST = 50
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def twins_of(serial: str, make: int, *, type_: int = 0, leave_out: int = 0) -> tuple[int, bool] | None:
    """Give another record with this make and serial on its frame, and whether the serials are the same.

    Same means the same plain text; such a record comes before one whose serial only looks alike (B for 8), of which the
    types must not speak against it. Of several the one that was entered first, among the :data:`_MOST` likeliest. None
    where the make is unknown (0), the serial says too little, or there is no such record. Whoever asks for the same
    serial at the same time waits for this transaction, so that of two twins the second finds the first.

    Raises:
        NotReady: the index is not whole.
    """
    wanted, shape = plain(serial), folded(serial)
    if not make or len(wanted.replace("?", "")) < SHORTEST:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_ALONE, [f"twin {make} {shape}"])
    evidence = Evidence(serials=(SerialText(serial),), makes=(Weighted(make),))
    ranking = live_index().current().search(evidence, limit=_MOST)
    alike = {
        one.record: one.serial == wanted
        for one in ranking.candidates
        if one.role is Role.CONTROL_SERIAL and folded(one.serial) == shape and one.record != leave_out
    }
    rows = (row for row in rows_of(alike).values() if row.make == make)
    fitting = [row for row in rows if alike[row.id] or not (type_ and row.type and row.type != type_)]
    if not fitting:
        return None
    first = min(fitting, key=lambda row: (not alike[row.id], row.id))
    return first.id, alike[first.id]
