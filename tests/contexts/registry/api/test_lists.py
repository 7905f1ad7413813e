"""Registry: lists of records and of findings over the API."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from salwa.contexts.registry.importing import Order, import_firearms
from salwa.contexts.registry.models import FindingKind
from salwa.contexts.registry.public import close_holdings, open_finding, record_of
from tests.conftest import Cast
from tests.contexts.registry import builders as b

SignedIn = Callable[..., Client]


def sent(client: Client, **body: object) -> list[str]:
    told = client.post("/api/v1/firearms/search", body, content_type="application/json")
    assert told.status_code == 200, told.json()
    return [one["serial"] for one in told.json()["firearms"]]


def test_a_list_goes_on_until_there_is_no_next(cast: Cast, signed_in: SignedIn) -> None:
    for at in range(5):
        b.firearm(cast.registrar, f"BKS01{at}", external_id=f"INV-{at}")
    client, told, after = signed_in("registrar"), [], ""
    while after is not None:
        page = client.get("/api/v1/firearms", {"limit": 2, "after": after}).json()
        told.append([one["external_id"] for one in page["firearms"]])
        after = page["next"]
    assert told == [["INV-0", "INV-1"], ["INV-2", "INV-3"], ["INV-4"]]


def test_an_agency_that_sees_its_own_gets_its_own(cast: Cast, signed_in: SignedIn) -> None:
    b.firearm(cast.registrar, "BKS012")
    b.firearm(cast.outside_registrar, "HRB77123")
    client = signed_in("outside_registrar")
    assert [one["serial"] for one in client.get("/api/v1/firearms").json()["firearms"]] == ["HRB77123"]
    assert sent(client, serial="BKS012") == []
    assert sent(client, serial="HRB-77123") == ["HRB77123"]
    told = client.post("/api/v1/firearms/search", {"serial": "BKS012"}, content_type="application/json")
    assert told.json()["ask"] == ["National registry"]


def test_who_goes_through_no_records_is_told_so_and_finds_one_by_its_number(cast: Cast, signed_in: SignedIn) -> None:
    b.firearm(cast.registrar, "BKS012", external_id="INV-1")
    client = signed_in("tracing_officer")
    refused = client.get("/api/v1/firearms")
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/problem+json")
    assert "name a number" in refused.json()["detail"]
    assert sent(client, external_id="INV-1") == sent(client, serial="BKS 012") == ["BKS012"]


def test_a_number_travels_in_the_body_and_never_in_the_address(cast: Cast, signed_in: SignedIn) -> None:
    b.firearm(cast.registrar, "BKS012")
    b.firearm(cast.registrar, "BKS013")
    told = signed_in("registrar").get("/api/v1/firearms", {"serial": "BKS012"}).json()
    assert len(told["firearms"]) == 2
    assert signed_in("registrar").get("/api/v1/firearms/search").status_code == 405


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"status": "gone"}, "“gone” is no status"),
        ({"make": "Glokkk Inc 99"}, "“Glokkk Inc 99” is not understood"),
        ({"after": "XC-7K3M9-Q2T4H-X"}, "typing error"),
        ({"limit": "201"}, "200"),
        ({"import": "x"}, "import"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    cast: Cast, signed_in: SignedIn, asked: dict[str, str], told: str
) -> None:
    answer = signed_in("registrar").get("/api/v1/firearms", asked)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert told in answer.json()["detail"]


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
def test_the_records_of_an_import_are_listed_by_its_entry(cast: Cast, signed_in: SignedIn, tmp_path: Path) -> None:
    b.firearm(cast.registrar, "BKS019")
    entries = []
    for at in (1, 2):
        path = tmp_path / f"{at}.csv"
        path.write_text(f"external_id,serial,make,slide serial\nX{at},BKS01{at},Glock,77K00{at}\n", encoding="utf-8")
        entries.append(import_firearms(actor=cast.registrar, order=Order(path=path, source="Register")).entry)
    client = signed_in("registrar")
    for at, entry in enumerate(entries, start=1):
        found = client.get("/api/v1/firearms", {"import": entry}).json()["firearms"]
        assert [one["external_id"] for one in found] == [f"X{at}"]
        assert sent(client, **{"import": entry, "serial": f"BKS01{at}"}) == [f"BKS01{at}"]
    told = client.post("/api/v1/firearms/search", {"serial": "77K002"}, content_type="application/json").json()
    assert [(one["serial"], one["part"], one["part_serial"]) for one in told["firearms"]] == [
        ("BKS012", "slide", "77K002")
    ]


def test_open_findings_are_listed_to_who_may_open_the_record(cast: Cast, signed_in: SignedIn) -> None:
    rows = [b.firearm(cast.registrar, serial) for serial in ("BKS012", "BKS013")]
    theirs = b.firearm(cast.outside_registrar, "HRB77123")
    close_holdings(actor=cast.outside_registrar, is_closed=True)
    for actor, row, text in zip(
        (cast.registrar, cast.registrar, cast.outside_registrar), (*rows, theirs), "abc", strict=True
    ):
        open_finding(actor=actor, firearm=row, kind=FindingKind.OTHER, text=text)
    client = signed_in("registrar")
    first = client.get("/api/v1/findings", {"limit": 1}).json()
    second = client.get("/api/v1/findings", {"limit": 1, "after": first["next"]}).json()
    assert [one["text"] for page in (first, second) for one in page["findings"]] == ["a", "b"]
    assert (first["findings"][0]["record"], second["next"]) == (record_of(rows[0]), None)
    told = signed_in("outsider").get("/api/v1/findings").json()["findings"]
    assert [one["text"] for one in told] == ["c"]
    assert signed_in("administrator").get("/api/v1/findings").status_code == 403
