"""Identity, actions, ¶29: make the ledger's stored hashes again where they were damaged."""

from django.utils.translation import gettext

from salwa.contexts.identity.policies import administers_all
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused
from salwa.platform.ledger.rebuilding import rebuild
from salwa.platform.ledger.sealing import Signer


@action("identity.rebuild_tiles", may=administers_all)
def rebuild_tiles(*, actor: Actor, signer: Signer, reason: str) -> int:
    """Make the stored hashes of the ledger again, out of the entries' bytes; give how many tiles were put right.

    ``signer`` is this node's. Only the State's administrators do, and say why.

    Raises:
        Refused: no reason is given.
        Conflict: the entries do not lead to what was signed last; nothing is written then.
    """
    if not reason.strip():
        raise Refused(gettext("Say why the hashes are made again: with --reason; the ledger keeps it."))
    right = rebuild(signer)
    this_entry().note(tiles=right)
    return right
