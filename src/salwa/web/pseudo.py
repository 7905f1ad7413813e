"""Web, pseudo-catalogue: a right-to-left language that nobody speaks; it shows that every string is translated.

``python -m salwa.web.pseudo`` writes ``locale/qps_Plocm/LC_MESSAGES/django.po`` in the package. Each string becomes
``‹⟪…⟫›`` in Arabic letters; placeholders and tags stay as they are. A string without the brackets on a page was
never translated; a mark that falls apart on it was not isolated.
"""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from salwa.web.catalogues import LOCALE, collect

LANGUAGE: Final = "qps-plocm"
FOLDER: Final = "qps_Plocm"
"""The name of the folder that Django derives from the language code."""
PATH: Final = LOCALE / FOLDER / "LC_MESSAGES" / "django.po"
_KEPT: Final = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>|&\w+;|\s+")
_LETTERS: Final = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكديفغهيجكلمنوپقرستوڤوخيز", strict=True))


def pseudo(text: str) -> str:
    """Give ``text`` in the language that nobody speaks; placeholders, tags and spaces stay."""
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(text):
        parts.append(_spell(text[end : kept.start()]))
        parts.append(kept.group())
        end = kept.end()
    parts.append(_spell(text[end:]))
    return f"‹⟪{''.join(parts)}⟫›"


def _spell(text: str) -> str:
    return "".join(_LETTERS.get(letter.lower(), letter) for letter in text)


def build() -> bytes:
    """Build the pseudo-catalogue as the text of its ``.po`` file."""
    found = collect()
    written = Catalog(
        project="salwa",
        charset="utf-8",
        fuzzy=False,
        header_comment="# Made by python -m salwa.web.pseudo: do not edit.",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for message in sorted((m for m in found if m.id), key=lambda m: (str(m.id), m.context or "")):
        text = pseudo(message.id) if isinstance(message.id, str) else tuple(pseudo(form) for form in message.id)
        written.add(
            message.id, text, locations=message.locations, flags=message.flags - {"fuzzy"}, context=message.context
        )
    out = BytesIO()
    write_po(out, written, width=120, include_lineno=False)
    lines = out.getvalue().decode().replace('"Language-Team: LANGUAGE <LL@li.org>\\n"\n', "")
    header = f'"Language: {LANGUAGE}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"MIME-Version'
    return lines.replace('"MIME-Version', header, 1).encode()


def write(path: Path = PATH) -> int:
    """Write the catalogue where it differs; give the number of its strings."""
    made = build()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != made:
        path.write_bytes(made)
    return made.count(b"\nmsgid ") - 1


if __name__ == "__main__":
    click.echo(f"{PATH}: {write()} strings")
