"""Registry, import: what the texts of a batch mean in the vocabularies, each distinct text asked once."""

from collections.abc import Callable, Iterable
from typing import Final

import polars as pl

from salwa.kernel import vocabularies
from salwa.kernel.vocabularies.model import Resolution

SURE: Final = 0.7
"""Confidence from which a text is stored under the term's code; below it the text stays as it is, under code 0."""

_MOST: Final = 500_000


class Terms:
    """Vocabulary codes of texts, 0 where nothing can honestly be said. One for each import."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, int]] = {}
        self._models: dict[tuple[int, str], int] = {}
        self._named: dict[str, int] = {}

    def codes(self, column: str, texts: pl.Series) -> pl.Series:
        """Give the codes of the texts of ``make``, ``calibre``, ``type`` or ``country`` (Int32)."""
        known = self._known.setdefault(column, {})
        distinct = [text for text in texts.unique().to_list() if text is not None]
        fresh = [text for text in distinct if text not in known]
        if fresh:
            if len(known) > _MOST:
                known.clear()
                fresh = distinct
            known.update((text, _code(found)) for text, found in _ASK[column](fresh).items())
        sought = {text: known[text] for text in distinct if known[text]}
        return _mapped(texts, sought)

    def models(self, texts: pl.Series, makes: pl.Series) -> pl.Series:
        """Give the codes of model texts, each read beside the make it stands with (Int32)."""
        pairs = pl.DataFrame({"make": makes, "text": texts})
        distinct = pairs.drop_nulls("text").unique()
        codes = [self._model(make, text) for make, text in distinct.iter_rows()]
        table = distinct.with_columns(pl.Series("code", codes, dtype=pl.Int32))
        joined = pairs.join(table, on=["make", "text"], how="left", maintain_order="left")
        return joined["code"].fill_null(0)

    def makes_named(self, models: pl.Series) -> pl.Series:
        """Give the codes of the makes that texts of models name beside a model they surely make; 0 elsewhere (Int32).

        A text that is a model and names no maker says nothing of who made it: many models are made by several.
        """
        distinct = [text for text in models.unique().to_list() if text is not None]
        for text in distinct:
            if text not in self._named:
                self._named[text] = _make_named(text)
        return _mapped(models, {text: self._named[text] for text in distinct if self._named[text]})

    def _model(self, make: int, text: str) -> int:
        key = (make, text)
        if key not in self._models:
            if len(self._models) > _MOST:
                self._models.clear()
            context = vocabularies.makes().get(make)
            self._models[key] = _code(vocabularies.models().resolve(text, context=context))
        return self._models[key]


def _mapped(texts: pl.Series, sought: dict[str, int]) -> pl.Series:
    if not sought:
        return pl.Series([0] * len(texts), dtype=pl.Int32)
    return texts.replace_strict(sought, default=0, return_dtype=pl.Int32).fill_null(0)


def _make_named(text: str) -> int:
    make = vocabularies.makes().get(_code(vocabularies.makes().resolve(text)))
    if make is None:
        return 0
    model = vocabularies.models().get(_code(vocabularies.models().resolve(text, context=make)))
    return make.code if model is not None and model.make_code in (0, make.code) and model.name != make.name else 0


def _code(found: Resolution) -> int:
    return found.term.code if found.term is not None and found.confidence >= SURE else 0


_ASK: Final[dict[str, Callable[[Iterable[str]], dict[str, Resolution]]]] = {
    "make": lambda texts: vocabularies.makes().resolve_many(list(texts)),
    "calibre": lambda texts: vocabularies.calibres().resolve_many(list(texts)),
    "type": lambda texts: vocabularies.types().resolve_many(list(texts)),
    "country": lambda texts: vocabularies.countries().resolve_many(list(texts)),
}
