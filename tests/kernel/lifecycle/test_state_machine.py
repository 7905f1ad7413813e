"""Kernel, life cycle: a whole life, recorded in any order, keeps what it promises after every step."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from salwa.kernel.lifecycle import Event, EventKind, Happened, Status, conflicts, derive, in_force
from salwa.kernel.lifecycle.kinds import FINAL, GIVES_TITLE, LEADS_TO, RESTORES, STANDING
from tests.kernel.lifecycle.lives import FEW

_WILLED = sorted(set(EventKind) - {EventKind.CORRECTION, EventKind.STATED_BY_SOURCE})


class WholeLife(RuleBasedStateMachine):
    """One firearm to which things happen day by day, of which some are corrected."""

    def __init__(self) -> None:
        super().__init__()
        self.life: list[Event] = []
        self.day = date(2000, 1, 1)

    @rule(kind=st.sampled_from(_WILLED), days=st.integers(1, 900), holder=st.sampled_from([None, 1, 2]))
    def happens(self, kind: EventKind, days: int, holder: int | None) -> None:
        self.day += timedelta(days=days)
        before = derive(self.life)
        self.life.append(Event(len(self.life) + 1, kind, Happened.on(self.day), holder))
        after = derive(self.life)
        if before.status in FINAL:
            assert after == before
        elif kind in RESTORES:
            assert after.status in STANDING
        elif kind in LEADS_TO and after.event == len(self.life):
            assert after.status in {LEADS_TO[kind], Status.DEACTIVATED}
        if before.status not in FINAL and kind in GIVES_TITLE and holder is not None:
            assert after.holder == (None if after.status is Status.EXPORTED else holder)

    @precondition(lambda self: in_force(self.life))
    @rule(data=st.data())
    def is_withdrawn(self, data: st.DataObject) -> None:
        wrong = data.draw(st.sampled_from(in_force(self.life)))
        self.life.append(Event(len(self.life) + 1, EventKind.CORRECTION, corrects=wrong.ordinal))
        assert wrong not in in_force(self.life)
        assert all(wrong.ordinal not in (one.first, one.second) for one in conflicts(self.life))

    @invariant()
    def nothing_is_overwritten(self) -> None:
        assert [event.ordinal for event in self.life] == list(range(1, len(self.life) + 1))

    @invariant()
    def the_state_rests_on_an_entry_in_force(self) -> None:
        state = derive(self.life)
        assert state.event is None or state.event in {event.ordinal for event in in_force(self.life)}

    @invariant()
    def a_firearm_without_title_has_no_holder(self) -> None:
        state = derive(self.life)
        assert state.holder is None or state.status not in FINAL | {Status.EXPORTED}


TestWholeLife = WholeLife.TestCase
TestWholeLife.settings = FEW
