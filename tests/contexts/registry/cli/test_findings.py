"""Registry, command line: findings listed and closed."""

import json

from tests.contexts.registry.cli.test_history import registered


def test_a_weapon_seen_after_its_destruction_is_listed_until_somebody_says_why(node):
    number = registered(node, "FND-401")
    assert node.salwa("record", "destruction", number, "--happened", "2011").returncode == 0
    assert node.salwa("record", "seizure", number, "--happened", "2020").returncode == 0
    found = [one for one in json.loads(node.salwa("findings", "list", "--json").stdout) if one["record"] == number]
    assert [(one["kind"], one["entries"]) for one in found] == [("seen_after_destruction", [2, 3])]
    assert number in node.salwa("findings", "list").stdout
    closed = node.salwa("findings", "close", str(found[0]["id"]), "--reason", "copied mark")
    assert closed.returncode == 0, closed.stderr
    assert number not in node.salwa("findings", "list").stdout
    assert number in node.salwa("findings", "list", "--all").stdout
    assert node.salwa("findings", "close", "999999", "--reason", "x").returncode == 3
