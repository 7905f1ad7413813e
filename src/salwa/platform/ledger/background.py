"""Platform, ledger: seal while the server serves, a second behind at most."""

import threading
from typing import Final

from django.db import DatabaseError, connections

from salwa.platform import logs
from salwa.platform.ledger.sealing import Signer, seal_all

SECONDS: Final = 1.0
_log = logs.logger(__name__)


class Sealing(threading.Thread):
    """Seals every second until it is stopped. Where the database does not answer it waits and tries again."""

    def __init__(self, signer: Signer) -> None:
        """Seal with ``signer``."""
        super().__init__(name="sealing", daemon=True)
        self._signer = signer
        self._stop_asked = threading.Event()

    def run(self) -> None:
        """Seal, and sleep, again and again."""
        while not self._stop_asked.wait(SECONDS):
            try:
                seal_all(self._signer)
            except DatabaseError as error:
                _log.warning("ledger.not_sealed", error=type(error).__name__)
                connections.close_all()

    def stop(self) -> None:
        """End after the batch that is running."""
        self._stop_asked.set()
