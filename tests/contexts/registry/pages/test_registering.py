"""Registry, pages: register one firearm by hand, and put a holder on record."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.registry.models import Component, ComponentKind, Event, Firearm, Holder, Mark, PersonIdentity
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.registry import builders as b

ROWS = {
    "marks-TOTAL_FORMS": "6",
    "marks-INITIAL_FORMS": "0",
    **{f"marks-{at}-part": "7" for at in range(6)},
    **{f"marks-{at}-kind": "9" for at in range(6)},
}
GLOCK = ROWS | {
    "serial": "BKS 012",
    "control": "1",
    "make": "Glock",
    "model": "17",
    "calibre": "9x19",
    "type": "pistol",
    "country": "Austria",
    "made": "2004",
    "registered": "2005-03",
}


def test_a_firearm_is_registered_with_its_parts_marks_and_life(cast: Cast, signed_in: Callable[..., Client]) -> None:
    b.company(cast.registrar, "Vale Arms")
    client = signed_in("registrar")
    told = GLOCK | {"holder": "Vale Arms", "marks-0-text": "BKS012", "marks-1-text": "EAGLE", "marks-1-kind": "4"}
    told |= {"marks-1-part": "8", "marks-1-place": "9", "key": "one"}
    done = client.post("/firearms/new/", told)
    assert done.status_code == 302, re.findall(r'class="fault"[^>]*>([^<]*)', done.text)
    page = client.get(done.headers["Location"]).text
    for words in ("Glock", "BKS 012", "2004", "EAGLE", "over the chamber", "Vale Arms", "Registered. What to do next"):
        assert words in page
    row = Firearm.objects.get()
    kinds = [part.kind for part in Component.objects.order_by("ordinal")]
    assert kinds == [ComponentKind.FRAME, ComponentKind.SLIDE, ComponentKind.BARREL]
    assert (row.year, Mark.objects.count()) == (2004, 5)
    assert [event.kind for event in Event.objects.order_by("ordinal")] == [
        EventKind.MANUFACTURE,
        EventKind.REGISTRATION,
    ]
    assert client.post("/firearms/new/", told).headers["Location"] == "/firearms/"
    assert Firearm.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"serial": "---"}, "at least one letter or digit"),
        ({"serial": ""}, "Write the serial number"),
        ({"make": "Glokkenspiel"}, "is not understood"),
        ({"calibre": "a lot"}, "is not understood"),
        ({"registered": "2005-02-30"}, "is no day, month, year"),
        ({"holder": "Nobody Ltd"}, "is on record. Check the name"),
        ({"control": "77"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_is_told_and_kept_in_the_form(
    cast: Cast, signed_in: Callable[..., Client], wrong: dict[str, str], words: str
) -> None:
    answer = signed_in("registrar").post("/firearms/new/", GLOCK | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert not Firearm.objects.exists()


def test_what_no_vocabulary_knows_is_taken_as_written(cast: Cast, signed_in: Callable[..., Client]) -> None:
    told = GLOCK | {"make": "Village smith of Orm", "model": "", "as_written": "on", "made": ""}
    done = signed_in("registrar").post("/firearms/new/", told)
    assert done.status_code == 302
    assert Firearm.objects.get().make == 0
    assert "Village smith of Orm" in signed_in("registrar").get(done.headers["Location"]).text


@pytest.mark.parametrize("path", ["/firearms/new/", "/holders/new/"])
def test_who_registers_nothing_is_told_whom_to_ask(signed_in: Callable[..., Client], cast: Cast, path: str) -> None:
    for member in ("tracing_officer", "auditor", "administrator", "analyst"):
        assert signed_in(member).get(path).status_code == 403
    assert signed_in("licensing_officer").get(path).status_code == 200


def test_a_company_and_a_person_are_put_on_record_each_by_its_number(
    cast: Cast, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("registrar")
    made = client.post("/holders/new/", {"key": "a", "kind": "2", "name": "Vale Arms", "country": "Ghana"})
    assert str(Holder.objects.get().uuid) in made.text
    assert client.post("/holders/new/", {"key": "a", "kind": "2", "name": "Vale Arms"}).status_code == 302
    told = {"key": "b", "kind": "3", "family_name": "Invented", "born": "1980-02-03", "sex": "2"}
    assert client.post("/holders/new/", told).status_code == 200
    assert PersonIdentity.objects.get().holder.person.year_of_birth == 1980
    assert Holder.objects.count() == 2


def test_a_holder_of_whom_nothing_is_told_is_refused(cast: Cast, signed_in: Callable[..., Client]) -> None:
    client = signed_in("registrar")
    for told in ({"key": "a"}, {"kind": "2"}, {"kind": "3"}, {"kind": "3", "family_name": "x", "born": "2999-01-01"}):
        assert client.post("/holders/new/", told).status_code == 422
