"""Registry, import: in which script the texts of a column are written."""

from typing import Final

import polars as pl

from salwa.contexts.registry.models import Script
from salwa.contexts.registry.scripts import script_of

_SIGN: Final = r"[A-Za-z0-9]"
_NOT_ASCII: Final = r"[^\x00-\x7F]"


def scripts(texts: pl.Series) -> pl.Series:
    """Give the code of the script of each text (Int32), as :func:`salwa.contexts.registry.scripts.script_of` does."""
    signed = pl.DataFrame({"signed": texts.str.contains(_SIGN)})
    plain = signed.select(pl.when("signed").then(int(Script.LATIN)).otherwise(int(Script.SYMBOL)).cast(pl.Int32))
    other = texts.str.contains(_NOT_ASCII)
    if not other.any():
        return plain.to_series()
    known = {text: int(script_of(text)) for text in texts.filter(other).unique().to_list()}
    return plain.to_series().scatter(other.arg_true(), texts.filter(other).replace_strict(known, return_dtype=pl.Int32))
