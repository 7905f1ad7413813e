"""Registry, action: register a firearm."""

import pytest

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.actions.registering import register_firearm
from salwa.contexts.registry.drafts import NewFirearm, NewMark
from salwa.contexts.registry.models import Firearm, Inscription
from salwa.kernel.lifecycle import EventKind, Status
from salwa.kernel.marks.model import MarkKind
from salwa.platform.errors import Conflict, NotAllowed, Refused
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_what_was_handed_in_stands_in_the_history(cast: Cast) -> None:
    row = b.firearm(
        cast.registrar,
        "BKS-012",
        b.maker(),
        b.serial("SL 77", component=2),
        life=(b.event(EventKind.MANUFACTURE, b.year(2004)), b.event(EventKind.IMPORT, b.year(2005), country=100)),
    )
    told = registry.history(cast.registrar, registry.record_of(row))
    assert told.card.serial == "BKS-012"
    assert told.card.make == "Glock"
    assert told.card.status is Status.REGISTERED
    assert [(line.kind, str(line.happened)) for line in told.lines] == [
        (EventKind.MANUFACTURE, "2004"),
        (EventKind.IMPORT, "2005"),
    ]
    assert [[mark.text for mark in part.marks] for part in told.components] == [["BKS-012", "GLOCK"], ["SL 77"]]
    assert [part.is_control for part in told.components] == [True, False]


def test_it_leaves_one_entry_that_says_what_the_marks_lack(cast: Cast) -> None:
    row = b.firearm(cast.registrar)
    entry = Entry.objects.get(action="registry.register_firearm")
    assert entry.summary["record"] == row.pk
    assert "ITI 8(a)" in entry.summary["advice"]


def test_a_fully_marked_firearm_draws_no_advice(cast: Cast) -> None:
    b.firearm(cast.registrar, "BKS012", b.maker())
    assert Entry.objects.get(action="registry.register_firearm").summary["advice"] == ""


def test_marks_that_read_alike_share_one_inscription(cast: Cast) -> None:
    b.firearm(cast.registrar, "A1", b.maker())
    b.firearm(cast.registrar, "A2", b.maker())
    assert Inscription.objects.filter(text="GLOCK").count() == 1
    assert Inscription.objects.filter(text="").count() == 1


def test_an_external_id_is_taken_once_from_each_source(cast: Cast) -> None:
    b.firearm(cast.registrar, external_id="77")
    with pytest.raises(Conflict, match="Old register already has a record under 77"):
        b.firearm(cast.registrar, external_id="77")
    assert Firearm.objects.count() == 1


def test_another_agency_learns_nothing_from_the_names_it_uses(cast: Cast) -> None:
    ours = b.firearm(cast.registrar, external_id="77")
    theirs = b.firearm(cast.outside_registrar, external_id="77")
    assert (ours.source.name, ours.source_id == theirs.source_id) == (theirs.source.name, False)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (NewFirearm(), "what is it"),
        (NewFirearm(make=29_999), "make: 29999 is no code"),
        (NewFirearm(make=1, year=1066), "1066 is not a year"),
        (NewFirearm(make=1, year=2199), "2199 is not a year"),
        (NewFirearm(make=1, control=2), "no such component"),
        (NewFirearm(marks=(b.serial("\u202eBKS012"),)), "character 1 cannot be seen"),
        (NewFirearm(marks=(b.serial("A\0"),)), "cannot be seen"),
        (NewFirearm(marks=(b.serial("1" * 100_000),)), "100000 characters"),
        (NewFirearm(marks=(b.serial("---"),)), "at least one letter or digit"),
        (NewFirearm(marks=(b.serial("A1", component=2),)), "no component 2"),
        (NewFirearm(marks=(NewMark(kind=MarkKind.CONDITION, text="rusted"),)), "write it as a remark"),
        (NewFirearm(make=1, remarks=(("note", "x" * 20_000),)), "note: has 20000 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_and_nothing_is_written(
    cast: Cast, new: NewFirearm, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        register_firearm(actor=cast.registrar, firearm=new)
    assert not Firearm.objects.exists()


@pytest.mark.parametrize("hint", ["\u061c", "\u200e", "\u200f"])
def test_a_direction_mark_that_a_keyboard_put_in_is_kept_told_and_not_searched_by(cast: Cast, hint: str) -> None:
    row = b.firearm(cast.registrar, f"{hint}BKS{hint}012")
    assert registry.card(cast.registrar, registry.record_of(row)).serial == f"{hint}BKS{hint}012"
    for written in ("BKS012", f"BKS0{hint}12"):
        assert [one.card.id for one in registry.candidates(cast.registrar, b.asked(written)).found if one.card] == [
            row.pk
        ]
    assert Entry.objects.get(action="registry.register_firearm").summary["direction_marks"] == 1


@pytest.mark.parametrize("who", ["tracing_officer", "armourer", "analyst", "auditor", "administrator"])
def test_others_may_not_register(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        b.firearm(getattr(cast, who))
    assert not Firearm.objects.exists()


@pytest.mark.parametrize("kind", [EventKind.REGISTRATION, EventKind.MANUFACTURE])
def test_what_has_not_happened_yet_is_not_registered(cast: Cast, kind: EventKind) -> None:
    with pytest.raises(Refused, match="when it has happened, not before"):
        b.firearm(cast.registrar, life=(b.event(kind, b.year(2999)),))
    assert not Firearm.objects.exists()
