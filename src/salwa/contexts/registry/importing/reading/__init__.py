"""Registry, import, reading: open a register's file, whatever it is. What it is, its bytes say, not its name."""

from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from salwa.contexts.registry.importing.reading.apart import ApartTable
from salwa.contexts.registry.importing.reading.delimited import DelimitedTable
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.contexts.registry.importing.reading.table import LINE, Batch, Doubt, Form, Spoiled, Table

__all__ = ["LINE", "Batch", "Doubt", "Form", "Spoiled", "Table", "open_table"]

_FOREIGN: Final = (
    (
        b"\xd0\xcf\x11\xe0",
        gettext_noop(
            "This is an old Excel workbook (XLS), or one protected by a password. Save it as XLSX without one."
        ),
    ),
    (b"\x1f\x8b", gettext_noop("This file is compressed (gzip). Unpack it and import what is in it.")),
    (b"%PDF", gettext_noop("This is a PDF document, not a table.")),
    (b"7z\xbc\xaf", gettext_noop("This file is compressed (7z). Unpack it and import what is in it.")),
    (b"Rar!", gettext_noop("This file is compressed (RAR). Unpack it and import what is in it.")),
)


def open_table(path: Path, form: Form) -> Table:
    """Open ``path`` and read its heading. Raises Refused in words, with line and column where there are such."""
    try:
        if path.is_dir():
            raise refused(_("%(path)s is a folder; name the file in it.") % {"path": path})
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError as error:
        raise refused(_("There is no file %(path)s.") % {"path": path}) from error
    except OSError as error:
        raise refused(
            _("%(path)s cannot be opened: %(strerror)s.") % {"path": path, "strerror": error.strerror}
        ) from error
    except ValueError as error:
        raise refused(_("The file's name holds a character that no file's name can hold.")) from error
    if not head:
        raise refused(_("The file is empty."), line=1)
    for beginning, sentence in _FOREIGN:
        if head.startswith(beginning):
            raise refused(_(sentence))
    if head.startswith(b"PK"):
        return ApartTable("workbook", path, form)
    if head.startswith(b"PAR1"):
        return ApartTable("parquet", path, form)
    return DelimitedTable(path, form)
