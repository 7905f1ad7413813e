"""Registry, command line: merge and unmerge."""

import json

from tests.contexts.registry.cli.test_history import registered


def test_two_records_are_shown_as_one_and_as_two_again(node):
    one, other = registered(node, "MRG-301"), registered(node, "MRG-302")
    assert node.salwa("merge", one, other).returncode == 2
    assert node.salwa("merge", one, other, "--reason", "typed twice").returncode == 0
    assert json.loads(node.salwa("history", one, "--json").stdout)["absorbed"] == [other]
    assert f"shown under {one}" in node.salwa("history", other).stdout
    assert node.salwa("merge", one, other, "--reason", "again").returncode == 2
    assert node.salwa("unmerge", one, other, "--reason", "two after all").returncode == 0
    assert json.loads(node.salwa("history", one, "--json").stdout)["absorbed"] == []
    assert node.salwa("unmerge", one, other, "--reason", "again").returncode == 3
