"""How common a value is, over several segments."""

from salwa.kernel.identification.building import encoded
from salwa.kernel.identification.statistics import Counts, counts_of, summed
from tests.kernel.identification.registers import batch, row


def test_counts_survive_their_file_and_add_up() -> None:
    counts = counts_of(encoded(batch([row(1, "1", make=3), row(2, "2", make=3), row(3, "3")])).rows)
    assert Counts.from_json(counts.to_json()) == counts
    both = summed([counts, counts])
    assert both.rows == 6
    assert both.of["make"] == {0: 2, 3: 4}


def test_unknown_values_do_not_make_known_ones_rare() -> None:
    assert Counts(100, {"make": {0: 90, 3: 10}}).share("make", 3) > 0.9
    assert 0 < Counts(0).share("make", 3) <= 1
