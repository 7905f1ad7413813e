"""Registry, index: the names of segments' folders, checked before a path is made of one."""

import re
from pathlib import Path
from typing import Final

from salwa.kernel.identification.segments import SegmentError
from salwa.platform.uuid7 import uuid7

NAME: Final = r"^[0-9a-f]{32}$"
"""What a segment's folder is called; the database holds every row of the list to it as well."""


def new_name() -> str:
    """Give a name that no segment has."""
    return uuid7().hex


def folder_of(place: Path, name: str) -> Path:
    """Give the folder ``name`` in ``place``. Raises SegmentError for a name that could lead elsewhere."""
    if not re.fullmatch(NAME[1:-1], name, re.ASCII):
        raise SegmentError("The list of segments names a folder that is none of ours.")
    return place / name
