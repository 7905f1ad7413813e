"""Platform, action: one transaction, one policy, one entry."""

import json
import threading

import pytest
from django.db import connection, connections
from django.db.utils import InternalError, ProgrammingError

from salwa.contexts.identity.models import Agency, Unit
from salwa.platform import events
from salwa.platform.action import EntryDraft, action, declared, this_entry
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from salwa.platform.reading import reading


def may_always(actor):
    return True


def may_never(actor):
    return False


def may_in_own_agency(actor, agency):
    return actor.agency_id == agency.pk


def settings_told(using="default"):
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('salwa.actor', true), current_setting('salwa.agency', true), "
            "current_setting('salwa.entry', true)"
        )
        return cursor.fetchone()


@action("test.add_unit", may=may_in_own_agency)
def add_unit(*, actor, agency, name, reason="", then=lambda: None):
    unit = Unit.objects.create(agency=agency, name=name)
    this_entry().note(unit=unit.pk)
    then()
    return unit


@action("test.refused", may=may_never)
def refused(*, actor, seen):
    seen.append("ran")


@action("test.outer", may=may_always)
def outer(*, actor, inner, told):
    told.append(settings_told())
    inner()
    told.append(settings_told())
    return this_entry()


@action("test.insert_only", may=may_always, using="loader")
def insert_only(*, actor, statement="SELECT 1"):
    with connections["loader"].cursor() as cursor:
        cursor.execute(statement)
    entry = this_entry()
    entry.note(rows=1)
    entry.digest(b"\x07" * 32)
    return entry


@pytest.fixture
def agency(cast):
    return Agency.objects.get(pk=cast.registrar.agency_id)


def test_an_action_that_succeeds_leaves_one_entry_that_says_who_what_and_when(cast, agency):
    unit = add_unit(actor=cast.registrar, agency=agency, name="Archive", reason="New building")
    entry = Entry.objects.get(action="test.add_unit")
    assert (entry.actor_id, entry.actor_name) == (cast.registrar.actor_id, "registrar")
    assert entry.agency_id == agency.pk
    assert entry.reason == "New building"
    assert entry.summary == {"unit": unit.pk}
    assert entry.recorded_at.tzinfo is not None


def test_an_action_that_fails_leaves_neither_its_writes_nor_an_entry(cast, agency):
    def fail():
        raise ValueError("nothing of this stays")

    with pytest.raises(ValueError, match="nothing of this stays"):
        add_unit(actor=cast.registrar, agency=agency, name="Archive", then=fail)
    assert not Unit.objects.exists()
    assert not Entry.objects.filter(action="test.add_unit").exists()


def test_a_denied_action_does_not_run_and_leaves_a_line_in_the_log_only(cast, caplog):
    seen = []
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        refused(actor=cast.registrar, seen=seen)
    assert (seen, Entry.objects.count()) == ([], before)
    line = caplog.records[-1].msg
    assert (line["event"], line["action"], line["actor_id"]) == (
        "action.denied",
        "test.refused",
        cast.registrar.actor_id,
    )
    assert "registrar" not in json.dumps(line, default=str)


def test_a_policy_is_asked_with_the_arguments_it_names(cast, agency):
    with pytest.raises(NotAllowed):
        add_unit(actor=cast.outside_registrar, agency=agency, name="Archive")
    assert not Unit.objects.exists()


def test_the_database_knows_who_acts_while_the_action_runs_and_not_longer(cast, agency):
    told = []
    add_unit(actor=cast.registrar, agency=agency, name="Archive", then=lambda: told.append(settings_told()))
    entry = Entry.objects.get(action="test.add_unit")
    assert told == [(str(cast.registrar.actor_id), str(agency.pk), str(entry.pk))]
    assert set(settings_told()) <= {"", None}


def test_an_action_inside_another_has_its_own_entry_and_hands_back_the_outer_one(cast, agency):
    told = []
    draft = outer(
        actor=cast.administrator,
        inner=lambda: add_unit(actor=cast.registrar, agency=agency, name="Archive"),
        told=told,
    )
    assert told[0] == told[1] == (str(cast.administrator.actor_id), str(cast.administrator.agency_id), str(draft.id))
    names = list(Entry.objects.filter(action__startswith="test.").values_list("action", flat=True))
    assert names == ["test.outer", "test.add_unit"]


def test_an_inner_action_that_fails_and_is_caught_is_undone_alone(cast, agency):
    def inner():
        with pytest.raises(NotAllowed):
            add_unit(actor=cast.outside_registrar, agency=agency, name="Archive")

    told = []
    outer(actor=cast.administrator, inner=inner, told=told)
    assert told[0] == told[1]
    assert list(Entry.objects.filter(action__startswith="test.").values_list("action", flat=True)) == ["test.outer"]


@pytest.mark.django_db(transaction=True)
def test_news_is_delivered_after_the_commit_and_never_without_one(cast, agency):
    received = []

    def subscriber(event):
        received.append((event, connection.in_atomic_block, Unit.objects.count()))

    events.subscribe(str, subscriber)
    try:
        with pytest.raises(ValueError, match="no"):
            add_unit(actor=cast.registrar, agency=agency, name="A", then=announce_and_fail)
        assert received == []
        add_unit(actor=cast.registrar, agency=agency, name="B", then=lambda: this_entry().announce("moved"))
        assert received == [("moved", False, 1)]
    finally:
        events.unsubscribe(str, subscriber)


def announce_and_fail():
    this_entry().announce("moved")
    raise ValueError("no")


@pytest.mark.django_db(transaction=True, databases=["default", "loader"])
def test_a_batch_is_loaded_with_its_entry_by_the_role_that_may_only_insert(cast):
    draft = insert_only(actor=cast.registrar)
    entry = Entry.objects.get(action="test.insert_only")
    assert (entry.pk, bytes(entry.digest), entry.summary) == (draft.id, b"\x07" * 32, {"rows": 1})
    with pytest.raises(ProgrammingError, match="permission denied"):
        insert_only(actor=cast.registrar, statement="SELECT * FROM identity_user")
    assert Entry.objects.filter(action="test.insert_only").count() == 1


@pytest.mark.parametrize("statement", ["UPDATE platform_entry SET actor_name = 'x'", "DELETE FROM platform_entry"])
def test_an_entry_is_never_changed_nor_deleted(cast, statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_guard_holds_against_the_owner_too(cast):
    guarded = {"UPDATE platform_entry SET actor_name = 'x'": "never changed", "DELETE FROM platform_entry": "deleted"}
    for statement, told in guarded.items():
        with (
            pytest.raises(ProgrammingError, match=told),
            connections["owner"].cursor() as cursor,
        ):
            cursor.execute(statement)


def test_outside_an_action_there_is_no_entry():
    with pytest.raises(RuntimeError):
        this_entry()


def test_the_running_entry_is_not_seen_from_another_thread(cast, agency):
    seen = []

    def look():
        thread = threading.Thread(target=lambda: seen.append(_entry_or_none()))
        thread.start()
        thread.join()

    add_unit(actor=cast.registrar, agency=agency, name="Archive", then=look)
    assert seen == [None]


def _entry_or_none() -> EntryDraft | None:
    try:
        return this_entry()
    except RuntimeError:
        return None


def test_an_action_inside_a_reading_cannot_write(cast, agency):
    with pytest.raises(InternalError, match="read-only"), reading(cast.registrar):
        add_unit(actor=cast.registrar, agency=agency, name="Archive")
    assert not Unit.objects.exists()


def test_a_function_with_positional_arguments_or_without_an_actor_is_no_action():
    def positional(actor):
        return actor

    def nobody(*, name):
        return name

    for function in (positional, nobody):
        with pytest.raises(TypeError, match="keyword arguments only"):
            action("test.wrong", may=may_always)(function)


def test_two_functions_cannot_share_a_name():
    def another(*, actor):
        return actor

    with pytest.raises(TypeError, match=r"Two actions are named test\.outer"):
        action("test.outer", may=may_always)(another)
    assert declared()["test.outer"].function is outer
