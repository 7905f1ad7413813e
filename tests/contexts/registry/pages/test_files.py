"""Registry: the records of an agency are taken away as a file, and the ledger says by whom."""

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Source
from salwa.contexts.registry.pages import files
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b

SignedIn = Callable[..., Client]


def taken(client: Client, source: Source, form: str = "csv") -> list[list[str]]:
    answer = client.post("/firearms/file/", {"source": source.pk, "form": form})
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type,attr-defined]
    return list(csv.reader(io.StringIO(text)))


def test_all_records_of_a_source_are_in_it_page_by_page(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_AT_ONCE", 2)
    rows = [b.firearm(cast.registrar, f"TAK9010{at}") for at in range(5)]
    heading, *lines = taken(signed_in("registrar"), rows[0].source)
    assert heading == list(files.HEADING)
    assert [line[0] for line in lines] == [registry.record_of(row) for row in rows]
    assert [line[1] for line in lines] == [f"TAK9010{at}" for at in range(5)]
    entry = Entry.objects.filter(action="registry.take_list").get()
    assert (entry.actor_name, entry.summary["form"]) == ("registrar", "csv")


def test_nobody_takes_away_what_is_not_listed_to_them(cast: Cast, signed_in: SignedIn) -> None:
    source = b.firearm(cast.registrar, "TAK90201").source
    asked = {"source": source.pk, "form": "csv"}
    assert signed_in("tracing_officer").post("/firearms/file/", asked).status_code in (403, 404)
    assert signed_in("outside_registrar").post("/firearms/file/", asked).status_code == 404
    assert signed_in("registrar").post("/firearms/file/", asked | {"form": "exe"}).status_code == 404
    assert signed_in("registrar").post("/firearms/file/", {"form": "csv", "source": "x"}).status_code == 404
    assert signed_in("registrar").post("/firearms/file/", {"form": "csv"}).status_code == 422
    assert not Entry.objects.filter(action="registry.take_list").exists()
