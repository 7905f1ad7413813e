"""Registry, import, tests: how much of an agency's may wait, and what it is told where that is too much."""

from pathlib import Path
from typing import Any

import pytest

from salwa.contexts.registry.importing.waiting import room, size_of
from salwa.platform.errors import Refused


def test_what_is_left_is_what_does_not_wait(settings: Any) -> None:
    settings.IMPORTS_WAITING = {"files": 2, "bytes": 100, "hours": 2}
    assert room({}) == 100
    assert room({Path("a"): 40}) == 60
    for sizes in ({Path("a"): 100}, {Path("a"): 1, Path("b"): 1}):
        with pytest.raises(Refused, match="no room for this one"):
            room(sizes)


def test_a_folder_is_as_large_as_its_files(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"x" * 7)
    (tmp_path / "b").write_bytes(b"x" * 5)
    assert size_of(tmp_path) == 12
    assert size_of(tmp_path / "gone") == 0
