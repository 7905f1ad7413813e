"""Demonstration, command line: ``salwa demo`` builds, asks, writes down what came out, and ends by itself."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from salwa.kernel.identification.model import Verdict
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home
from tests.conftest import salwa_in


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    yield Home(tmp_path / "home")
    Cluster.of(Home(tmp_path / "home" / "demo-identification")).remove()


@pytest.mark.slow
def test_the_demonstration_runs_twice_and_builds_once(home: Home) -> None:
    first = salwa_in(home, "demo", "--rows", "1500")
    assert first.returncode == 0, first.stderr
    assert "Making up 1,500 firearms" in first.stdout
    assert "Worked case 3" in first.stdout
    told = json.loads((home.path / "demo.json").read_text(encoding="utf-8"))["identification"]
    assert told["register"] == 1_817
    assert told["queries"] == 320
    evidence = json.loads((home.path / "demo.json").read_text(encoding="utf-8"))["evidence"]
    assert (evidence["bundle_verified"], evidence["tampering_found"]) == (True, True)
    assert evidence["named"].startswith("registry_mark ")
    assert sum(told[verdict.value] for verdict in Verdict) == 320
    assert {group: counts["of"] for group, counts in told["first_right"].items()} == {
        "written_differently": 20,
        "written_alike": 161,
        "one_hand": 112,
        "no_serial": 27,
    }
    assert told["first_right"]["written_alike"]["right"] > 140
    assert 0 < told["p50_ms"] <= told["p95_ms"]
    assert not (home.path / "node.toml").exists(), "the user's own home was made a node"

    second = salwa_in(home, "demo", "--rows", "1500")
    assert second.returncode == 0, second.stderr
    assert "The register is there from an earlier run" in second.stdout
    assert "Making up" not in second.stdout


def test_a_row_count_that_cannot_be_is_refused_in_words(home: Home) -> None:
    refused = salwa_in(home, "demo", "--rows", "0")
    assert refused.returncode == 2
    assert "0 is not in the range" in refused.stderr
    assert not home.path.exists()
