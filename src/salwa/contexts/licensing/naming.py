"""Licensing, naming, ¶37: what people call a licence: L, the State, a random number, and a character that checks it."""

import re
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext

from salwa.contexts.licensing.models import Licence
from salwa.platform import home, numbers
from salwa.platform.errors import NotFound, Refused

_PREFIX: Final = re.compile(r"^\s*L[\s\-‐‑‒–—−./_]+", re.IGNORECASE)


def licence_number(licence: Licence) -> str:
    """Give a licence's number as people write it, ``L-XC-7K3M9-Q2T4H-5``."""
    return written(licence.number)


def written(number: int) -> str:
    """Give a licence's number from its random part."""
    return f"L-{numbers.written(number, state())}"


def read_number(text: str) -> int:
    """Read a licence's number in any case, with or without its L.

    Raises:
        Refused: it has a typing error.
        NotFound: it is a number of another State.
    """
    try:
        found = numbers.read(_PREFIX.sub("", text))
    except numbers.NotANumber:
        detail = gettext("%(text)s is no number of a licence, or has a typing error. It looks like L-XC-7K3M9-Q2T4H-5.")
        raise Refused(detail % {"text": ascii(text[:60])}) from None
    if found.state != state():
        raise NotFound(gettext("This is a licence of %(state)s: ask there.") % {"state": found.state})
    return found.number


def state() -> str:
    """Give the code of the State whose node this is."""
    return _state(str(home.current().path))


@lru_cache(maxsize=8)
def _state(_home: str) -> str:
    return home.current().node().state
