"""Registry, import: what a registrar says about a file that does not have the default columns, as TOML.

::

    source = "Cantonal register 1974-2009"     # the same name on each import of the same register

    [file]                                      # only where the file does not say so itself
    encoding = "cp1252"
    delimiter = ";"
    sheet = "Weapons"
    date_formats = ["DD/MM/YYYY", "MM.YYYY"]    # one or more, beside ISO 8601
    heading_line = 4                            # where the headings are not found by themselves
    without_serials = true                      # the register really has none

    [columns]                                   # our column = the file's heading
    serial = "Numéro"
    make = "Marque"

    [constants]                                 # for cells that are empty, or columns that are not there
    import_country = "XC"

    [values.status]                             # the file's word = ours; "" leaves the cell empty
    "en service" = "registered"
"""

import json
import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.columns import COLUMNS, LONGEST
from salwa.contexts.registry.importing.layouts import in_words, layout
from salwa.contexts.registry.importing.reading import Form
from salwa.contexts.registry.importing.reading.delimited import DELIMITERS
from salwa.contexts.registry.importing.reading.encoding import known
from salwa.contexts.registry.importing.reading.refusing import refused
from salwa.kernel.marks.controls import CONTROL_CLASS, TURNING_CLASS

LONGEST_SOURCE: Final = 120
LAST_HEADING_LINE: Final = 1_000
_TABLES: Final = ("source", "file", "columns", "constants", "values")
_ABOUT_CELLS: Final = ("file", "constants", "values")
_FILE_KEYS_ABOUT_CELLS: Final = ("date_formats", "without_serials")
"""What a rejects file may say of how its cells are read; the rest is for the mapping that a person writes."""
_FILE_KEYS: Final = ("encoding", "delimiter", "sheet", "date_formats", "heading_line", "without_serials")
_FILE_TEXTS: Final = ("encoding", "delimiter", "sheet")
_LARGEST: Final = 1 << 20
_UNFIT: Final = re.compile(rf"[{CONTROL_CLASS}{TURNING_CLASS}\t\n\r\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping that has been checked; empty where there is none. ``values`` has its words in small letters."""

    source: str = ""
    form: Form = field(default_factory=Form)
    date_formats: tuple[str, ...] = ()
    columns: AnyMapping[str, str] = field(default_factory=dict)
    constants: AnyMapping[str, str] = field(default_factory=dict)
    values: AnyMapping[str, AnyMapping[str, str]] = field(default_factory=dict)
    without_serials: bool = False

    def over(self, other: "Mapping") -> "Mapping":
        """Give what this mapping says, and what ``other`` says where this one is silent."""
        return Mapping(
            source=self.source or other.source,
            form=self.form,
            date_formats=self.date_formats or other.date_formats,
            columns=self.columns or other.columns,
            constants=self.constants or other.constants,
            values=self.values or other.values,
            without_serials=self.without_serials or other.without_serials,
        )

    def about_cells(self) -> str:
        """Give what it says about cells, as a rejects file keeps it: JSON, "" where it says nothing."""
        file: dict[str, Any] = {}
        if self.date_formats:
            file["date_formats"] = list(self.date_formats)
        if self.without_serials:
            file["without_serials"] = True
        told = {"file": file, "constants": dict(self.constants), "values": {k: dict(v) for k, v in self.values.items()}}
        kept = {name: table for name, table in told.items() if table}
        return json.dumps(kept, ensure_ascii=False) if kept else ""


def said_of_cells(mapping: Mapping) -> tuple[str, ...]:
    """Say what a mapping does to cells, a sentence each, in the reader's language: what a file brought is told."""
    told = [
        _("Dates are read as %(layouts)s.") % {"layouts": ", ".join(map(in_words, mapping.date_formats))}
        if mapping.date_formats
        else "",
        _("The file need not have serials.") if mapping.without_serials else "",
    ]
    told += [
        _("Every row gets %(column)s “%(value)s”.") % {"column": column, "value": value}
        for column, value in mapping.constants.items()
    ]
    told += [
        _("In %(column)s, “%(word)s” is read as “%(value)s”.") % {"column": column, "word": word, "value": value}
        for column, words in mapping.values.items()
        for word, value in words.items()
    ]
    return tuple(one for one in told if one)


def read_mapping(path: Path) -> Mapping:
    """Read the mapping at ``path``. Raises Refused, naming the key, for what it cannot mean."""
    try:
        if path.stat().st_size > _LARGEST:
            raise refused(_("The mapping is larger than one megabyte."))
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refused(
            _("The mapping %(path)s cannot be opened: %(strerror)s.") % {"path": path, "strerror": error.strerror}
        ) from error
    except UnicodeDecodeError as error:
        raise refused(
            _("The mapping %(path)s is not UTF-8 (byte %(most)s).") % {"path": path, "most": error.start + 1}
        ) from error
    return parse_mapping(text)


def parse_mapping(text: str) -> Mapping:
    """Read a mapping from its text. Raises Refused, naming the key, for what it cannot mean."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise refused(_("The mapping is not TOML: %(error)s.") % {"error": error}) from error
    return _mapping(document)


def mapping_about_cells(text: str) -> Mapping:
    """Read what :meth:`Mapping.about_cells` gave. Raises Refused where it was changed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise refused(
            _("The mapping that the rejects file carries was changed. Name the mapping file that you used."),
            column="salwa_mapping",
        )
    _refuse_unknown("salwa_mapping", document, _ABOUT_CELLS)
    _refuse_unknown("[file]", _table(document, "file"), _FILE_KEYS_ABOUT_CELLS)
    return _mapping(document)


def _mapping(document: dict[str, Any]) -> Mapping:
    _refuse_unknown("the mapping", document, _TABLES)
    file = _table(document, "file")
    _refuse_unknown("[file]", file, _FILE_KEYS)
    columns = _texts("[columns]", _our_columns("[columns]", _table(document, "columns")))
    constants = _texts("[constants]", _our_columns("[constants]", _table(document, "constants"), COLUMNS))
    if "external_id" in constants:
        raise refused(_("The mapping gives every row the same external_id."), column="[constants]")
    values = {
        column: {
            word.strip().lower(): ours for word, ours in _texts(f"[values.{column}]", _dict(column, words)).items()
        }
        for column, words in _our_columns("[values]", _table(document, "values")).items()
    }
    return Mapping(
        source=_source(document.get("source", "")),
        form=_form(file, columns),
        date_formats=_date_formats(file.get("date_formats", [])),
        columns=_distinct(columns),
        constants=constants,
        values=values,
        without_serials=_truth("without_serials", file.get("without_serials", False)),
    )


def _table(document: dict[str, Any], name: str) -> dict[str, Any]:
    return _dict(name, document.get(name, {}))


def _dict(name: str, value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise refused(_("In the mapping, %(name)s is a table of names and values.") % {"name": name}, column=name)
    return value


def _refuse_unknown(where: str, table: dict[str, Any], known_names: tuple[str, ...]) -> None:
    for name in table:
        if name not in known_names:
            raise refused(
                _("%(where)s has no “%(name)s”; known are %(listed)s.")
                % {"where": where, "name": name, "listed": ", ".join(known_names)},
                column=name,
            )


def _our_columns(where: str, table: dict[str, Any], ours: Iterable[str] = LONGEST) -> dict[str, Any]:
    _refuse_unknown(where, table, tuple(ours))
    return table


def _texts(where: str, table: dict[str, Any]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise refused(
                _("%(where)s %(name)s is to be a text in quotation marks.") % {"where": where, "name": name},
                column=name,
            )
        texts[name] = str(value)
    return texts


def _distinct(columns: dict[str, str]) -> dict[str, str]:
    seen: dict[str, str] = {}
    for ours, theirs in columns.items():
        if theirs in seen:
            raise refused(
                _("[columns] takes both %(given)s and %(ours)s from “%(theirs)s”.")
                % {"given": seen[theirs], "ours": ours, "theirs": theirs},
                column=ours,
            )
        seen[theirs] = ours
    return columns


def checked_source(name: str) -> str:
    """Give the name of a source without white space around it. Raises Refused where it can be none."""
    name = name.strip()
    if len(name) > LONGEST_SOURCE:
        raise refused(
            _("source is a name of at most %(longest_source)s characters.") % {"longest_source": LONGEST_SOURCE},
            column="source",
        )
    if _UNFIT.search(name):
        raise refused(
            _("The name of the source holds a character that cannot be seen: type it again."), column="source"
        )
    return name


def _source(value: object) -> str:
    if not isinstance(value, str):
        raise refused(
            _("source is a name of at most %(longest_source)s characters.") % {"longest_source": LONGEST_SOURCE},
            column="source",
        )
    return checked_source(value)


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise refused(_("%(name)s is true or false, without quotation marks.") % {"name": name}, column=name)
    return value


def heading_line(value: object) -> int:
    """Give the line of the headings as a mapping or an option says it. Raises Refused where it can be none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LAST_HEADING_LINE:
        raise refused(
            _("heading_line is the number of a line, from 1 to %(last)d.") % {"last": LAST_HEADING_LINE},
            column="heading_line",
        )
    return value


def _form(file: dict[str, Any], columns: AnyMapping[str, str]) -> Form:
    texts = _texts("[file]", {name: value for name, value in file.items() if name in _FILE_TEXTS})
    encoding, delimiter = texts.get("encoding", ""), texts.get("delimiter", "")
    if encoding:
        known(encoding)
    if delimiter and delimiter not in DELIMITERS:
        raise refused(
            _("delimiter “%(delimiter)s” is not known; known are , ; | and \\t (tab).") % {"delimiter": delimiter},
            column="delimiter",
        )
    return Form(
        encoding=encoding,
        delimiter=delimiter,
        sheet=texts.get("sheet", ""),
        heading_line=heading_line(file.get("heading_line", 0)),
        headings=tuple(columns.values()),
    )


def _date_formats(value: object) -> tuple[str, ...]:
    """Give the layouts of dates as Python reads them, each once."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise refused(_('date_formats is a list such as ["DD/MM/YYYY", "MM.YYYY"].'), column="date_formats")
    return tuple(dict.fromkeys(layout(one) for one in value))
