"""Kernel, ledger: the bytes of an entry, and commitments to what may be erased one day.

The bytes are JSON with sorted names and no spaces, in UTF-8, so that a person can read what a proof proves. Whole
numbers, words, truth values, nothing, and lists and objects of these: no fractions, which programs write differently.
"""

import json
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

SALT_BYTES = 32


def canonical(facts: Mapping[str, Any]) -> bytes:
    """Give the bytes of ``facts``. Raises TypeError where a fraction, or something that is no JSON, is among them."""
    _check(facts)
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def new_salt() -> bytes:
    """Give a salt, for what may be erased one day: without it nobody can guess what a hash of it binds. 32 bytes."""
    return secrets.token_bytes(SALT_BYTES)


def commitment(salt: bytes, facts: Mapping[str, Any]) -> str:
    """Bind personal data without telling it: SHA-256 over the salt and the facts, 64 hexadecimal digits.

    Who has salt and facts can show that they are the ones; with both erased, nobody can guess them.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"A salt has {SALT_BYTES} bytes.")
    return sha256(salt + canonical(facts)).hexdigest()


def _check(value: object) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if not isinstance(name, str):
                raise TypeError(f"The name {name!r} is no word.")
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif not isinstance(value, str | int | None):
        raise TypeError(f"{value!r} cannot stand in an entry.")
