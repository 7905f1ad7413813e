"""The house, checked: what stands in the tree, and how a fault is told."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "salwa"
TESTS = ROOT / "tests"
# What is made or kept here and never given away.
PRIVATE = {".git", ".venv", ".salwa", "__pycache__", "_build", "build", "node_modules"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that breaks the style, and what to do about it."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        return f"{path}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: its place, text and tree. ``room`` counts from src/salwa: ("kernel", "marks", "reading")."""

    path: Path
    room: tuple[str, ...]
    text: str
    tree: ast.Module

    @classmethod
    def of(cls, text: str, room: str) -> "Module":
        """A module made of text, as if it stood at ``room`` ("kernel/marks/reading")."""
        return cls(SOURCE / f"{room}.py", tuple(room.split("/")), text, ast.parse(text))


def told(faults: list[Fault]) -> str:
    """All faults, one a line, for the person who has to mend them."""
    return "\n" + "\n".join(str(fault) for fault in faults)


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that git holds or would hold; without git, every file that is not private."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        names = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not PRIVATE & set(path.parts)]
    return tuple(sorted(path for name in set(names) if (path := ROOT / name).is_file()))


def python(folder: Path) -> tuple[Path, ...]:
    """Tracked Python files below a folder."""
    return tuple(path for path in tracked() if path.suffix == ".py" and path.is_relative_to(folder))


@cache
def modules() -> tuple[Module, ...]:
    """The modules of the product, migrations left out: Django writes those."""
    found = []
    for path in python(SOURCE):
        room = path.relative_to(SOURCE).with_suffix("").parts
        if "migrations" not in room:
            text = path.read_text(encoding="utf-8")
            found.append(Module(path, room, text, ast.parse(text)))
    return tuple(found)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a name or an attribute; of a call, the name that is called; else nothing."""
    match node:
        case ast.Call():
            return dotted(node.func)
        case ast.Attribute():
            before = dotted(node.value)
            return f"{before}.{node.attr}" if before else node.attr
        case ast.Name():
            return node.id
        case _:
            return ""
