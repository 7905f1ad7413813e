"""Registry, tests: what is recorded, sealed by the key of the node under test."""

from salwa.platform import keys
from salwa.platform.home import current
from salwa.platform.ledger.sealing import Signer, seal_all, signer_of


def signer() -> Signer:
    """The node's signer, that keeps no checkpoint beside the database: each test begins a ledger of its own."""
    keys.make(current())
    own = signer_of(current())
    return Signer(own.key, own.sign)


def seal() -> Signer:
    """Seal whatever waits."""
    one = signer()
    seal_all(one)
    return one
