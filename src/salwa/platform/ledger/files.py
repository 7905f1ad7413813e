"""Platform, ledger: write a file whole or not at all, and through no link that somebody laid."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Put ``content`` in place of ``path``: readers see the old file or the new one.

    A link of that name, or where the unfinished file is to stand, is taken away and never followed. Raises OSError.
    """
    unfinished = path.with_name(f".{path.name}.new")
    with suppress(FileNotFoundError):
        unfinished.unlink()
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
