"""Acceptance: rows that were altered at random past every trigger are named, each of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ALTERATIONS = 60


@pytest.mark.slow
def test_every_row_altered_at_random_is_named(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SALWA_")}
    done = subprocess.run(
        [sys.executable, "-m", "bench.tamper", str(ALTERATIONS)],
        env={**environment, "SALWA_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults_before"] == 0
    assert told["missed"] == []
    assert told["found"] == ALTERATIONS
    assert len(told["by_table"]) > 10
