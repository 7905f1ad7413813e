"""Web, translating: the catalogues of the languages, renewed from the source, handed to translators and taken back.

    python -m salwa.web.translating renew            bring every catalogue in step with the source
    python -m salwa.web.translating missing fr       print what is not translated, as JSON
    python -m salwa.web.translating take fr FILE     take translations from such a file, if nothing is wrong with them

A translation keeps the placeholders, tags and commands of the English sentence, has every plural form of its language,
and uses the terms of the glossary (``docs/reference/glossary``). English is the source and has no catalogue.
"""

import json
import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from salwa.web.catalogues import LOCALE, collect

LANGUAGES: Final = {"ar": "ar", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_Hans"}
"""Language codes as the United Nations write them, and the folders that Django derives from its own."""
_KEPT: Final = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|</?[a-zA-Z][^>]*>|&\w+;|--[a-z][a-z-]*|`[^`]*`")
_COUNTS: Final = frozenset({"%(count)s", "%(count)d", "%(number)s", "%(number)d", "%(rows)s"})


def path_of(language: str, locale: Path = LOCALE) -> Path:
    """Give where the catalogue of a language lies."""
    return locale / LANGUAGES[language] / "LC_MESSAGES" / "django.po"


def read(language: str, locale: Path = LOCALE) -> Catalog:
    """Read the catalogue of a language; an empty one where there is none yet."""
    path = path_of(language, locale)
    if not path.exists():
        return Catalog(locale=LANGUAGES[language])
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGES[language])


def renewed(language: str, known: Catalog, found: Catalog) -> Catalog:
    """Give a catalogue with what the source says now: what was translated stays so, what is gone goes."""
    out = Catalog(
        locale=LANGUAGES[language],
        project="salwa",
        charset="utf-8",
        fuzzy=False,
        header_comment="# The catalogue of a language: see python -m salwa.web.translating.",
    )
    for message in sorted((one for one in found if one.id), key=lambda one: (str(one.id), one.context or "")):
        before = known.get(message.id, message.context)
        is_kept = before is not None and before.pluralizable == message.pluralizable
        text = before.string if before is not None and is_kept else None
        flags = message.flags - {"fuzzy"}
        out.add(message.id, text, locations=message.locations, flags=flags, context=message.context)
    return out


def write(language: str, catalogue: Catalog, locale: Path = LOCALE) -> Path:
    """Write a catalogue; without the days and names that would change it though nothing was translated."""
    out = BytesIO()
    write_po(out, catalogue, width=120, omit_header=False, ignore_obsolete=True)
    text = out.getvalue().decode("utf-8")
    kept = [line for line in text.split("\n") if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))]
    path = path_of(language, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept), encoding="utf-8")
    return path


def missing(catalogue: Catalog) -> Iterator[Message]:
    """Give what is not translated, or only in doubt."""
    return (one for one in catalogue if one.id and (one.fuzzy or not _is_said(one)))


def faults_of(catalogue: Catalog) -> Iterator[str]:
    """Say what is wrong with translations: a placeholder, a tag or a command that differs, a space at an edge."""
    for message in catalogue:
        if message.id and _is_said(message):
            yield from _faults(message)


def _is_said(message: Message) -> bool:
    texts = _texts(message.string)
    return bool(texts) and all(texts)


def _faults(message: Message) -> Iterator[str]:
    ids, texts = _texts(message.id), _texts(message.string)
    whole = ids[-1]
    for at, text in enumerate(texts):
        # A form that says one or two may leave the number out; the last one may not.
        is_last = at == len(texts) - 1
        have = _kept(text, with_counts=is_last)
        if have not in [_kept(one, with_counts=is_last) for one in (ids if not is_last else ids[-1:])]:
            yield f"{whole[:60]!r}: {text[:60]!r} has {have}, not {_kept(whole, with_counts=True)}"
        if _edges(whole) != _edges(text):
            yield f"{whole[:60]!r}: a space at the edge differs in {text[:60]!r}"


def _texts(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _kept(text: str, *, with_counts: bool) -> list[str]:
    """Give what a translation keeps as it stands, sorted."""
    return sorted(one for one in _KEPT.findall(text) if with_counts or one not in _COUNTS)


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


@click.group()
def translating() -> None:
    """Bring the catalogues of the languages in step with the source, and take translations."""


@translating.command()
def renew() -> None:
    """Bring every catalogue in step with the source."""
    found = collect()
    for language in LANGUAGES:
        catalogue = renewed(language, read(language), found)
        path = write(language, catalogue)
        click.echo(f"{path}: {len(catalogue)} strings, {sum(1 for _ in missing(catalogue))} to translate")


@translating.command("missing")
@click.argument("language", type=click.Choice(sorted(LANGUAGES)))
def missing_(language: str) -> None:
    """Print what is not translated, as JSON."""
    rows = [
        {"id": one.id, "context": one.context, "where": one.locations[0][0] if one.locations else "", "str": ""}
        for one in missing(read(language))
    ]
    click.echo(json.dumps(rows, ensure_ascii=False, indent=1))


@translating.command()
@click.argument("language", type=click.Choice(sorted(LANGUAGES)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def take(language: str, file: Path) -> None:
    """Take translations from a file as ``missing`` prints it, if nothing is wrong with them."""
    catalogue = read(language)
    given: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    for row in given:
        key = row["id"] if isinstance(row["id"], str) else tuple(row["id"])
        message = catalogue.get(key, row.get("context"))
        if message is None:
            raise click.ClickException(f"Nothing says this now: {key!r}")
        if row["str"]:
            message.string = row["str"] if isinstance(row["str"], str) else tuple(row["str"])
    if wrong := list(faults_of(catalogue)):
        raise click.ClickException("\n".join(wrong))
    write(language, catalogue)
    click.echo(f"{sum(1 for _ in missing(catalogue))} left to translate")


if __name__ == "__main__":
    translating()
