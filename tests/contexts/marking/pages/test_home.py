"""Marking, tests: the page of what is due."""

from collections.abc import Callable

from django.test import Client

from salwa.contexts.registry import public as registry
from salwa.kernel.lifecycle import EventKind
from tests.conftest import Cast
from tests.contexts.marking import builders as m
from tests.contexts.registry import builders as b


def test_what_is_due_stands_there_with_its_next_step(cast: Cast, browse: Callable[[str], Client]) -> None:
    life = (b.event(EventKind.SEIZURE, b.year(2020)), b.event(EventKind.RETENTION, b.year(2021)))
    new = registry.NewFirearm(make=b.make("Glock"))
    bare = registry.register_firearm(actor=cast.registrar, firearm=new, life=life)
    m.job(cast.registrar, "ENT101")
    told = browse("registrar").get("/marking/").content.decode()
    assert "IMPORT ENT101" in told
    assert registry.record_of(bare) in told
    assert "New consignment" in told
    seen = browse("armourer").get("/marking/").content.decode()
    assert "IMPORT ENT101" not in seen
    assert "New consignment" not in seen


def test_only_those_who_mark_inspect_or_audit_go_there(browse: Callable[[str], Client]) -> None:
    assert browse("analyst").get("/marking/").status_code == 403
    assert "Marking" not in browse("analyst").get("/").content.decode()
    assert "Marking" in browse("auditor").get("/").content.decode()
