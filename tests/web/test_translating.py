"""Web, translating: every string in every language, with its placeholders and the terms of the glossary."""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from click.testing import CliRunner

from salwa.web import translating
from salwa.web.catalogues import collect

GLOSSARY = Path(__file__).parents[2] / "docs" / "reference" / "glossary" / "stems.csv"
WITHOUT = re.compile(r"%\(\w+\)[sd]|`[^`]*`|\bsalwa(?: [a-z]+)+|--[a-z-]+")
"""Names of placeholders and commands, which are no words of the sentence."""
ENOUGH = 0.9
"""The share of sentences with a term that use one of its stems. The rest say it by a pronoun, or in another way."""


@cache
def catalogue(language: str) -> Catalog:
    return translating.read(language)


@cache
def source() -> dict[tuple[object, str | None], Message]:
    return {(one.id, one.context): one for one in collect() if one.id}


@pytest.mark.parametrize("language", translating.LANGUAGES)
def test_every_string_is_translated_and_none_in_doubt(language: str) -> None:
    known = {(one.id, one.context) for one in catalogue(language) if one.id}
    assert known == set(source()), "run: python -m salwa.web.translating renew"
    assert [one.id for one in translating.missing(catalogue(language))] == []


@pytest.mark.parametrize("language", translating.LANGUAGES)
def test_placeholders_tags_and_commands_stay(language: str) -> None:
    assert list(translating.faults_of(catalogue(language))) == []


@pytest.mark.parametrize("language", translating.LANGUAGES)
def test_the_terms_are_those_of_the_glossary(language: str) -> None:
    short = {}
    for term, stems in terms(language):
        case = 0 if term[0].isupper() else re.IGNORECASE
        said = [text for english, text in sentences(language) if re.search(rf"\b{term}s?\b", english, case)]
        kept = sum(any(stem.lower() in text.lower() for stem in stems) for text in said)
        if said and kept < ENOUGH * len(said):
            short[term] = f"{kept} of {len(said)}"
    assert short == {}


def terms(language: str) -> Iterator[tuple[str, list[str]]]:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if stems := row[language]:
                yield re.escape(row["term"]), stems.split(";")


@cache
def sentences(language: str) -> list[tuple[str, str]]:
    return [
        (
            WITHOUT.sub(" ", one.id if isinstance(one.id, str) else one.id[-1]),
            one.string if isinstance(one.string, str) else one.string[-1],
        )
        for one in catalogue(language)
        if one.id and one.context is None
    ]


def made(*pairs: tuple[object, object]) -> Catalog:
    out = Catalog(locale="fr")
    for key, text in pairs:
        out.add(key, text)
    return out


def test_what_was_translated_stays_and_what_is_gone_goes() -> None:
    known = made(("Open", "Ouvrir"), ("Gone", "Parti"), ("%(n)s mark", "%(n)s marque"))
    found = made(("Open", ""), ("New", ""), (("%(n)s mark", "%(n)s marks"), ""))
    out = translating.renewed("fr", known, found)
    assert out.get("Open").string == "Ouvrir"
    assert out.get("Gone") is None
    assert [one.id for one in translating.missing(out)] == [("%(n)s mark", "%(n)s marks"), "New"]


@pytest.mark.parametrize(
    ("key", "text", "is_right"),
    [
        ("%(count)s marks", "%(count)s marques", True),
        ("%(count)s marks", "%(nombre)s marques", False),
        ("Run: salwa ledger seal --all", "Lancez : salwa ledger seal --all", True),
        ("Run: salwa ledger seal --all", "Lancez : salwa ledger seal --tout", False),
        ("<b>Look</b>", "<b>Regardez</b>", True),
        ("<b>Look</b>", "Regardez", False),
        ("Ask ", "Demandez", False),
        (("One of %(name)s", "%(count)s of %(name)s"), ("Une de %(name)s", "%(count)s de %(name)s"), True),
        (("One of %(name)s", "%(count)s of %(name)s"), ("Une", "%(count)s de %(name)s"), False),
        (("One of %(name)s", "%(count)s of %(name)s"), ("Une de %(name)s", "Plusieurs de %(name)s"), False),
    ],
)
def test_what_a_translation_loses_is_told(key: object, text: object, is_right: bool) -> None:
    assert (list(translating.faults_of(made((key, text)))) == []) is is_right


def test_translators_are_handed_what_is_missing_and_it_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translating, "path_of", lambda language, _locale=None: tmp_path / f"{language}.po")
    translating.write("fr", made(("Open", "Ouvrir"), ("%(n)s left", "")))
    run = CliRunner().invoke
    asked = json.loads(run(translating.translating, ["missing", "fr"]).output)
    assert [one["id"] for one in asked] == ["%(n)s left"]
    file = tmp_path / "fr.json"
    file.write_text(json.dumps([asked[0] | {"str": "reste"}]), encoding="utf-8")
    assert run(translating.translating, ["take", "fr", str(file)]).exit_code == 1
    file.write_text(json.dumps([asked[0] | {"str": "reste %(n)s"}]), encoding="utf-8")
    assert run(translating.translating, ["take", "fr", str(file)]).output == "0 left to translate\n"
    assert translating.read("fr").get("%(n)s left").string == "reste %(n)s"
    file.write_text(json.dumps([{"id": "No such", "context": None, "str": "x"}]), encoding="utf-8")
    assert "Nothing says this now" in run(translating.translating, ["take", "fr", str(file)]).output
