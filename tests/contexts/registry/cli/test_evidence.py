"""Evidence is written to a file by one command, and what is refused says what to do."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import NodeUnderTest

VERIFIER = Path(__file__).parents[4] / "contrib" / "verify_ledger.py"


def test_evidence_is_written_and_checked_by_the_file_that_stands_alone(node: NodeUnderTest, tmp_path: Path) -> None:
    made = node.salwa("record", "firearm", "--serial", "EVD55123", "--make", "Glock")
    assert made.returncode == 0, made.stderr
    number = next(word for word in made.stdout.split() if word.startswith("XC-")).strip(".,")
    path = tmp_path / "evidence.json"
    order = ["evidence", number, "--output", str(path), "--reason", "Request 12/2026"]
    assert node.salwa(*order).returncode == 2
    done = node.salwa(*order, "--recipient", "Court of XD")
    assert done.returncode == 0, done.stderr
    key = node.salwa("ledger", "key").stdout.strip()
    checked = [sys.executable, "-I", str(VERIFIER), str(path), "--key", key]
    assert subprocess.run(checked, check=False).returncode == 0
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["told"]["record"] == number
    assert node.salwa("evidence", "XC-00000-00000-0", *order[2:], "--recipient", "x").returncode in {2, 3}
