"""The house, checked: who may import whom, and what each room is for."""

import re
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT


def test_every_import_keeps_to_the_layers() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout[-6000:]


def test_every_dependency_earns_its_place() -> None:
    page = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8").lower()
    listed = set(re.findall(r"^\| ([a-z0-9._-]+)", page, re.MULTILINE))
    wanted = {
        name.group().lower()
        for path in (ROOT / "requirements").glob("*.in")
        for line in path.read_text(encoding="utf-8").splitlines()
        if (name := re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line))
    }
    assert wanted - listed == set(), "say in docs/explanation/dependencies.md what it is for"
    assert listed - wanted <= {"package"}, "no longer asked for: take it out of docs/explanation/dependencies.md"
