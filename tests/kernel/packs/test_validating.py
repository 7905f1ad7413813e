"""Kernel, packs: a pack is looked at whole, and every fault is named with its place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from salwa.kernel.packs import (
    Addition,
    Answer,
    Consent,
    Extra,
    Form,
    IdentityRule,
    MarkingUse,
    Pack,
    RecordKind,
    packs,
)
from salwa.kernel.packs.validating import LANGUAGES, faults_between, faults_of, warnings_of

TOLD = dict.fromkeys(LANGUAGES, "–")


def xc() -> Pack:
    return next(pack for pack in packs() if pack.state == "XC" and pack.valid_to is None)


def swapped(pack: Pack, name: str, at: int, **more: Any) -> Pack:
    rows = list(getattr(pack, name))
    rows[at] = replace(rows[at], **more)
    return replace(pack, **{name: tuple(rows)})


@pytest.mark.parametrize(
    "pack", [pack for pack in packs() if pack.state != "generic"], ids=lambda p: f"{p.state}{p.edition}"
)
def test_what_ships_has_no_fault(pack: Pack) -> None:
    assert faults_of(pack) == ()
    assert not [told for told in warnings_of(pack) if "source" in told or "alike" in told]


FAULTS: Mapping[str, tuple[Pack, str]] = {
    "state": (replace(xc(), state="xc"), "state"),
    "law": (replace(xc(), law=" "), "law"),
    "edition": (replace(xc(), edition=""), "edition"),
    "dates": (replace(xc(), valid_to=date(1999, 1, 1)), "valid_to"),
    "language": (replace(xc(), name={"en": "Corvania"}), "not told in ar, zh, fr, ru, es"),
    "strange language": (replace(xc(), name=TOLD | {"tlh": "x"}), "tlh"),
    "kind left out": (replace(xc(), retention=xc().retention[1:]), "no rule for manufacture"),
    "kind twice": (replace(xc(), retention=(*xc().retention, xc().retention[0])), "2 rules for manufacture"),
    "years": (swapped(xc(), "retention", 0, years=0), "years: 0"),
    "erases": (swapped(xc(), "retention", 0, erases="all"), "erases: 'all'"),
    "firearm": (swapped(xc(), "retention", 0, erases="record"), "a record of a firearm stays"),
    "no law": (swapped(xc(), "retention", 0, source=""), "source: name the law"),
    "code twice": (replace(xc(), licences=(*xc().licences, xc().licences[0])), "A1 stands there 2 times"),
    "holder": (swapped(xc(), "licences", 0, holders=("friend",)), "holders"),
    "permits": (swapped(xc(), "licences", 0, permits=()), "permits"),
    "months": (swapped(xc(), "licences", 0, months=0), "months: 0"),
    "renewal": (swapped(xc(), "licences", 0, renewed_before=60), "renewed_before"),
    "nobody may": (replace(xc(), licences=()), "permit: no licence"),
    "waiting": (swapped(xc(), "transfers", 0, waiting_days=-1), "waiting_days"),
    "transfer kind": (swapped(xc(), "transfers", 0, kinds=("gift",)), "gift is no kind of event"),
    "no transfer kind": (swapped(xc(), "transfers", 0, kinds=()), "kinds"),
    "scheme left out": (replace(xc(), marking=xc().marking[1:]), "0 schemes for manufacture"),
    "field": (swapped(xc(), "marking", 0, template="{maker} {number}{check}"), "template: only"),
    "brace": (swapped(xc(), "marking", 0, template="{number"), "template"),
    "no number": (swapped(xc(), "marking", 0, template="{country}{check}"), "{number} stands in it once"),
    "check unsaid": (swapped(xc(), "marking", 0, template="{number}"), "{check} stands in it"),
    "long": (swapped(xc(), "marking", 0, template="{number}{check}" + "A" * 60), "longer"),
    "rule": (swapped(xc(), "marking", 0, check="mod_7"), "there is no rule 'mod_7'"),
    "signs": (swapped(xc(), "marking", 0, alphabet="AAB"), "each once"),
    "small": (swapped(xc(), "marking", 0, alphabet="abc"), "capitals"),
    "not reckoned": (swapped(xc(), "marking", 0, check="iso7064_mod11_2"), "tells every wrong sign of"),
    "not always told": (swapped(xc(), "marking", 0, check="iso7064_mod97_10"), "tells every wrong sign of"),
    "misread": (swapped(xc(), "marking", 0, check="iso7064_mod37_36"), "can give I or O, read as a digit"),
    "digits": (swapped(xc(), "marking", 0, digits=0), "digits"),
    "height": (swapped(xc(), "marking", 0, height_mm=-1.0), "height_mm"),
    "country": (swapped(xc(), "marking", 0, country="Corvania"), "country"),
    "identity": (replace(xc(), identity=IdentityRule(control_exchanged="dies", dismantled="ends")), "'dies'"),
    "form": (replace(xc(), forms=(Form(at="birthday", extras=()),)), "birthday"),
    "question": (replace(xc(), forms=(Form(at="loss", extras=(Extra(name="a b", label=TOLD),)),)), "a b"),
    "no choices": (
        replace(xc(), forms=(Form(at="loss", extras=(Extra(name="a", label=TOLD, answer=Answer.CHOICE),)),)),
        "a choice has some",
    ),
    "vocabulary": (replace(xc(), additions=(Addition(vocabulary="moods", code="x", name=TOLD),)), "'moods'"),
    "number": (replace(xc(), additions=(Addition(vocabulary="makes", code="x", name=TOLD, number=7),)), "30000"),
    "numbered reason": (
        replace(xc(), additions=(Addition(vocabulary="reasons", code="x", name=TOLD, number=7),)),
        "have none",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_place(name: str) -> None:
    pack, told = FAULTS[name]
    assert any(told in fault for fault in faults_of(pack)), faults_of(pack)


def test_an_alphabet_in_which_two_signs_look_alike_is_a_warning() -> None:
    pack = swapped(xc(), "marking", 0, alphabet="0123456789O")
    assert faults_of(pack) == ()
    assert any("O/0 look alike" in told for told in warnings_of(pack))


def test_editions_of_one_state_do_not_hold_on_the_same_day() -> None:
    one, two = (pack for pack in packs() if pack.state == "XC")
    assert faults_between([("a", one), ("b", two)]) == ()
    found = faults_between([("a", replace(one, valid_to=None)), ("b", replace(two, edition="1"))])
    assert [told.split(" ")[0:3] for told in found] == [["b", "and", "a"], ["b", "and", "a"]]
    assert faults_between([("a", one), ("b", replace(one, state="XD"))]) == ()


def test_the_packs_of_the_two_states_differ_in_every_point() -> None:
    xc_, xd = xc(), next(pack for pack in packs() if pack.state == "XD")
    for kind in RecordKind:
        mine, theirs = xc_.kept(kind), xd.kept(kind)
        assert mine is not None
        assert theirs is not None
        assert (mine.years, mine.counted) != (theirs.years, theirs.counted), kind
    assert not {kind.code for kind in xc_.licences} & {kind.code for kind in xd.licences}
    for use in MarkingUse:
        one, other = xc_.scheme(use), xd.scheme(use)
        assert one is not None
        assert other is not None
        facts = ("template", "country", "alphabet", "digits", "check", "height_mm", "machine_readable")
        assert not [name for name in facts if getattr(one, name) == getattr(other, name)]
    assert xc_.identity.control_exchanged != xd.identity.control_exchanged
    assert xc_.identity.dismantled != xd.identity.dismantled
    for at in ("loss", "theft", "deactivation", "licence"):
        assert {extra.name for extra in xc_.asked(at)} != {extra.name for extra in xd.asked(at)}
    mine, theirs = xc_.transfer("transfer"), xd.transfer("transfer")
    assert mine is not None
    assert theirs is not None
    assert (mine.consents, theirs.consents) == ((Consent.GIVER, Consent.TAKER), (Consent.GIVER,))
    assert not {one.code for one in xc_.additions} & {one.code for one in xd.additions}
