"""Registry, actions: what was done to a firearm, who may say so, and what the rules refuse.

record_manufacture, record_proof, record_marking, record_repair, record_conversion, record_deactivation,
record_reactivation, record_dismantling and record_reassembly.
"""

from collections.abc import Callable

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions import works
from salwa.contexts.registry.models import Certificate, Event, EventDetail, Firearm
from salwa.contexts.registry.policies import RECORDED_BY
from salwa.kernel.lifecycle import EventKind, Status
from salwa.platform.action import declared
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.registry import builders as b

CERTIFIED = registry.Details(
    certificate=registry.NewCertificate(
        number="D  9", issuer="Proof house of Corvania", issued_on=b.day("2018-02-03").first, standard="EU 2015/2403"
    ),
    reference=" P 1 ",
)
DONE = [
    (works.record_manufacture, Status.REGISTERED),
    (works.record_proof, Status.REGISTERED),
    (works.record_marking, Status.REGISTERED),
    (works.record_repair, Status.REGISTERED),
    (works.record_conversion, Status.REGISTERED),
    (works.record_deactivation, Status.DEACTIVATED),
    (works.record_reactivation, Status.REACTIVATED),
    (works.record_dismantling, Status.DISMANTLED),
]


def told(year: int = 2020) -> registry.Happening:
    return b.told(b.year(year), details=CERTIFIED, place="Workshop")


@pytest.mark.parametrize(("act", "status"), DONE)
def test_it_is_recorded_with_its_papers(cast: Cast, act: Callable[..., Event], status: Status) -> None:
    row = b.firearm(cast.registrar)
    event = act(actor=cast.registrar, firearm=row, told=told(), reason="as the paper says")
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is status
    assert EventDetail.objects.get(firearm=row, ordinal=event.ordinal).reference == "P 1"
    assert Certificate.objects.get(firearm=row, ordinal=event.ordinal).number == "D 9"


@pytest.mark.parametrize(("act", "status"), DONE)
def test_a_foreign_record_is_not_there_and_a_role_is_asked(
    cast: Cast, act: Callable[..., Event], status: Status
) -> None:
    row = b.firearm(cast.registrar)
    for who in (cast.auditor, cast.outside_registrar):
        with pytest.raises((NotAllowed, NotFound)):
            act(actor=who, firearm=row, told=told())
    assert not Event.objects.filter(firearm=row).exists()


@pytest.mark.parametrize(("act", "status"), DONE)
def test_what_was_destroyed_or_lies_in_the_future_is_refused(
    cast: Cast, act: Callable[..., Event], status: Status
) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused, match="not before"):
        act(actor=cast.registrar, firearm=row, told=told(2999))
    registry.record_destruction(actor=cast.registrar, firearm=row, happened=b.year(2015))
    if act is works.record_reactivation:
        act(actor=cast.registrar, firearm=row, told=told())
        assert row.findings.count() == 1
    else:
        with pytest.raises(Refused):
            act(actor=cast.registrar, firearm=row, told=told())


def test_what_was_taken_apart_is_reassembled(cast: Cast) -> None:
    row = b.firearm(cast.registrar, life=(b.event(EventKind.MANUFACTURE, b.year(2004)),))
    with pytest.raises(Refused, match="not on record as taken apart"):
        works.record_reassembly(actor=cast.registrar, firearm=row, told=told())
    works.record_dismantling(actor=cast.registrar, firearm=row, told=told())
    with pytest.raises(Refused, match="taken apart"):
        works.record_proof(actor=cast.registrar, firearm=row, told=told(2021))
    works.record_reassembly(actor=cast.registrar, firearm=row, told=told(2021))
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.REGISTERED


def test_an_armourer_works_on_the_own_agency_s_firearms(cast: Cast) -> None:
    own = b.firearm(cast.outside_registrar, "HBR001")
    works.record_repair(actor=cast.armourer, firearm=own, told=told())
    with pytest.raises(NotAllowed):
        works.record_repair(actor=cast.armourer, firearm=b.firearm(cast.registrar), told=told())


def test_a_deactivation_counts_by_its_certificate(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    with pytest.raises(Refused, match="counts by its certificate"):
        works.record_deactivation(actor=cast.registrar, firearm=row, told=b.told(b.year(2020)))
    blank = registry.Details(certificate=registry.NewCertificate(number=" ", issuer=""))
    with pytest.raises(Refused, match="somebody who issued it"):
        works.record_deactivation(actor=cast.registrar, firearm=row, told=b.told(b.year(2020), details=blank))


def test_every_action_on_a_life_asks_the_roles_that_the_pages_offer(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    for kind in RECORDED_BY:
        verb = "report" if kind in (EventKind.LOSS, EventKind.THEFT) else "record"
        one = declared()[f"registry.{verb}_{kind.name.lower()}"]
        for officer in (cast.registrar, cast.licensing_officer, cast.tracing_officer, cast.auditor):
            assert one.may(officer, firearm=row) is bool(officer.roles & RECORDED_BY[kind]), (kind, officer.roles)
