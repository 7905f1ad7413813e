"""Agreement adds, disagreement takes away, silence does neither."""

from salwa.kernel.identification.building import arrays_of, encoded
from salwa.kernel.identification.layout import FIELDS
from salwa.kernel.identification.model import Weighted
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.identification.scoring import agreement, field_of
from salwa.kernel.identification.statistics import Counts
from salwa.kernel.identification.weighing import tables, weights_of
from tests.kernel.identification.registers import batch, row

COUNTS = Counts(1000, {"make": {1: 990, 2: 10}, "model": {20: 10, 30: 100}, "calibre": {5: 500}})
WEIGHTS = weights_of(COUNTS, Parameters.fitted())


def worth(asked: dict[str, int], **held: int) -> float:
    parts = encoded(batch([row(1, "123", **held)]))
    table = arrays_of(parts.words, parts.rows)[0]
    fields = tables({name: (Weighted(code),) for name, code in asked.items()}, WEIGHTS)
    return float(agreement(fields, table.rows, 0))


def test_a_rare_make_says_more_than_a_common_one() -> None:
    assert worth({"make": 2}, make=2) > worth({"make": 1}, make=1) > worth({"make": 1}, make=2)


def test_silence_says_little() -> None:
    assert worth({}, make=2) == 0.0
    assert abs(worth({"make": 2}, make=0)) < worth({"make": 2}, make=2)


def test_the_calibre_says_less_once_the_model_agrees() -> None:
    alone = worth({"calibre": 5}, calibre=5)
    assert worth({"model": 30, "calibre": 5}, model=30, calibre=5) - worth({"model": 30}, model=30) < alone


def test_every_field_stands_at_its_place() -> None:
    held = {name: at + 1 for at, name in enumerate(FIELDS)}
    parts = encoded(batch([row(1, "123", **held)]))
    assert [int(field_of(parts.rows, 0, at)) for at in range(len(FIELDS))] == list(held.values())
