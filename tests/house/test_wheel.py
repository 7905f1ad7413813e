"""The house, checked: what is installed holds everything that the program reads."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, tracked

READ = {".csv", ".toml", ".yaml", ".html", ".txt", ".css", ".js", ".svg", ".po", ".mo", ".json"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel that is built here from a copy of the tree, without a download."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in tracked():
        if path.parent == ROOT or path.is_relative_to(ROOT / "requirements"):
            copy = folder / "tree" / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    shutil.copytree(ROOT / "src", folder / "tree" / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    done = subprocess.run(
        [*build, "--wheel-dir", str(folder), str(folder / "tree")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("salwa-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_file_that_the_program_reads(held: set[str]) -> None:
    read = {path for path in tracked() if path.is_relative_to(SOURCE) and path.suffix in READ}
    missing = sorted(str(path.relative_to(SOURCE.parent)) for path in read if _inside(path) not in held)
    assert not missing, f"name them in [tool.setuptools.package-data]: {', '.join(missing)}"


@pytest.mark.parametrize("ending", [".csv", ".html", ".css", ".po", ".mo", "migrations/0001_initial.py"])
def test_the_wheel_holds_vocabularies_templates_catalogues_and_styles(held: set[str], ending: str) -> None:
    assert any(name.startswith("salwa/") and name.endswith(ending) for name in held)


def _inside(path: Path) -> str:
    return path.relative_to(SOURCE.parent).as_posix()
