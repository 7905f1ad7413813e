"""Fresh rows are found at once, and what they replace is not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.kernel.identification.delta import SMALL, Delta
from salwa.kernel.identification.index import Index
from tests.kernel.identification.registers import asked, batch, row

RECORDS = st.integers(1, 6)
SERIALS = st.sampled_from(["", "AA1111", "BB2222", "CC3333", "DD4444"])
CHANGES = st.lists(
    st.one_of(st.lists(st.tuples(RECORDS, SERIALS), min_size=1, max_size=4), st.sets(RECORDS, min_size=1)), max_size=8
)


def held(delta: Delta) -> set[tuple[int, str]]:
    register = Index([], delta)
    found = set()
    for serial in ("AA1111", "BB2222", "CC3333", "DD4444"):
        for one in register.search(asked(serial), limit=64).candidates:
            found.add((one.record, one.serial))
    return found


@given(CHANGES)
@settings(max_examples=60, deadline=None)
def test_only_the_last_rows_of_a_record_count(changes: list[list[tuple[int, str]] | set[int]]) -> None:
    delta, wanted = Delta(), dict[int, set[str]]()
    for change in changes:
        if isinstance(change, set):
            delta.put(batch([row(record, "") for record in change]))
            wanted |= {record: set() for record in change}
        else:
            delta.put(batch([row(record, serial) for record, serial in change]))
            wanted |= {record: set() for record, _ in change}
            for record, serial in change:
                wanted[record] |= {serial} - {""}
    assert held(delta) == {(record, serial) for record, serials in wanted.items() for serial in serials}


def test_many_rows_stay_findable_while_parts_are_joined() -> None:
    delta = Delta()
    for start in range(0, 3 * SMALL, SMALL // 2 + 7):
        delta.put(batch([row(n + 1, f"QX{n:06d}") for n in range(start, start + SMALL // 2 + 7)]))
        assert delta.view().counts.rows == start + SMALL // 2 + 7
    register = Index([], delta)
    for n in (0, SMALL, 2 * SMALL + 11):
        assert register.search(asked(f"QX{n:06d}")).candidates[0].record == n + 1


def test_a_view_does_not_change_under_a_search() -> None:
    delta = Delta()
    delta.put(batch([row(1, "AA1111")]))
    before = delta.view()
    delta.put(batch([row(1, "BB2222")]))
    assert before.parts[0].arrays.rows[0, 0] == 1
    assert delta.view() is not before
