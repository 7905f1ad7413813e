"""Registry, command line: the index and the states made again."""

import shutil

from salwa.contexts.registry.cli.index import index
from tests.conftest import Cast
from tests.contexts.registry.cli.test_history import registered
from tests.contexts.tracing.cli.conftest import Run, run

__all__ = ["run"]


def test_the_index_is_built_again_where_its_files_are_gone(node):
    registered(node, "IDX-501")
    built = node.salwa("index", "rebuild")
    assert built.returncode == 0, built.stderr
    assert "indexed" in built.stdout
    assert node.salwa("index", "status").returncode == 0
    for folder in node.home.segments.iterdir():
        shutil.rmtree(folder)
    broken = node.salwa("index", "status")
    assert broken.returncode == 2
    assert "salwa index rebuild" in broken.stdout
    assert node.salwa("index", "rebuild").returncode == 0
    assert node.salwa("index", "status").returncode == 0


def test_an_index_of_no_segment_says_so(cast: Cast, run: Run) -> None:
    told = run(index, "status", user="registrar")
    assert told.exit_code == 0, told.exception
    assert told.output.startswith("No segment is built yet.")


def test_states_are_derived_again(node):
    assert "0 states were wrong" in node.salwa("state", "rebuild").stdout
    assert node.salwa("--as", "tracing_officer", "state", "rebuild").returncode == 3
