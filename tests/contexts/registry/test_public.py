"""Evidence about a firearm is checked with one file and no database; what was changed in it is named."""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from salwa.contexts.registry.importing import Order, import_firearms
from salwa.contexts.registry.models import Firearm
from salwa.contexts.registry.public import evidence, give_evidence
from salwa.platform import home
from salwa.platform.errors import Conflict, NotAllowed, Refused
from salwa.platform.models import Entry
from tests.contexts.registry import builders as b

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "loader"])
VERIFIER = Path(__file__).parents[3] / "contrib" / "verify_ledger.py"
TO = {"recipient": "Court of XD", "reason": "Request 12"}


@pytest.fixture
def firearm(cast):
    (home.current().path / "checkpoint").unlink(missing_ok=True)
    return b.lost(cast.registrar, b.person(cast.registrar), place="Old “harbour”")


@pytest.fixture
def check(tmp_path):
    def run(bundle, *more):
        path = tmp_path / "evidence.json"
        path.write_text(json.dumps(bundle, ensure_ascii=False), encoding="utf-8")
        order = [sys.executable, "-I", str(VERIFIER), str(path), "--key", bundle["key"], *more]
        return subprocess.run(order, capture_output=True, text=True, check=False)

    return run


def test_evidence_is_given_in_an_entry_and_checked_with_no_database(cast, firearm, check):
    bundle = evidence(cast.registrar, firearm, **TO)
    entry = Entry.objects.get(pk=bundle["given_in_entry"])
    assert (entry.action, entry.reason) == ("registry.give_evidence", "Court of XD: Request 12")
    done = check(bundle)
    assert done.returncode == 0, done.stderr
    assert "Old “harbour”" in done.stdout
    assert "Invented" not in json.dumps(bundle)


def test_a_person_is_named_only_where_that_was_asked_for_by_who_may(cast, firearm, check):
    bundle = evidence(cast.registrar, firearm, holders=True, **TO)
    assert "Invented" in json.dumps(bundle)
    assert check(bundle).returncode == 0
    with pytest.raises(NotAllowed):
        give_evidence(actor=cast.analyst, firearm=firearm, holders=True, **TO)
    with pytest.raises(Refused, match="to whom"):
        give_evidence(actor=cast.registrar, firearm=firearm, recipient=" ", reason="x")
    with pytest.raises(Refused, match="200"):
        give_evidence(actor=cast.registrar, firearm=firearm, recipient="x" * 201, reason="x")


def test_whatever_is_changed_in_evidence_is_named(cast, firearm, check):
    bundle = evidence(cast.registrar, firearm, **TO)

    def refused(change):
        changed = copy.deepcopy(bundle)
        change(changed)
        done = check(changed)
        assert done.returncode == 1, done.stdout
        return done.stderr

    mark = next(at for at, one in enumerate(bundle["rows"]) if "BKS013" in one["row"])
    name = f"registry_mark {bundle['rows'][mark]['key']}"

    def text(changed):
        changed["rows"][mark]["row"] = changed["rows"][mark]["row"].replace("BKS013", "BKS014")

    def fact(changed):
        changed["told"]["history"][0]["facts"][1][2] = "2003-01-01"

    def body(changed):
        changed["entries"][0]["body"] = changed["entries"][0]["body"].replace("registry", "register")

    def form(changed):
        changed["forms"][changed["rows"][mark]["form"]]["columns"].reverse()

    def place(changed):
        next(one for one in changed["told"]["history"] if "place" in one)["place"] = "New harbour"

    def missing(changed):
        del changed["rows"][mark]

    def note(changed):
        changed["checkpoint"] = changed["checkpoint"].replace("\n", "\n1", 1)

    assert f"{name} was changed" in refused(text)
    assert "is told of it" in refused(fact)
    assert "Entry" in refused(body)
    assert "its form" in refused(form)
    assert "New harbour" in refused(place)
    assert f"Nothing shows what is told of {name}" in refused(missing)
    assert "not signed" in refused(note)
    assert "is damaged" in refused(lambda changed: changed.pop("rows"))


def test_no_evidence_is_given_of_a_record_that_was_altered(cast, firearm, superuser):
    superuser.execute("UPDATE registry_mark SET text = 'BKS099' WHERE ordinal = 1 AND firearm_id = %s", [firearm.pk])
    with pytest.raises(Conflict, match="registry_mark"):
        evidence(cast.registrar, firearm, **TO)


def test_an_imported_record_is_proved_by_its_way_up_the_list_of_the_import(cast, firearm, check, tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("serial,make\n" + "\n".join(f"BKS{n:05},Glock" for n in range(700)), encoding="utf-8")
    import_firearms(actor=cast.registrar, order=Order(path=path))
    imported = Firearm.objects.order_by("-pk")[300]
    bundle = evidence(cast.registrar, imported, **TO)
    assert any("list" in one for one in bundle["rows"])
    assert check(bundle).returncode == 0
    bundle["rows"][0]["list"]["index"] += 1
    assert "was changed" in check(bundle).stderr
