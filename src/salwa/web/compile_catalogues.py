"""Web, catalogues: ``python -m salwa.web.compile_catalogues`` makes of every ``.po`` the ``.mo`` that Django reads."""

from pathlib import Path

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from salwa.web.catalogues import LOCALE


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Compile each ``<language>/LC_MESSAGES/*.po`` under ``locale``; give the files written."""
    made = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as file:
            catalogue = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalogue)
        made.append(target)
    return made


if __name__ == "__main__":
    for path in compile_all():
        click.echo(str(path))
