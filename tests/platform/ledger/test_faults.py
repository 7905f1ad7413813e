"""Of very many faults the first are named and the others counted."""

from salwa.platform.ledger.faults import MOST_TOLD, FaultKind, Verified


def test_very_many_faults_are_counted():
    seen = Verified()
    for number in range(MOST_TOLD + 3):
        seen.say(FaultKind.ROW_CHANGED, number)
    assert (len(seen.faults), seen.untold) == (MOST_TOLD, 3)
