"""Registry, import: the words in which registers say what has become of a firearm."""

import csv
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

from salwa.kernel.lifecycle import Status

_BETWEEN: Final = re.compile(r"[\s_\-]+")


def status(text: str) -> Status | None:
    """Give the status a word stands for, in the six languages of the United Nations and Portuguese; None for others."""
    return _words().get(_squeezed(text))


@cache
def _words() -> dict[str, Status]:
    with (files(__package__) / "statuses.csv").open(encoding="utf-8") as file:
        return {_squeezed(row["word"]): Status[row["status"]] for row in csv.DictReader(file)}


def _squeezed(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c for c in folded if unicodedata.category(c) != "Cf")
    return _BETWEEN.sub(" ", kept).strip(" .")
