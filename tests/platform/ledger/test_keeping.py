"""The bytes of an entry say what the entry says."""

import json

import pytest

from salwa.kernel.ledger.entries import commitment
from salwa.platform.action import action, this_entry
from salwa.platform.ledger.keeping import body_of
from salwa.platform.models import Entry, Unsealed

pytestmark = pytest.mark.django_db


def may_always(actor):
    return True


@action("test.keep_one", may=may_always)
def keep_one(*, actor, reason=""):
    this_entry().note(rows=3, file="سلاح.csv")
    this_entry().digest(b"\7" * 32)
    return this_entry().id


def test_an_entry_is_read_back_from_its_bytes_and_queued(cast):
    entry = Entry.objects.get(pk=keep_one(actor=cast.registrar, reason="because"))
    said = json.loads(bytes(entry.body))
    assert bytes(entry.body) == body_of(entry)
    assert (said["entry"], said["action"], said["actor"]) == (entry.id, "test.keep_one", cast.registrar.actor_id)
    assert said["summary"] == {"rows": 3, "file": "سلاح.csv"}
    assert said["digest"] == "07" * 32
    private = {"actor_name": cast.registrar.actor_name, "reason": "because"}
    assert said["private"] == commitment(bytes(entry.salt), private)
    assert Unsealed.objects.filter(entry=entry.id).exists()
