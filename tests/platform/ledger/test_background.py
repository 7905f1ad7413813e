"""What is done is sealed by itself, seconds later."""

import time

import pytest
from django.db import connections

from salwa.platform.ledger import background
from salwa.platform.ledger.background import Sealing
from salwa.platform.models import Sealed, Unsealed
from tests.platform.ledger.test_sealing import SIGN, note_number


@pytest.mark.django_db(transaction=True)
def test_an_entry_is_sealed_while_nobody_asks(cast, monkeypatch):
    class Closing(Sealing):
        """Leaves no connection behind."""

        def run(self):
            super().run()
            connections.close_all()

    monkeypatch.setattr(background, "SECONDS", 0.05)
    sealing = Closing(SIGN)
    sealing.start()
    number = note_number(actor=cast.registrar, number=1)
    until = time.monotonic() + 20
    while Unsealed.objects.filter(entry=number).exists() and time.monotonic() < until:
        time.sleep(0.05)
    sealing.stop()
    sealing.join(20)
    assert Sealed.objects.filter(entry=number).exists()
