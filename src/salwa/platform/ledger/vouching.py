"""Platform, ledger: the node vouches for each entry that waits to be sealed, with a key that the database has not.

Whoever runs the database could write an entry as an action does, digests and all, and put it into the queue: the sealer
would sign it. What waits carries HMAC-SHA256 (RFC 2104) over its bytes, keyed by what is derived (HKDF, RFC 5869) from
the node's signing key, and only what it fits is sealed.
"""

import hmac
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from salwa.kernel.ledger.hashing import Slices, hash_all
from salwa.kernel.ledger.tree import HASH_BYTES
from salwa.platform import keys
from salwa.platform.home import Home, current

_INFO: Final = b"salwa entries that wait"
_BLOCK: Final = 64


def voucher(body: bytes) -> bytes:
    """Give the 32 octets by which the node vouches for an entry's bytes. Raises NotReady where it has no key."""
    return hmac.digest(_key(current().path), body, "sha256")


def strangers(bodies: Sequence[bytes], vouched: Sequence[bytes]) -> list[int]:
    """Give which of some entries' bytes the node does not vouch for, by their places in the sequence, all at once."""
    inner, outer = pads()
    hashes = np.frombuffer(hash_all(Slices.of([inner + body for body in bodies])), dtype=np.uint8)
    messages = np.empty((len(bodies), _BLOCK + HASH_BYTES), np.uint8)
    messages[:, :_BLOCK] = np.frombuffer(outer, dtype=np.uint8)
    messages[:, _BLOCK:] = hashes.reshape(-1, HASH_BYTES)
    begins = np.arange(len(bodies), dtype=np.int64) * messages.shape[1]
    told = hash_all(Slices(messages.reshape(-1), begins, begins + messages.shape[1]))
    if hmac.compare_digest(told, b"".join(vouched)) and all(len(one) == HASH_BYTES for one in vouched):
        return []
    pairs = enumerate(zip(bodies, vouched, strict=True))
    return [at for at, (body, one) in pairs if not hmac.compare_digest(voucher(body), one)]


def pads() -> tuple[bytes, bytes]:
    """Give the blocks that HMAC hashes before the bytes and before their hash. Raises NotReady without a key."""
    key = _key(current().path).ljust(_BLOCK, b"\x00")
    return bytes(octet ^ 0x36 for octet in key), bytes(octet ^ 0x5C for octet in key)


@lru_cache(maxsize=8)
def _key(home: Path) -> bytes:
    secret = keys.signing_key(Home(home)).private_bytes_raw()
    return HKDF(algorithm=SHA256(), length=HASH_BYTES, salt=None, info=_INFO).derive(secret)
