"""Soak, journals: what each worker was told is committed."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Journal:
    """What one worker was told: a line before it begins something, a line when that is committed."""

    path: Path

    def write(self, **facts: object) -> None:
        """Add a line; it is on disk when this returns."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(facts) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        """Every whole line so far."""
        if not self.path.exists():
            return []
        text = self.path.read_text(encoding="utf-8")
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]


@dataclass(slots=True)
class Outcome:
    """What the soak came to."""

    seconds: float = 0
    registered: int = 0
    imports: int = 0
    imported: int = 0
    imports_killed: int = 0
    imports_killed_but_committed: int = 0
    server_kills: int = 0
    questions: int = 0
    refused_while_down: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    halved: list[str] = field(default_factory=list)
    not_found: list[str] = field(default_factory=list)
    not_found_after_rebuild: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether all kinds of work were done, and nothing was lost, doubled, halved or not found."""
        is_broken = self.lost or self.doubled or self.halved or self.not_found or self.not_found_after_rebuild
        return not is_broken and all((self.registered, self.imported, self.questions))


def begun(folder: Path) -> Iterator[str]:
    """Give every serial that a worker ever began with; one that chance drew twice comes twice."""
    for path in folder.glob("registrar-*.jsonl"):
        yield from (str(line["serial"]) for line in Journal(path).lines() if line["state"] == "begun")
    for path in folder.glob("importer-*.jsonl"):
        for line in Journal(path).lines():
            if line["state"] == "begun":
                yield from line["serials"]


def committed(folder: Path) -> list[list[str]]:
    """Every serial that a journal says is committed, one list a worker, the oldest first."""
    by_hand = [
        [str(line["serial"]) for line in Journal(path).lines() if line["state"] == "done"]
        for path in sorted(folder.glob("registrar-*.jsonl"))
    ]
    return [*by_hand, *(_imported(Journal(path).lines()) for path in sorted(folder.glob("importer-*.jsonl")))]


def _imported(lines: list[dict[str, Any]]) -> list[str]:
    done = {line["batch"] for line in lines if line["state"] == "done"}
    return [text for line in lines if line["state"] == "begun" and line["batch"] in done for text in line["serials"]]
