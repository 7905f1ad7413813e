"""Registry, naming, ¶29: what people call a record: its public number, made of the State's code and a random number."""

import re
import uuid
from functools import lru_cache

from django.utils.translation import gettext

from salwa.contexts.registry.models import Firearm
from salwa.platform import home, numbers
from salwa.platform.errors import NotFound, Refused

_NUMBER_OR_UUID = re.compile(r"[A-Za-z]{2}[0-9A-Za-z]{11}|[0-9A-Fa-f]{32}")
_LOOKS_LIKE_A_NUMBER = re.compile(r"\s*[A-Za-z]{2}[\s\-‐‑‒–—−./_]*[0-9A-Za-z]{3,}.*")


def record_of(firearm: Firearm) -> str:
    """Give a record's public number as people write it."""
    return record_numbered(firearm.number)


def record_numbered(number: int) -> str:
    """Give the public number of a record of this register from its random part, as people write it."""
    return numbers.written(number, _state(str(home.current().path)))


def is_number(text: str) -> bool:
    """Say whether a text has the length and form of a public number or a UUID, rightly typed or not."""
    bare = re.sub(r"[\s\-‐‑‒–—−./_]+", "", text)
    return bool(_NUMBER_OR_UUID.fullmatch(bare))


def named_by(text: str) -> dict[str, object]:
    """Give the filter for what somebody typed as the name of a record: public number or UUID, in any case.

    Raises:
        Refused: a public number with a typing error.
        NotFound: a number of another State's register, or no name of a record at all.
    """
    try:
        return {"uuid": uuid.UUID(text.strip())}
    except ValueError:
        pass
    try:
        number = numbers.read(text)
    except numbers.NotANumber:
        if _LOOKS_LIKE_A_NUMBER.fullmatch(text):
            detail = gettext("%(text)s has a typing error: the check character does not fit. Compare it once more.")
        else:
            detail = gettext("%(text)s is not the number of a record. Such a number looks like XC-7K3M9-Q2T4H-5.")
        raise Refused(detail % {"text": ascii(text[:60])}) from None
    if number.state != _state(str(home.current().path)):
        detail = gettext("%(text)s is a number of the register of %(state)s, not of this one.")
        raise NotFound(detail % {"text": text.strip().upper(), "state": number.state})
    return {"number": number.number}


@lru_cache(maxsize=8)
def _state(_home: str) -> str:
    return home.current().node().state
