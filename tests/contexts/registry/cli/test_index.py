"""Registry, command line: the index and the states made again."""

import shutil

from tests.contexts.registry.cli.test_history import registered


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


def test_states_are_derived_again(node):
    assert "0 states were wrong" in node.salwa("state", "rebuild").stdout
    assert node.salwa("--as", "tracing_officer", "state", "rebuild").returncode == 3
