"""Platform, uuid7: identifiers for the outside that sort by time, RFC 9562 section 5.7."""

import secrets
import time
import uuid

_FRACTION_BITS = 12
_NANOSECONDS = 1_000_000


def uuid7(now_ns: int | None = None) -> uuid.UUID:
    """Return a UUID version 7.

    48 bits of Unix milliseconds, 12 bits of the millisecond's fraction (section 6.2, method 3), 62 random bits.
    ``now_ns`` is nanoseconds since 1970 in UTC; the present where it is not given.
    """
    stamp = time.time_ns() if now_ns is None else now_ns
    milliseconds, rest = divmod(stamp, _NANOSECONDS)
    fraction = (rest << _FRACTION_BITS) // _NANOSECONDS
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)
