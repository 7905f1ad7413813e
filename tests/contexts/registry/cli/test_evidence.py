"""Evidence is written to a file by one command, and what is refused says what to do."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NodeUnderTest
from tests.platform.papers.conftest import printing
from tests.platform.papers.reading import Printed

__all__ = ["printing"]

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


@pytest.mark.usefixtures("printing")
def test_the_paper_holds_the_file_that_was_written_beside_it(node: NodeUnderTest, tmp_path: Path) -> None:
    made = node.salwa("record", "firearm", "--serial", "EVD55124", "--make", "Glock")
    number = next(word for word in made.stdout.split() if word.startswith("XC-")).strip(".,")
    file, paper = tmp_path / "evidence.json", tmp_path / "evidence.pdf"
    order = ["evidence", number, "--recipient", "Court of XD", "--reason", "Request 13/2026"]
    nowhere = node.salwa(*order)
    assert nowhere.returncode == 2
    assert "--pdf FILE.pdf" in nowhere.stderr
    done = node.salwa(*order, "--output", str(file), "--pdf", str(paper))
    assert done.returncode == 0, done.stderr
    assert str(file) in done.stdout
    assert str(paper) in done.stdout
    printed = Printed.of(paper.read_bytes())
    assert printed.attached("evidence.json") == file.read_bytes()
    for words in ("Court of XD", "Request 13/2026", "EVD55124", number):
        assert words in printed.text, words
    assert paper.stat().st_mode & 0o077 == 0
    key = node.salwa("ledger", "key").stdout.strip()
    handed = [sys.executable, "-I", str(VERIFIER), str(paper), "--key", key]
    checked = subprocess.run(handed, check=False, capture_output=True, text=True)
    assert "Save evidence.json from its attachments" in checked.stderr
    assert checked.returncode == 1
    other = node.salwa(*order, "--pdf", str(paper), "--language", "qps-plocm")
    assert other.returncode == 0, other.stderr
    assert Printed.of(paper.read_bytes()).root["/Lang"] == "zxx"
