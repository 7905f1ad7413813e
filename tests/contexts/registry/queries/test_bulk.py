"""Registry: what matching many marks at once needs."""

from pathlib import Path

import pytest

from salwa.contexts.registry.models import ComponentKind
from salwa.contexts.registry.public import (
    Named,
    NewFirearm,
    NewMark,
    close_holdings,
    index_files,
    merge_firearms,
    named,
    own_serials,
    record_of,
    register_firearm,
    report_theft,
)
from salwa.kernel.identification.segments import Segment
from salwa.kernel.lifecycle import Happened, Status
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import NotAllowed, NotReady
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def new(serial: str) -> NewFirearm:
    return NewFirearm(marks=(NewMark(kind=MarkKind.SERIAL, text=serial),), external_id=f"INV-{serial}")


def test_fresh_records_are_in_the_files_with_their_serials_now(cast: Cast, tmp_path: Path) -> None:
    one = register_firearm(actor=cast.registrar, firearm=new("BKS 012"))
    two = register_firearm(actor=cast.registrar, firearm=new("BKS812"))
    files = index_files(cast.tracing_officer, tmp_path)
    assert files.fresh.replaced.tolist() == [one.pk, two.pk]
    assert files.fresh.folder is not None
    assert Segment.open(files.fresh.folder).rows == 2


def test_names_are_given_as_far_as_records_may_be_opened(cast: Cast) -> None:
    own = register_firearm(actor=cast.registrar, firearm=new("BKS012"))
    closed = register_firearm(actor=cast.outside_registrar, firearm=new("HRB44120"))
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    told = named(cast.tracing_officer, {own.pk, closed.pk})
    assert set(told) == {own.pk, closed.pk}
    assert (told[own.pk].record, told[own.pk].external_id) == (record_of(own), "INV-BKS012")
    assert (told[closed.pk].record, told[closed.pk].external_id, told[closed.pk].ask) == (None, "", "Harbour police")


def test_a_record_that_is_not_in_the_register_is_told_and_not_left_out(cast: Cast) -> None:
    with pytest.raises(NotReady, match="salwa index rebuild"):
        named(cast.tracing_officer, {999_999})


def test_of_a_merged_firearm_a_closed_number_says_whom_to_ask(cast: Cast) -> None:
    own = register_firearm(actor=cast.registrar, firearm=new("BKS012"))
    closed = register_firearm(actor=cast.outside_registrar, firearm=new("HRB44120"))
    report_theft(actor=cast.outside_registrar, firearm=closed, happened=Happened())
    merge_firearms(actor=cast.registrar, survivor=own, absorbed=closed, reason="typed twice")
    open_one = named(cast.tracing_officer, {own.pk})[own.pk].found_by("HRB44120")
    assert (open_one.record, open_one.status) == (record_of(own), Status.STOLEN)
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    told = named(cast.tracing_officer, {own.pk})[own.pk]
    assert told.found_by("BKS012") == Named(record_of(own), "INV-BKS012")
    assert told.found_by("HRB44120") == Named(None, ask="Harbour police")


def test_whoever_opens_no_records_gets_no_files(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        index_files(cast.administrator, tmp_path)


def test_the_own_serial_is_that_of_the_control_component_as_it_stands(cast: Cast) -> None:
    both = b.firearm(cast.registrar, "58B-123456", b.serial("58A654321", component=2))
    slide = register_firearm(
        actor=cast.registrar,
        firearm=NewFirearm(
            components=(ComponentKind.FRAME, ComponentKind.SLIDE), marks=(b.serial("58C1", component=2),)
        ),
    )
    closed = b.firearm(cast.outside_registrar, "HRB77123")
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    assert own_serials(cast.registrar, [both.pk, slide.pk, closed.pk]) == {both.pk: "58B-123456"}
