"""Licensing: kinds of licence come from the pack that holds on the day."""

from datetime import date

import pytest

from salwa.contexts.licensing.queries.packs import edition, kind_of, needed_kind, pack_now
from salwa.platform.errors import Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_the_pack_of_the_day_holds(cast: Cast) -> None:
    assert pack_now(cast.auditor, l.today()).state == "XC"
    assert edition(cast.auditor, l.today()) == "XC 2"
    assert edition(cast.auditor, date(2015, 1, 1)) == "XC 1"
    assert kind_of(cast.auditor, "Z9", l.today()) is None
    assert needed_kind(cast.auditor, "A1", l.today()).quota == 3
    with pytest.raises(Refused, match="There are: A1"):
        needed_kind(cast.auditor, "Z9", l.today())
