"""Marking, tests: how this State marks is asked of its pack."""

from dataclasses import replace
from datetime import date

import pytest

from salwa.contexts.marking.models import Use
from salwa.contexts.marking.queries import packs
from salwa.kernel.packs import MarkingUse, Pack, pack_of
from salwa.platform.errors import Refused
from tests.conftest import Cast

DAY = date(2026, 11, 1)


def stands(patch: pytest.MonkeyPatch, pack: Pack) -> None:
    patch.setattr(packs, "pack_of", lambda _state, _day: pack)


def test_the_state_s_own_scheme_is_taken(cast: Cast) -> None:
    scheme, edition = packs.scheme_now(cast.registrar, Use.IMPORT, DAY)
    assert scheme.use is MarkingUse.IMPORT
    assert edition.startswith("XC ")
    assert packs.pack_now(cast.registrar, DAY).state == "XC"


def test_a_state_without_a_pack_marks_with_its_own_code(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, pack_of("XX", DAY))
    assert packs.scheme_now(cast.registrar, Use.IMPORT, DAY)[0].country == "XC"
    with pytest.raises(Refused, match="say nothing of marks"):
        packs.scheme_now(cast.registrar, Use.STATE_STOCK, DAY)


def test_seized_firearms_are_marked_as_state_stock_where_they_have_no_scheme_of_their_own(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = pack_of("XC", DAY)
    left = tuple(one for one in own.marking if one.use is not MarkingUse.SEIZED)
    stands(monkeypatch, replace(own, marking=left))
    assert packs.scheme_now(cast.registrar, Use.SEIZED, DAY)[0].use is MarkingUse.STATE_STOCK


def test_a_scheme_that_cannot_be_engraved_says_why(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    own = pack_of("XC", DAY)
    faulty = tuple(replace(one, template="{number}§") for one in own.marking)
    stands(monkeypatch, replace(own, marking=faulty))
    with pytest.raises(Refused, match="§"):
        packs.scheme_now(cast.registrar, Use.IMPORT, DAY)
