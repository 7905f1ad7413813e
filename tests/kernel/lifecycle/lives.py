"""Kernel, life cycle, tests: any life, possible or not."""

import os
from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from salwa.kernel.lifecycle import Event, EventKind, Happened, Status

FEW = settings(
    max_examples=int(os.environ.get("SALWA_EXAMPLES", "15")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
"""Few examples in every run of the tests; ``make soak`` asks for ten thousand."""
DAYS = st.dates(date(1990, 1, 1), date(2025, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Happened:
    ends = sorted([draw(DAYS), draw(DAYS)])
    how = draw(st.sampled_from(["day", "year", "span", "until", "from", "unknown"]))
    return {
        "day": Happened.on(ends[0]),
        "year": Happened.in_year(ends[0].year),
        "span": Happened(*ends),
        "until": Happened(None, ends[1]),
        "from": Happened(ends[0], None),
        "unknown": Happened(),
    }[how]


@st.composite
def lives(draw: st.DrawFn) -> list[Event]:
    events = []
    for ordinal in range(1, draw(st.integers(0, 9)) + 1):
        kind = draw(st.sampled_from(EventKind))
        corrects = draw(st.integers(1, ordinal - 1)) if ordinal > 1 and draw(st.booleans()) else None
        events.append(
            Event(
                ordinal=ordinal,
                kind=kind,
                happened=draw(spans()),
                holder=draw(st.sampled_from([None, 1, 2])),
                status=draw(st.sampled_from(Status)) if kind is EventKind.STATED_BY_SOURCE else Status.UNKNOWN,
                corrects=corrects if kind is EventKind.CORRECTION or draw(st.booleans()) else None,
            )
        )
    return events
