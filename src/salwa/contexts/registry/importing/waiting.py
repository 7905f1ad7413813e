"""Registry, import: files of an agency that wait for somebody to start their import, and how much room they may take.

The limits are a setting: ``IMPORTS_WAITING`` says how many files and bytes an agency may have waiting, and after how
many hours one that nobody started makes room for another.
"""

from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import ngettext

from salwa.platform.errors import Refused


def room(sizes: dict[Path, int]) -> int:
    """Give the bytes that an agency may still hand in beside what waits. Raises Refused where that is nothing."""
    left = settings.IMPORTS_WAITING["bytes"] - sum(sizes.values())
    if len(sizes) >= settings.IMPORTS_WAITING["files"] or left <= 0:
        raise full(sizes)
    return int(left)


def full(sizes: dict[Path, int]) -> Refused:
    """Give the error for an agency that has no room left."""
    return Refused(
        ngettext(
            "%(count)d file of your agency waits to be loaded (%(size)s), and there is no room for this one beside it: "
            "at most %(files)d files and %(most)s wait at once. Load it, or come back in %(hours)d hours: a file that "
            "nobody loads makes room then.",
            "%(count)d files of your agency wait to be loaded (%(size)s), and there is no room for this one beside "
            "them: at most %(files)d files and %(most)s wait at once. Load them, or come back in %(hours)d hours: a "
            "file that nobody loads makes room then.",
            len(sizes),
        )
        % {
            "count": len(sizes),
            "size": filesizeformat(sum(sizes.values())),
            "files": settings.IMPORTS_WAITING["files"],
            "most": filesizeformat(settings.IMPORTS_WAITING["bytes"]),
            "hours": settings.IMPORTS_WAITING["hours"],
        }
    )


def size_of(folder: Path) -> int:
    """Give the bytes of all files in a folder; of one that goes meanwhile none."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
