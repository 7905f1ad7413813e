"""The house, checked: what lies in the repository beside the code."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, SOURCE, TESTS, Fault, dotted, python, told, tracked

LARGEST = 1_500_000
# Joined here so that this file does not hold one. Software is installed by whatever index a State's machines know.
HOSTS = {
    "org": ["pypi", "pythonhosted", "npmjs", "rubygems", "anaconda"],
    "com": ["npmjs", "unpkg", "cdnjs.cloudflare"],
    "net": ["jsdelivr"],
    "io": ["crates", "docker", "ghcr", "quay"],
}
REGISTRIES = [f"{host}.{ending}" for ending, hosts in HOSTS.items() for host in hosts]
BINARY = {".png", ".jpg", ".gz", ".xlsx", ".parquet", ".webp", ".ico", ".npz", ".mo"}
PARTS = sorted(path.stem for path in (ROOT / "requirements").glob("*.in"))


def texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8", errors="replace"))
        for path in tracked()
        if path.suffix not in BINARY and path.stat().st_size <= LARGEST
    ]


def faults_where(pattern: re.Pattern[str], what: str) -> list[Fault]:
    return [
        Fault(path, number, what)
        for path, text in texts()
        if pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_large() -> None:
    faults = [
        Fault(path, 1, f"{path.stat().st_size:,} bytes: generate it, or leave it out")
        for path in tracked()
        if path.stat().st_size > LARGEST
    ]
    assert not faults, told(faults)


def test_no_file_names_a_package_registry() -> None:
    faults = faults_where(
        re.compile("|".join(map(re.escape, REGISTRIES))), "names a package registry: leave the host out"
    )
    assert not faults, told(faults)


def test_no_lock_file_and_no_bundle() -> None:
    names = re.compile(r"(package-lock\.json|yarn\.lock|poetry\.lock|uv\.lock|Pipfile\.lock|\.min\.(js|css))$")
    faults = [
        Fault(path, 1, "built or locked elsewhere: take it from a wheel")
        for path in tracked()
        if names.search(path.name)
    ]
    assert not faults, told(faults)


@pytest.mark.parametrize("part", PARTS)
def test_requirements_are_pinned_with_hashes_and_hold_no_address(part: str) -> None:
    text = (ROOT / "requirements" / f"{part}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    entries = [
        entry for entry in text.replace("\\\n", " ").splitlines() if entry and not entry.lstrip().startswith("#")
    ]
    assert all(re.match(r"[A-Za-z0-9._-]+==[^ ]+ .*--hash=sha256:", entry) for entry in entries)


@pytest.mark.parametrize("part", PARTS)
def test_requirements_are_in_step(part: str) -> None:
    wanted = _names(ROOT / "requirements" / f"{part}.in")
    pinned = _names(ROOT / "requirements" / f"{part}.txt")
    assert wanted <= pinned, f"make pins: {', '.join(sorted(wanted - pinned))} in {part}.in but not pinned"


def _names(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = (re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in names if name}


def test_the_notice_names_every_data_set_that_ships() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    folders = {str(path.parent.relative_to(ROOT)) for path in tracked() if path.name == "SOURCE.txt"}
    unnamed = sorted(folder for folder in folders if folder not in notice)
    assert not unnamed, f"name in NOTICE, with source and licence: {', '.join(unnamed)}"


def test_every_data_set_says_where_it_comes_from() -> None:
    raw = {path.parent for path in tracked() if path.is_relative_to(SOURCE) and path.parent.parent.name == "raw"}
    unsourced = sorted(str(folder.relative_to(ROOT)) for folder in raw if not (folder / "SOURCE.txt").exists())
    assert not unsourced, f"add SOURCE.txt (where from, licence, what was changed): {', '.join(unsourced)}"


def test_the_coverage_page_speaks_of_every_system() -> None:
    rows = set(
        re.findall(r"^\| *S(\d+) *\|", (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert rows == {str(number) for number in range(1, 31)}


def test_the_readme_begins_with_what_a_newcomer_types() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert 0 < readme.find("make demo") < readme.find("make test") < 2500


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "CODE_OF_CONDUCT.md"])
def test_links_to_files_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    broken = sorted(link for link in links if not (ROOT / link).exists())
    assert not broken, f"{page} links to what is not there: {', '.join(broken)}"


def test_notes_that_the_code_refers_to_are_in_the_documentation() -> None:
    pages = {path.name for path in tracked() if path.suffix == ".md"}
    faults = [
        Fault(path, number, f"refers to {name}, which is not here: name the source itself")
        for path in python(SOURCE)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for name in re.findall(r"(?<![\w/-])[a-z_-]+\.md\b", line)
        if name not in pages
    ]
    assert not faults, told(faults)


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^\.PHONY: (\S+)$", makefile, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):[^#\n]* ## \S", makefile, re.MULTILINE))
    assert targets == explained


def test_no_test_is_switched_off() -> None:
    # A conftest may say that something is not installed here: it must fail instead where CI is set.
    off = {"skip", "skipif", "xfail", "importorskip"}
    faults = [
        Fault(path, node.lineno, f"{dotted(node)}: mend the test, or remove it and say so")
        for path in python(TESTS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in off and dotted(node).startswith("pytest")
        if not (
            path.name == "conftest.py" and dotted(node) == "pytest.skip" and '"CI"' in path.read_text(encoding="utf-8")
        )
    ]
    assert not faults, told(faults)


def test_no_test_is_timed() -> None:
    faults = [
        Fault(path, node.lineno, "a test that measures time fails on a busy machine: measure it in bench/")
        for path in python(TESTS)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assert)
        and re.search(r"perf_counter|monotonic\(|elapsed|seconds <", ast.unparse(node.test))
    ]
    assert not faults, told(faults)
