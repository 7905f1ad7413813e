"""Registry, actions: a whole life recorded by the actions, whatever is tried: refused in words, or kept for good."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Event, Finding, Firearm, FirearmState, HoldReason
from salwa.contexts.registry.queries._lives import lives
from salwa.contexts.registry.questions import SHEETS, Sheet
from salwa.kernel.lifecycle import EventKind, Happened, Status, conflicts, derive
from salwa.platform.errors import Conflict, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.kernel.lifecycle.lives import FEW

PAPER = registry.Details(certificate=registry.NewCertificate(number="D 1", issuer="Proof house"), reference="P 1")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(SHEETS), st.integers(1, 700), st.booleans()),
        st.tuples(st.sampled_from(["hold", "lift", "withdraw"]), st.integers(1, 9), st.booleans()),
    ),
    min_size=1,
    max_size=12,
)


class Story:
    """One firearm, and everything that is tried with it."""

    def __init__(self, cast: Cast, row: Firearm) -> None:
        self.cast, self.row = cast, row
        self.day = date(2000, 1, 1)
        self.hold = None
        self.holder = b.company(cast.registrar, "Vale Arms")

    def step(self, what: Sheet | str, number: int, *, is_early: bool) -> None:
        kept = list(Event.objects.filter(firearm=self.row).order_by("ordinal").values())
        refusal: Refused | Conflict | None = None
        try:
            self._try(what, number, is_early=is_early)
        except (Refused, Conflict) as error:
            refusal = error
        now = list(Event.objects.filter(firearm=self.row).order_by("ordinal").values())
        assert now[: len(kept)] == kept, "a line was overwritten"
        assert refusal is None or (now == kept and str(refusal))
        self._holds()

    def _try(self, what: Sheet | str, number: int, *, is_early: bool) -> None:
        if what == "hold":
            self.hold = registry.place_hold(
                actor=self.cast.registrar, firearm=self.row, kind=HoldReason.CASE, reference=f"C {number}"
            )
        elif what == "lift" and self.hold is not None:
            hold, self.hold = self.hold, None
            registry.lift_hold(actor=self.cast.registrar, hold=hold, reason="closed")
        elif what == "withdraw":
            registry.correct_event(
                actor=self.cast.registrar, firearm=self.row, ordinal=number, right=None, reason="never happened"
            )
        elif isinstance(what, Sheet):
            self.day += timedelta(days=number)
            day = date(1990, 1, 1) if is_early else self.day
            told = b.told(Happened.on(day), holder=self.holder, details=PAPER)
            if what.kind is EventKind.DESTRUCTION:
                assert self.hold is None or self._refuses(what, told)
            what.act(self.cast.registrar, self.row, told, "")

    def _refuses(self, sheet: Sheet, told: registry.Happening) -> bool:
        with pytest.raises(Refused):
            sheet.act(self.cast.registrar, self.row, told, "")
        return True

    def _holds(self) -> None:
        """What is kept follows from the lines, and every conflict stands as a finding with both."""
        life = lives([self.row.pk])[self.row.pk]
        state = derive(life.events)
        kept = FirearmState.objects.get(firearm=self.row)
        assert (Status(kept.status), kept.holder_id) == (state.status, state.holder)
        told = set(Finding.objects.filter(firearm=self.row, kind__lt=50, closed=None).values_list("first", "second"))
        assert told == {(one.first, one.second) for one in conflicts(life.events)}


@FEW
@given(steps=STEPS, serial=st.integers(1, 10**9))
def test_whatever_is_tried_is_refused_in_words_or_kept(cast: Cast, steps: list[tuple], serial: int) -> None:
    story = Story(cast, b.firearm(cast.registrar, f"W{serial}"))
    for what, number, is_early in steps:
        story.step(what, number, is_early=is_early)
