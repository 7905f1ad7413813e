"""Registry: two records beside each other."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.pages.beside import Pair
from salwa.contexts.registry.pages.shown import show
from salwa.contexts.registry.public import NewFirearm, close_holdings, findings, history, record_of, register_firearm
from tests.conftest import Cast
from tests.contexts.registry import builders as b
from tests.contexts.registry.pages.test_shown import history as told_history

Twins = tuple[str, str]


@pytest.fixture
def twins(cast: Cast) -> Twins:
    """Two records of one make and serial; the second has a year of its own."""
    one = b.firearm(cast.registrar, "BKS012", b.maker())
    new = NewFirearm(make=b.make("Glock"), year=2011, marks=(b.serial("BKS012"), b.maker("GLOCK AUSTRIA")))
    return record_of(one), record_of(register_firearm(actor=cast.registrar, firearm=new))


def plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def rows(text: str) -> dict[str, str]:
    """The rows of the comparison by their label."""
    found = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>(.*?)</tr>", text, flags=re.DOTALL)
    return {plain(label): plain(cells) for label, cells in found}


def test_what_differs_is_said_to_and_what_is_not_known_is_not(signed_in: Callable[..., Client], twins: Twins) -> None:
    told = rows(signed_in("registrar").get(f"/firearms/{twins[0]}/beside/{twins[1]}/").text)
    assert told["Year of manufacture differs"] == "2004 2011"
    assert told["Make"] == "Glock Glock"
    assert told["Model"] == "not known not known"
    assert told["Serial number"] == "BKS012 BKS012"


def test_numbers_at_two_sources_say_nothing_about_the_firearms() -> None:
    first, second = (
        show(told_history(source=source, external_id=f"{source}-1", year=year))
        for source, year in (("Old register", 2004), ("Police", 2011))
    )
    pair = Pair(rows=(Firearm(), Firearm()), first=first, second=second, doubts=(), may_settle=False)
    assert [row.label for row in pair.facts if row.differs] == ["Year of manufacture"]
    assert {"Source", "Number at the source"} <= {row.label for row in pair.facts}


def test_a_registrar_shows_both_as_one_firearm(cast: Cast, signed_in: Callable[..., Client], twins: Twins) -> None:
    one, other = twins
    given = {"outcome": "second", "reason": "one frame, typed twice"}
    answer = signed_in("registrar").post(f"/firearms/{one}/beside/{other}/", given)
    assert answer.headers["Location"] == f"/firearms/{other}/"
    assert history(cast.registrar, other).absorbed == (one,)
    assert findings(cast.registrar) == ()
    assert "What you found" not in signed_in("registrar").get(f"/firearms/{one}/beside/{other}/").text


def test_a_registrar_sets_the_doubt_aside(cast: Cast, signed_in: Callable[..., Client], twins: Twins) -> None:
    one, other = twins
    path = f"/firearms/{one}/beside/{other}/"
    assert signed_in("registrar").post(path, {"outcome": "apart", "reason": ""}).status_code == 422
    assert len(findings(cast.registrar)) == 1
    signed_in("registrar").post(path, {"outcome": "apart", "reason": "two frames"})
    assert findings(cast.registrar) == ()
    assert history(cast.registrar, one).absorbed == ()
    assert "set the doubt aside" not in signed_in("registrar").get(path).text


def test_who_may_not_merge_sees_both_and_no_way_to(signed_in: Callable[..., Client], twins: Twins) -> None:
    one, other = twins
    client = signed_in("tracing_officer")
    assert "What you found" not in client.get(f"/firearms/{one}/beside/{other}/").text
    given = {"outcome": "first", "reason": "one frame"}
    assert client.post(f"/firearms/{one}/beside/{other}/", given).status_code == 403


def test_a_record_that_may_not_be_opened_is_not_shown_beside_another(
    cast: Cast, signed_in: Callable[..., Client], twins: Pair
) -> None:
    hidden = record_of(b.firearm(cast.outside_registrar, "HRB77123"))
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    assert signed_in("registrar").get(f"/firearms/{twins[0]}/beside/{hidden}/").status_code == 404
