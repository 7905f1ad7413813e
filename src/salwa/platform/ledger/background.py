"""Platform, ledger: seal again and again, while the server serves or as a service of its own."""

import threading
from typing import Final

from django.db import Error, connections

from salwa.platform import logs
from salwa.platform.errors import Conflict
from salwa.platform.ledger.sealing import Signer, seal_all

SECONDS: Final = 1.0
"""How far sealing may be behind."""
_log = logs.logger(__name__)


class Sealing(threading.Thread):
    """Seals every so many seconds until it is stopped.

    Where the database does not answer, a tile that is needed is missing, the ledger is not as it was signed last, or
    the checkpoint cannot be kept beside it, that is logged, and it tries again.
    """

    def __init__(self, signer: Signer, *, every: float = SECONDS) -> None:
        """Seal with ``signer``, every so many seconds."""
        super().__init__(name="sealing", daemon=True)
        self._signer = signer
        self._every = every
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Seal, and sleep, again and again."""
        while not self._stop_asked.wait(self._every):
            try:
                seal_all(self._signer)
            except (Error, KeyError, OSError, Conflict) as error:
                _log.warning("ledger.not_sealed", error=type(error).__name__)
                connections.close_all()
        connections.close_all()

    def stop(self) -> None:
        """End after the batch that is running."""
        self._stop_asked.set()
