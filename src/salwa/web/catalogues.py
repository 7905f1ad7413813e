"""Web, catalogues: what there is to translate, collected from the source, without GNU gettext.

Python files are read by Babel, templates by Django's own ``templatize`` first: the same way as ``makemessages`` takes.
Run ``python -m salwa.web.pseudo`` after a string changed; ``python -m salwa.web.compile_catalogues`` makes the ``.mo``.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

import salwa
from salwa.kernel.marks.lexicon import meanings
from salwa.kernel.vocabularies import countries, types
from salwa.kernel.vocabularies.resolver import not_names

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Months, as Django asks for them; its own catalogues have no languages that nobody speaks."""
SOURCE: Final = Path(salwa.__file__).parent
LOCALE: Final = SOURCE / "locale"
KEYWORDS: Final = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "Sentence": None,
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
COMMENTS: Final = ("Translators:",)


def sources() -> Iterator[Path]:
    """Give every file that may hold a string to translate, in a stable order."""
    for ending in ("py", "html", "txt"):
        for path in sorted(SOURCE.rglob(f"*.{ending}")):
            is_template = "templates" in path.relative_to(SOURCE).parts
            if ending == "py" or is_template:
                yield path


def collect() -> Catalog:
    """Collect all strings of the source as a catalogue without translations; places are files, without lines."""
    catalogue = Catalog(project="salwa", charset="utf-8")
    for path in sources():
        text = path.read_text(encoding="utf-8")
        place = _place(path)
        if path.suffix != ".py":
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        for _line, message, comments, context in extract("python", BytesIO(text.encode()), KEYWORDS, COMMENTS):
            catalogue.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    for message, place in _of_rules():
        catalogue.add(message, locations=[(place, 0)])
    for message, place, context in _of_data():
        catalogue.add(message, locations=[(f"salwa/{place}", 0)], context=context)
    return catalogue


def _of_rules() -> Iterator[tuple[str, str]]:
    """Give what the rules say to users: the docstring of each rule, up to its source, as the rule itself gives it."""
    for path in sources():
        if path.suffix != ".py" or "rules" not in (path.parent.name, path.stem):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Rule") for base in node.bases):
                yield " ".join((ast.get_docstring(node) or "").split("Source:")[0].split()), _place(path)


def _place(path: Path) -> str:
    return path.relative_to(SOURCE.parent).as_posix()


def _of_data() -> Iterator[tuple[str, str, str | None]]:
    """Give the words of a language that stand in data, each with its place and context."""
    for kind, terms in (("type", types().terms), ("country", countries().terms)):
        for term in terms:
            yield term.name, f"kernel/vocabularies/data/{'types' if kind == 'type' else 'countries'}.csv", kind
    for meaning in meanings():
        yield meaning, "kernel/marks/words.csv", None
    for why in sorted(set(not_names().values())):
        yield str(why), "kernel/vocabularies/own/not_names.csv", None
    for month in MONTHS:
        yield month, "web/catalogues.py", None
