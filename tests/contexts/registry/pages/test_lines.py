"""Registry, page: a line of a life that is wrong is put right or withdrawn, and stays readable."""

import re
from collections.abc import Callable

from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.public import record_of
from salwa.kernel.lifecycle import EventKind, Happened, Status
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def begun(text: str, prefix: str = "") -> dict[str, str]:
    return {
        prefix + name: re.search(rf'name="{prefix}{name}" value="([^"]*)"', text)[1]  # type: ignore[index]  # the form has both
        for name in ("key", "seen")
    }


def stolen(cast: Cast) -> tuple[Firearm, str]:
    life = (b.event(EventKind.STATED_BY_SOURCE, Happened.in_year(2001), status=Status.STORED),)
    row = b.firearm(cast.registrar, "BKS012", life=life)
    details = registry.Details(reference="R 7")
    registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2020), place="Pier 4", details=details)
    return row, f"/firearms/{record_of(row)}/"


def test_a_line_is_put_right_from_what_it_says(cast: Cast, signed_in: Callable[..., Client]) -> None:
    _row, path = stolen(cast)
    client = signed_in("registrar")
    assert f"{path}lines/2/" in client.get(path).text
    text = client.get(f"{path}lines/2/").text
    for kept in ('value="2020"', 'value="Pier 4"', 'value="R 7"'):
        assert kept in text
    told = begun(text) | {"when": "2021-03", "place": "Pier 4", "reference": "R 7"}
    assert client.post(f"{path}lines/2/", told).status_code == 422, "a correction says why"
    done = client.post(f"{path}lines/2/", told | {"reason": "misread"})
    page = client.get(done.headers["Location"]).text
    assert "March 2021" in page
    assert "Corrects entry 2" in page
    assert "misread" in page
    assert client.get(f"{path}lines/2/").status_code == 404, "it was corrected already"


def test_a_line_that_never_happened_is_withdrawn(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row, path = stolen(cast)
    client = signed_in("registrar")
    text = client.get(f"{path}lines/2/").text
    told = begun(text, "withdraw-") | {"withdraw": "1", "withdraw-reason": ""}
    assert client.post(f"{path}lines/2/", told).status_code == 422
    told["withdraw-reason"] = "it lay in the drawer"
    assert client.post(f"{path}lines/2/", told).status_code == 302
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.STORED


def test_a_line_of_a_source_can_only_be_withdrawn(cast: Cast, signed_in: Callable[..., Client]) -> None:
    _row, path = stolen(cast)
    text = signed_in("registrar").get(f"{path}lines/1/").text
    assert "It never happened" in text
    assert "It happened, but not so" not in text


def test_who_does_not_keep_records_is_told_whom_to_tell(cast: Cast, signed_in: Callable[..., Client]) -> None:
    _row, path = stolen(cast)
    assert signed_in("tracing_officer").get(f"{path}lines/2/").status_code == 403
    assert "This line is wrong" not in signed_in("tracing_officer").get(path).text


def test_a_correction_that_was_overtaken_tells_both_versions(cast: Cast, signed_in: Callable[..., Client]) -> None:
    row, path = stolen(cast)
    client = signed_in("registrar")
    told = begun(client.get(f"{path}lines/2/").text) | {"when": "2021", "reason": "misread"}
    registry.record_find(actor=cast.registrar, firearm=row, happened=b.year(2022))
    answer = client.post(f"{path}lines/2/", told)
    assert answer.status_code == 409
    assert "reported stolen" in answer.text
    assert "found" in answer.text


def test_a_correction_that_a_rule_forbids_is_told_at_the_top(cast: Cast, signed_in: Callable[..., Client]) -> None:
    _row, path = stolen(cast)
    client = signed_in("registrar")
    told = begun(client.get(f"{path}lines/2/").text) | {"when": "2999", "reason": "misread"}
    answer = client.post(f"{path}lines/2/", told)
    assert answer.status_code == 422
    assert "when it has happened" in answer.text


def test_a_line_that_a_source_told_without_a_holder_is_put_right_without_one(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    life = (b.event(EventKind.SALE, b.year(2005)), b.event(EventKind.DEACTIVATION, b.year(2010)))
    path = f"/firearms/{record_of(b.firearm(cast.registrar, 'BKS012', life=life))}/"
    client = signed_in("registrar")
    for ordinal, when in ((1, "2006"), (2, "2011")):
        told = begun(client.get(f"{path}lines/{ordinal}/").text) | {"when": when, "reason": "misread"}
        assert client.post(f"{path}lines/{ordinal}/", told).status_code == 302
