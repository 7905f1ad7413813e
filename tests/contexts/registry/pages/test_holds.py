"""Registry, page: holds are placed and lifted by those who may."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Hold, HoldReason
from salwa.contexts.registry.public import record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_who_may_not_place_a_hold_sees_those_that_are_open(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row = b.firearm(cast.registrar, "BKS012")
    registry.place_hold(actor=cast.tracing_officer, firearm=row, kind=HoldReason.TRACE, reference="T 5")
    path = f"/firearms/{record_of(row)}/holds/"
    text = signed_in("auditor").get(path).text
    assert "T 5" in text
    assert "Place the hold" not in text
    sent = {"kind": "1", "reference": "T 6", "reason": "x"}
    assert signed_in("auditor").post(path, sent).status_code == 403
    assert signed_in("outside_registrar").post(path, sent).status_code == 404


def test_a_hold_of_another_record_is_not_there_for_who_may_not_open_it(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    row, own = b.firearm(cast.registrar, "BKS012"), b.firearm(cast.outside_registrar, "HBR001")
    hold = registry.place_hold(actor=cast.registrar, firearm=row, kind=HoldReason.CASE, reference="C 5")
    sent = {"hold": hold.pk, "reason": "mine now"}
    assert signed_in("outside_registrar").post(f"/firearms/{record_of(own)}/holds/", sent).status_code == 404
    assert Hold.objects.get().lifted_id is None
