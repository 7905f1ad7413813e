"""Kernel, synthesis: the second error model stands alone, and its truth is true."""

import ast
import inspect

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from salwa.kernel.marks.folding import plain
from salwa.kernel.synthesis import damage, facts, formats, layout, second
from salwa.kernel.synthesis.register import register


@pytest.fixture(scope="module")
def held() -> pa.Table:
    return pa.Table.from_batches(register(20_000, 5))


@pytest.fixture(scope="module")
def asked(held: pa.Table) -> pa.Table:
    return second.queries(held, 6_000, seed=1)


def imported(module: object) -> set[str]:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]  # a module is what inspect wants
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def constants(module: object) -> set[str]:
    """Every constant that the source of a module names, with its value."""
    names = [name for name in vars(module) if name.isupper() and name != "SCHEMA"]
    names += [name for name in vars(module) if name.startswith("_") and name[1:].isupper()]
    return {repr(vars(module)[name]) for name in names}


def test_neither_model_imports_the_other_or_what_the_other_is_made_of() -> None:
    assert not {name for name in imported(second) if name.startswith("salwa")}
    for module in (damage, facts, formats, layout):
        assert not {name for name in imported(module) if name.endswith("second")}


def test_no_table_of_one_model_is_a_table_of_the_other() -> None:
    own, other = constants(second), constants(damage)
    assert len(own) >= 15
    assert not own & other


def test_a_fifth_is_truly_absent_and_the_rest_is_in_the_register(asked: pa.Table, held: pa.Table) -> None:
    rows = {row["external_id"]: row for row in held.to_pylist()}
    absent = 0
    for query in asked.to_pylist():
        if query["external_id"]:
            assert plain(rows[query["external_id"]]["serial"]) == plain(query["true_serial"])
            assert query["not_held"] == ""
        else:
            absent += 1
            assert query["not_held"]
    assert abs(absent / asked.num_rows - 0.2) < 0.03


def test_sisters_of_registered_firearms_have_numbers_that_the_register_has_not(asked: pa.Table, held: pa.Table) -> None:
    numbers = {plain(text) for text in held["serial"].to_pylist()}
    sisters = [q for q in asked.to_pylist() if q["not_held"] in {"unregistered sister", "beside"}]
    assert len(sisters) > 300
    assert not any(plain(q["true_serial"]) in numbers for q in sisters)


def test_every_stage_hurts_some_and_most_pass_unhurt(asked: pa.Table) -> None:
    ways = asked["way"].to_pylist()
    for stage in ("worn", "pen", "machine", "voice", "keys", "typed", "line end"):
        assert any(stage in way.split("+") for way in ways), stage
    assert 0.5 < ways.count("") / len(ways) < 0.8


def test_a_text_that_no_stage_hurt_still_reads_as_the_serial(asked: pa.Table) -> None:
    for query in asked.filter(pc.equal(asked["way"], "")).to_pylist():
        written = query["serial"] or query["marks"].split()[-1]
        assert plain(written).endswith(plain(query["true_serial"].split()[-1]))


def test_every_column_is_text(asked: pa.Table) -> None:
    assert not any(None in row.values() for row in asked.to_pylist())


def test_the_same_seed_asks_the_same_questions(held: pa.Table) -> None:
    assert second.queries(held, 100, seed=4).equals(second.queries(held, 100, seed=4))
    assert not second.queries(held, 100, seed=4).equals(second.queries(held, 100, seed=5))
