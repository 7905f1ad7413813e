"""Registry: the pages of what a person should look at."""

from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry.pages import findings as pages
from salwa.contexts.registry.public import close_holdings, findings, record_of
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b

LIFE = (b.event(EventKind.DESTRUCTION, b.year(2011)), b.event(EventKind.FIND, b.year(2015)))


def test_each_finding_stands_with_its_record_and_its_next_step(cast: Cast, signed_in: Callable[..., Client]) -> None:
    destroyed = record_of(b.firearm(cast.registrar, "AAA11701", life=LIFE))
    one, other = (record_of(b.firearm(cast.registrar, "BKS012")) for _ in range(2))
    text = signed_in("registrar").get("/findings/").text
    assert f'href="/firearms/{destroyed}/"' in text
    assert "Correct the one that is wrong, or say why both are right." in text
    assert f'href="/firearms/{other}/beside/{one}/"' in text


def test_findings_of_others_are_none_of_one_s_own(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.firearm(cast.registrar, "AAA11701", life=LIFE)
    assert "Nothing is open." in signed_in("outsider").get("/findings/").text
    assert signed_in("administrator").get("/findings/").status_code == 403


def test_the_list_goes_on_page_by_page(
    cast: Cast, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGE", 1)
    records = [record_of(b.firearm(cast.registrar, f"AAA1170{at}", life=LIFE)) for at in range(2)]
    client = signed_in("registrar")
    first = client.get("/findings/").text
    (number, _) = (one.id for one in findings(cast.registrar))
    assert f'href="/findings/?after={number}"' in first
    assert records[1] not in first
    assert records[1] in client.get("/findings/", {"after": number}).text
    assert records[0] in client.get("/findings/", {"after": "x²"}).text


def test_a_registrar_closes_a_finding_with_what_came_of_it(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.firearm(cast.registrar, "AAA11701", life=LIFE)
    (found,) = findings(cast.registrar)
    client = signed_in("registrar")
    assert client.post(f"/findings/{found.id}/", {"reason": " "}).status_code == 422
    assert client.post(f"/findings/{found.id}/", {"reason": "date misread"}).headers["Location"] == "/findings/"
    assert findings(cast.registrar) == ()
    assert "This finding is closed." in client.get(f"/findings/{found.id}/").text


def test_who_may_not_close_it_sees_the_finding_without_the_way_to(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.firearm(cast.registrar, "AAA11701", life=LIFE)
    (found,) = findings(cast.registrar)
    client = signed_in("tracing_officer")
    assert "Close the finding" not in client.get(f"/findings/{found.id}/").text
    assert client.post(f"/findings/{found.id}/", {"reason": "date misread"}).status_code == 403
    assert signed_in("outsider").get(f"/findings/{found.id}/").status_code == 404


def test_whom_to_ask_about_a_twin_is_named_apart_from_the_sentence(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    b.firearm(cast.outside_registrar, "BKS012")
    b.firearm(cast.registrar, "BKS012")
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    text = signed_in("registrar", "qps-plocm").get("/findings/").text
    assert "<bdi>Harbour police</bdi>" in text
    assert "beside" not in text
