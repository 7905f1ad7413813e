"""Tests, retention: a pack with short times, a person whose time is over, and officers who propose and decide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from salwa.contexts.registry.models import Firearm, Holder, HolderKind
from salwa.contexts.registry.public import (
    NewHolder,
    record_destruction,
    record_registration,
    record_transfer,
    register_holder,
)
from salwa.contexts.retention.queries import _packs
from salwa.kernel.packs import Counting, Pack, RecordKind, RetentionRule, pack_of
from salwa.platform.actor import Actor
from salwa.platform.database.cluster import Cluster
from salwa.platform.home import Home
from tests.conftest import Cast
from tests.contexts.registry import builders as b

LAW = "Invented Act, s. 1"


def rule(kind: RecordKind, years: int | None, counted: Counting, erases: str = "person") -> RetentionRule:
    return RetentionRule(kind=kind, years=years, counted=counted, erases=erases, source=LAW)


def short(**years: int | None) -> Pack:
    """A pack in which every kind is kept for no more than some years; of ``years`` by kind, else one."""
    pack = pack_of("XC", date(2026, 1, 1))
    counted = {RecordKind.PERSON: Counting.LAST_HELD, RecordKind.POSSESSION: Counting.ENDED}
    rules = (rule(kind, years.get(kind.value, 1), counted.get(kind, Counting.HAPPENED)) for kind in RecordKind)
    return replace(pack, retention=tuple(rules))


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> Callable[[Pack], None]:
    """Let another pack hold."""

    def hold(given: Pack) -> None:
        monkeypatch.setattr(_packs, "pack_of", lambda _state, _day: given)

    hold(short(entry=None))
    return hold


@dataclass(frozen=True, slots=True)
class Gone:
    """A person who had a firearm, and has none any more."""

    holder: Holder
    firearm: Firearm


def person(actor: Actor, name: str = "Aldovar", given: str = "Perrine") -> Holder:
    new = NewHolder(
        kind=HolderKind.NATURAL_PERSON,
        family_name=name,
        given_names=given,
        born=date(1950, 4, 1),
        year_of_birth=1950,
        document=(903, "passport", "XQ7701234"),
    )
    return register_holder(actor=actor, holder=new)


def gone(actor: Actor, serial: str = "RET55001", name: str = "Aldovar", *, to: Holder | None = None) -> Gone:
    """A person whose firearm passed to a company in 2010, long ago as the pack counts."""
    row = b.firearm(actor, serial)
    holder = person(actor, name)
    record_registration(actor=actor, firearm=row, holder=holder, happened=b.year(2005))
    record_transfer(actor=actor, firearm=row, holder=to or b.company(actor, f"Shop {serial}"), happened=b.year(2010))
    return Gone(holder, row)


def destroyed(actor: Actor, row: Firearm, year: int) -> None:
    record_destruction(actor=actor, firearm=row, happened=b.year(year))


@pytest.fixture
def signed_in(cast: Cast) -> Callable[..., Client]:
    """Give a browser in which somebody of the cast is signed in."""

    def enter(member: str) -> Client:
        client = Client(raise_request_exception=False, headers={"host": "localhost"})
        client.force_login(get_user_model().objects.get(username=member))
        return client

    return enter


@pytest.fixture
def superuser(cluster_home: Home) -> Iterator[psycopg.Connection]:
    """Somebody who reads every table, in a transaction of their own."""
    name = connections["default"].settings_dict["NAME"]
    folder = str(Cluster.of(cluster_home).socket_folder)
    with psycopg.connect(host=folder, user="postgres", dbname=name, autocommit=True) as connection:
        yield connection
