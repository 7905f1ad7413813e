"""Registry, pages: record what happened: every kind, once, from what is recorded now."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from salwa.contexts.identity.public import Role, actor_by_name, add_user, agency_by_name
from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import Event, EventAnswer, Firearm, Hold, Proposal
from salwa.contexts.registry.public import record_of
from salwa.contexts.registry.questions import SHEETS, Ask, Sheet, slug_of
from salwa.kernel.lifecycle import EventKind, Happened, Status
from salwa.kernel.packs.model import Answer, Extra, TransferRule
from tests.conftest import Cast
from tests.contexts.registry import builders as b

K = EventKind
BEFORE = {
    K.RETURN: K.STORAGE,
    K.REASSEMBLY: K.DISMANTLING,
    K.REACTIVATION: K.DEACTIVATION,
}
CERTIFIED = registry.Details(certificate=registry.NewCertificate(number="D-1", issuer="Proof house of Corvania"))


@pytest.fixture
def row(cast: Cast) -> Firearm:
    b.company(cast.registrar, "Vale Arms")
    return b.firearm(cast.registrar, "BKS012", b.maker())


def path_of(row: Firearm, kind: EventKind) -> str:
    return f"/firearms/{record_of(row)}/record/{slug_of(kind)}/"


def begun(client: Client, path: str) -> dict[str, str]:
    """What the form brings along: its key, and the version of the life it was opened with."""
    text = client.get(path).text
    return {name: re.search(rf'name="{name}" value="([^"]*)"', text)[1] for name in ("key", "seen")}  # type: ignore[index]  # the form has both


def answers(sheet: Sheet) -> dict[str, str]:
    told = {
        Ask.PLACE: {"place": "Harbour district"},
        Ask.COUNTRY: {"country": "Ghana"},
        Ask.HOLDER: {"holder": "Vale Arms"},
        Ask.UNTIL: {"until": "2031-05-01"},
        Ask.REFERENCE: {"reference": "P 17/2020"},
        Ask.CONSIGNMENT: {"consignment": "SHIPMENT9"},
        Ask.PERMIT: {"permit": "PERMIT44"},
        Ask.METHOD: {"method": "1"},
        Ask.CERTIFICATE: {
            "certificate_number": "CERT 771",
            "certificate_issuer": "Proof house",
            "certificate_standard": "S 1",
        },
        Ask.WITNESSES: {"witnesses": "A. Invented\nB. Invented"},
    }
    out = {"when": "2020-05-01", "reason": "as the paper says"}
    for ask in sheet.asks:
        out |= told[ask]
    return out


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: slug_of(one.kind))
def test_every_kind_is_recorded_with_all_that_is_asked(
    cast: Cast, signed_in: Callable[..., Client], row: Firearm, sheet: Sheet
) -> None:
    if sheet.kind in BEFORE:
        before = next(one for one in SHEETS if one.kind is BEFORE[sheet.kind])
        before.act(cast.registrar, row, b.told(Happened.in_year(2015), details=CERTIFIED), "")
    client = signed_in("registrar")
    path = path_of(row, sheet.kind)
    done = client.post(path, begun(client, path) | answers(sheet))
    assert done.status_code == 302, re.findall(r'class="fault"[^>]*>([^<]*)', done.text) + re.findall(
        r"<li>(.*?)</li>", done.text
    )
    page = client.get(done.headers["Location"])
    assert "Recorded. What to do next:" in page.text
    assert 'class="good new' in page.text or " new" in page.text
    told = [
        text
        for text in ("Harbour district", "P 17/2020", "SHIPMENT9", "PERMIT44", "CERT 771", "A. Invented")
        if text in page.text
    ]
    wanted = {Ask.PLACE, Ask.REFERENCE, Ask.CONSIGNMENT, Ask.PERMIT, Ask.CERTIFICATE, Ask.WITNESSES} & set(sheet.asks)
    assert len(told) == len(wanted)
    assert Event.objects.get(firearm=row, kind=sheet.kind).happened == b.day("2020-05-01")


def test_the_page_lists_what_can_happen_and_says_why_something_cannot(
    cast: Cast, signed_in: Callable[..., Client], row: Firearm
) -> None:
    client = signed_in("registrar")
    registry.record_manufacture(actor=cast.registrar, firearm=row, told=b.told(b.year(2004)))
    text = client.get(f"/firearms/{record_of(row)}/record/").text
    assert "Record a sale" in text.split("What cannot happen")[0]
    assert "Record its return" in text.split("What cannot happen")[1]
    registry.report_theft(actor=cast.registrar, firearm=row, happened=b.year(2020))
    now, not_now = client.get(f"/firearms/{record_of(row)}/record/").text.split("What cannot happen")
    assert "Record a sale" not in now
    assert "Record a find" in now
    assert "recorded as lost or stolen" in not_now


def test_a_role_is_offered_only_what_it_records(cast: Cast, signed_in: Callable[..., Client]) -> None:
    own = b.firearm(cast.outside_registrar, "HBR001")
    text = signed_in("armourer").get(f"/firearms/{record_of(own)}/record/").text
    assert "Record a repair" in text
    assert "Record a sale" not in text
    assert signed_in("armourer").get(path_of(own, K.SALE)).status_code == 403
    assert signed_in("auditor").get(f"/firearms/{record_of(own)}/record/").status_code == 403


def test_what_is_not_there_or_hidden_answers_alike(signed_in: Callable[..., Client], row: Firearm) -> None:
    for path in ("record/", "record/sale/", "holds/", "lines/1/"):
        assert signed_in("outside_registrar").get(f"/firearms/{record_of(row)}/{path}").status_code == 404
    client = signed_in("registrar")
    assert client.get(f"/firearms/{record_of(row)}/record/explosion/").status_code == 404
    assert client.get(f"/firearms/{record_of(row)}/record/licence/").status_code == 404
    assert client.get(f"/firearms/{record_of(row)}/lines/9/").status_code == 404
    assert client.get("/proposals/99/").status_code == 404


@pytest.mark.parametrize("when", ["2020-02-30", "2020-13", "yesterday", "05.03.2020", "2012/2009", "", "99999"])
def test_an_impossible_date_is_told_beside_its_field_and_nothing_is_lost(
    signed_in: Callable[..., Client], row: Firearm, when: str
) -> None:
    client = signed_in("registrar")
    path = path_of(row, K.LOSS)
    answer = client.post(path, begun(client, path) | {"when": when, "place": "Harbour"})
    assert answer.status_code == 422
    assert 'id="id_when_error"' in answer.text
    assert 'value="Harbour"' in answer.text
    assert not Event.objects.filter(firearm=row).exists()


def test_the_future_an_unknown_country_and_an_unknown_holder_are_refused(
    signed_in: Callable[..., Client], row: Firearm
) -> None:
    client = signed_in("registrar")
    path = path_of(row, K.SALE)
    told = begun(client, path) | {"when": "2999", "holder": "Vale Arms"}
    assert "when it has happened, not before" in client.post(path, told).text
    assert "is on record. Check the name" in client.post(path, told | {"holder": "Nobody Ltd"}).text
    path = path_of(row, K.EXPORT)
    told = begun(client, path) | {"when": "2020", "country": "Atlantis Prime"}
    assert "is not understood" in client.post(path, told).text
    assert client.post(path_of(row, K.DESTRUCTION), {"when": "2020", "method": "77"}).status_code == 422


def test_what_is_sent_twice_is_recorded_once(signed_in: Callable[..., Client], row: Firearm) -> None:
    client = signed_in("registrar")
    path = path_of(row, K.FIND)
    told = begun(client, path) | {"when": "2020"}
    first, second = client.post(path, told), client.post(path, told)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Event.objects.filter(firearm=row).count() == 1
    assert "sent twice, and is recorded once" in client.get(second.headers["Location"]).text


def test_a_form_that_was_overtaken_tells_both_versions(
    cast: Cast, signed_in: Callable[..., Client], row: Firearm
) -> None:
    client = signed_in("registrar")
    path = path_of(row, K.SALE)
    told = begun(client, path) | {"when": "2020", "holder": "Vale Arms"}
    registry.record_storage(actor=cast.registrar, firearm=row, told=b.told(b.year(2019)))
    answer = client.post(path, told)
    assert answer.status_code == 409
    assert "nothing recorded yet" in answer.text
    assert "in store; line 1, the last: Taken into store, 2019" in answer.text
    assert Event.objects.filter(firearm=row).count() == 1


def test_of_holders_of_one_name_one_is_chosen(cast: Cast, signed_in: Callable[..., Client], row: Firearm) -> None:
    other = b.company(cast.registrar, "Vale Arms")
    client = signed_in("registrar")
    path = path_of(row, K.SALE)
    told = begun(client, path) | {"when": "2020", "holder": "Vale Arms"}
    asked = client.post(path, told)
    assert asked.status_code == 422
    assert str(other.uuid) in asked.text
    chosen = told | {"holder_for": "Vale Arms", "holder_pick": str(other.uuid)}
    assert client.post(path, chosen).status_code == 302
    assert Event.objects.get(firearm=row).holder == other


def test_a_person_is_named_by_a_number_and_an_agency_by_its_name(
    cast: Cast, signed_in: Callable[..., Client], row: Firearm
) -> None:
    person = b.person(cast.registrar)
    client = signed_in("registrar")
    path = path_of(row, K.SALE)
    assert client.post(path, begun(client, path) | {"when": "2020", "holder": "Invented"}).status_code == 422
    told = {"when": "2020", "holder": str(person.uuid)}
    assert client.post(path, begun(client, path) | told).status_code == 302
    path = path_of(row, K.RETENTION)
    told = {"when": "2021", "holder": "harbour police"}
    assert client.post(path, begun(client, path) | told).status_code == 302
    kept = Event.objects.get(firearm=row, kind=K.RETENTION).holder
    assert kept is not None
    assert kept.agency_id == cast.outsider.agency_id


def test_the_state_s_own_questions_are_asked_and_kept(signed_in: Callable[..., Client], row: Firearm) -> None:
    asked = (
        Extra(name="police_report", label={"en": "Number of the police report"}, required=True),
        Extra(name="noticed_on", label={"en": "Noticed on"}, answer=Answer.DATE),
    )
    client = signed_in("registrar")
    path = path_of(row, K.THEFT)
    with b.pack(asked=asked):
        text = client.get(path).text
        assert "Number of the police report" in text
        told = begun(client, path) | {"when": "2020", "answer_noticed_on": "2020-02-02"}
        assert client.post(path, told).status_code == 422
        assert client.post(path, told | {"answer_police_report": "R 9"}).status_code == 302
        shown = client.get(f"/firearms/{record_of(row)}/").text
        assert "<bdi>Number of the police report</bdi>: <bdi>R 9</bdi>" in shown
        assert "noticed_on" not in shown
    kept = dict(EventAnswer.objects.values_list("name", "value"))
    assert kept == {"police_report": "R 9", "noticed_on": "2020-02-02"}


def test_where_the_law_asks_for_consents_a_sale_is_proposed(signed_in: Callable[..., Client], row: Firearm) -> None:
    client = signed_in("registrar")
    path = path_of(row, K.SALE)
    with b.pack(TransferRule(kinds=("sale",), consents=b.ASKING.consents, waiting_days=3, source="Act, s. 16")):
        text = client.get(path).text
        assert "the consent of who gives it away" in text
        assert "3 days between" in text
        done = client.post(path, begun(client, path) | {"holder": "Vale Arms", "reference": "K 1"})
    proposal = Proposal.objects.get()
    assert done.headers["Location"] == f"/proposals/{proposal.pk}/"
    assert not Event.objects.filter(firearm=row).exists()


def test_a_hold_stands_on_every_page_and_forbids_a_destruction(
    cast: Cast, signed_in: Callable[..., Client], row: Firearm
) -> None:
    client = signed_in("registrar")
    path = f"/firearms/{record_of(row)}/holds/"
    assert client.post(path, {"kind": "1", "reference": "", "reason": "x"}).status_code == 422
    assert (
        client.post(path, {"key": "k", "kind": "2", "reference": "C 4/26", "reason": "asked by the court"}).status_code
        == 302
    )
    assert "C 4/26" in client.get(f"/firearms/{record_of(row)}/").text
    path = path_of(row, K.DESTRUCTION)
    assert "is open on this firearm" in client.post(path, begun(client, path) | {"when": "2024"}).text
    hold = Hold.objects.get()
    path = f"/firearms/{record_of(row)}/holds/"
    assert client.post(path, {"hold": hold.pk, "reason": ""}).status_code == 422
    assert client.post(path, {"hold": hold.pk, "reason": "case closed"}).status_code == 302
    path = path_of(row, K.DESTRUCTION)
    assert client.post(path, begun(client, path) | {"when": "2024"}).status_code == 302
    assert b.status_of(Firearm.objects.get(pk=row.pk)) is Status.DESTROYED


def test_customs_and_depots_record_what_is_theirs(cast: Cast, signed_in: Callable[..., Client]) -> None:
    border = agency_by_name("Harbour police")
    for name, role in (("customs", Role.CUSTOMS), ("depot", Role.DEPOT_COMMANDER)):
        add_user(actor=cast.administrator, username=name, display_name=name, agency=border, roles=[role])
    own = b.firearm(cast.outside_registrar, "HBR001")
    assert "Record an export" in signed_in("customs").get(f"/firearms/{record_of(own)}/record/").text
    text = signed_in("depot").get(f"/firearms/{record_of(own)}/record/").text
    assert "Take it into store" in text
    assert "Record an export" not in text
    assert actor_by_name("depot").roles == {Role.DEPOT_COMMANDER}
