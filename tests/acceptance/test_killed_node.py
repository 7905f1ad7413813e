"""Acceptance: a running node that is killed loses nothing that was acknowledged, and goes on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def soak(*arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SALWA_")}
    command = [sys.executable, "-m", "bench.soak", "--seconds", "0", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_twice_killed_under_load_the_register_is_whole(tmp_path: Path) -> None:
    results = tmp_path / "soak.json"
    done = soak("--kills", "2", "--results", str(results))
    assert done.returncode == 0, done.stderr + done.stdout
    told = json.loads(results.read_text(encoding="utf-8"))["killed"]
    assert sum(told["kills"].values()) == 2
    assert told["faults"] == []
    assert told["acknowledged"] > 0
