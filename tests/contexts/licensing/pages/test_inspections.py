"""Licensing: inspections, stock-takes and tasks on their pages."""

import re
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from salwa.contexts.licensing.models import InspectionResult, StockTake, Task
from salwa.contexts.registry.public import record_of
from salwa.platform.submissions import new_key
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

SignedIn = Callable[..., Client]


def test_an_inspector_records_what_was_found(cast: Cast, signed_in: SignedIn) -> None:
    row = l.inspection(cast.licensing_officer, l.dealer(cast.licensing_officer))
    path = f"/licences/inspections/{row.pk}/"
    client = signed_in("inspector")
    day = l.today().isoformat()
    wrong = client.post(path, {"outcome": "2", "done_on": day, "key": new_key()})
    assert wrong.status_code == 422
    assert "Say what is to be mended" in wrong.text
    form = {"outcome": "2", "done_on": day, "to_mend": "A lock is loose\nThe alarm is silent", "key": new_key()}
    for _again in range(2):
        assert client.post(path, form).status_code == 302
    assert InspectionResult.objects.get().inspection == row
    assert "A lock is loose" in client.get(path).text
    assert "An inspector records" not in client.get(path).text
    assert signed_in("registrar").post(path, form).status_code == 403
    assert signed_in("outside_registrar").get(path).status_code == 404


def test_numbers_are_typed_or_come_in_a_file(cast: Cast, signed_in: SignedIn) -> None:
    shop = l.dealer(cast.licensing_officer)
    l.held(cast.registrar, shop, "BKS012")
    l.held(cast.registrar, shop, "0007712")
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/stock/"
    assert client.get(path).status_code == 200
    day = l.today().isoformat()
    listed = SimpleUploadedFile("shelf.csv", b"serial;make\r\n0007712;Glock\r\n", "text/csv")
    answer = client.post(path, {"taken_on": day, "serials": "BKS-012\n\n", "file": listed, "key": new_key()})
    assert answer.status_code == 302
    text = client.get(answer.headers["Location"]).text
    assert "Shelf and register agree." in text
    other = client.post(path, {"taken_on": day, "serials": "ZZZ999", "key": new_key()})
    text = client.get(other.headers["Location"]).text
    assert "Shelf and register do not agree." in text
    assert StockTake.objects.count() == 2


def test_from_a_stock_take_each_record_and_file_is_one_step_away(cast: Cast, signed_in: SignedIn) -> None:
    shop = l.dealer(cast.licensing_officer)
    record = f'href="/firearms/{record_of(l.held(cast.registrar, shop, "BKS012"))}/"'
    client = signed_in("inspector")
    form = {"taken_on": l.today().isoformat(), "serials": "ZZZ999", "key": new_key()}
    page = client.post(f"/licences/holders/{shop.uuid}/stock/", form).headers["Location"]
    file = f"/licences/holders/{shop.uuid}/"
    extra, missing = (Task.objects.get(serial=serial) for serial in ("ZZZ999", "BKS012"))
    shown = client.get(page).text
    for link in (f'href="{file}"', record, f'href="/licences/tasks/{extra.pk}/"'):
        assert link in shown, link
    rows = re.findall(r"(ZZZ999|BKS012).*?/licences/tasks/(\d+)/", shown)
    assert dict(rows) == {"ZZZ999": str(extra.pk), "BKS012": str(missing.pk)}
    shown = client.get(f"/licences/tasks/{missing.pk}/").text
    for link in (f'href="{file}"', record, f'href="{page}"'):
        assert link in shown, link
    assert "Look for this number" not in shown
    assert "Look for this number" in client.get(f"/licences/tasks/{extra.pk}/").text
    assert record in client.get(file).text


def test_a_file_that_is_no_list_is_refused(cast: Cast, signed_in: SignedIn) -> None:
    shop = l.dealer(cast.licensing_officer)
    client = signed_in("inspector")
    path = f"/licences/holders/{shop.uuid}/stock/"
    day = l.today().isoformat()
    for content in (b"\xff\xfe\x00\x01", b"A" * 1_000_001):
        sent = SimpleUploadedFile("shelf.csv", content, "text/csv")
        assert client.post(path, {"taken_on": day, "file": sent, "key": new_key()}).status_code == 422
    assert client.post(path, {"taken_on": day, "key": new_key()}).status_code == 422
    assert signed_in("licensing_officer").get(path).status_code == 403
    assert not StockTake.objects.exists()


def test_a_task_is_closed_with_what_came_of_it(cast: Cast, signed_in: SignedIn) -> None:
    shop = l.dealer(cast.licensing_officer)
    client = signed_in("inspector")
    form = {"taken_on": l.today().isoformat(), "serials": "ZZZ999", "key": new_key()}
    client.post(f"/licences/holders/{shop.uuid}/stock/", form)
    path = f"/licences/tasks/{Task.objects.get().pk}/"
    assert "ZZZ999" in client.get(path).text
    assert "Close the task" not in signed_in("auditor").get(path).text
    assert client.post(path, {"reason": "", "key": new_key()}).status_code == 422
    assert client.post(path, {"reason": "It was misread", "key": new_key()}).status_code == 302
    assert "This task is closed." in client.get(path).text
