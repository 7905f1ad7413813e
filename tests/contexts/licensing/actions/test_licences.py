"""Licensing: a licence is suspended, put into force again, revoked, given back and made narrower."""

from dataclasses import replace

import pytest

from salwa.contexts.licensing.models import Licence, LicenceEvent, Words
from salwa.contexts.licensing.public import (
    Terms,
    amend_conditions,
    licence_file,
    licence_view,
    reinstate,
    revoke,
    surrender,
    suspend,
)
from salwa.contexts.licensing.rules import Standing
from salwa.platform.errors import NotAllowed, NotFound, Refused
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def stands(cast: Cast, licence: Licence) -> Standing:
    return licence_view(cast.auditor, Licence.objects.get(pk=licence.pk), l.today()).standing


def test_a_suspended_licence_is_put_into_force_again(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    with pytest.raises(Refused, match="on what grounds"):
        suspend(actor=cast.licensing_officer, licence=licence, measure=l.measure())
    suspend(actor=cast.licensing_officer, licence=licence, measure=l.measure("inquiry", text="Case 12"))
    assert stands(cast, licence) is Standing.SUSPENDED
    with pytest.raises(Refused, match="can be suspended"):
        suspend(actor=cast.licensing_officer, licence=licence, measure=l.measure("inquiry"))
    reinstate(actor=cast.licensing_officer, licence=licence, measure=l.measure())
    assert stands(cast, licence) is Standing.IN_FORCE
    with pytest.raises(Refused, match="not suspended"):
        reinstate(actor=cast.licensing_officer, licence=licence, measure=l.measure())


def test_a_revocation_has_grounds_and_says_what_happens_to_the_firearms(cast: Cast) -> None:
    holder = l.person(cast.licensing_officer)
    licence = l.granted(cast.licensing_officer, holder)
    l.held(cast.registrar, holder)
    with pytest.raises(Refused, match="Say until when they are to be handed in"):
        revoke(actor=cast.licensing_officer, licence=licence, measure=l.measure("storage"))
    with pytest.raises(Refused):
        revoke(actor=cast.licensing_officer, licence=licence, measure=l.measure("storage", -3))
    with pytest.raises(Refused):
        revoke(actor=cast.licensing_officer, licence=licence, measure=l.measure("guilty", 14))
    row = revoke(actor=cast.licensing_officer, licence=licence, measure=l.measure("storage", 14, "They lay open."))
    assert stands(cast, licence) is Standing.REVOKED
    assert Words.objects.get(entry=row.entry_id).text == "They lay open."
    with pytest.raises(Refused, match="nothing more can happen"):
        reinstate(actor=cast.licensing_officer, licence=licence, measure=l.measure())


def test_words_that_are_erased_leave_what_was_decided(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    suspend(actor=cast.licensing_officer, licence=licence, measure=l.measure("inquiry", text="Somebody said so"))
    shown = licence_file(cast.auditor, licence, l.today()).events[-1]
    assert (shown.grounds, shown.text) == ("inquiry", "Somebody said so")


def test_given_back_is_no_suspicion(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    row = surrender(actor=cast.licensing_officer, licence=licence, measure=l.measure())
    assert row.grounds == ""
    assert stands(cast, licence) is Standing.SURRENDERED


def test_terms_are_made_narrower_never_wider(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    narrow = Terms(valid_from=l.today(), valid_to=l.ahead(500), quota=1, condition="Only at the range")
    with pytest.raises(Refused, match="Say why"):
        amend_conditions(actor=cast.licensing_officer, licence=licence, terms=narrow, reason="")
    for wide in (
        replace(narrow, quota=4),
        replace(narrow, quota=None),
        replace(narrow, valid_to=None),
        replace(narrow, valid_to=l.ahead(5000)),
    ):
        with pytest.raises(Refused, match="longer or wider"):
            amend_conditions(actor=cast.licensing_officer, licence=licence, terms=wide, reason="more")
    amend_conditions(actor=cast.licensing_officer, licence=licence, terms=narrow, reason="As agreed")
    file = licence_file(cast.auditor, Licence.objects.get(pk=licence.pk), l.today())
    assert file.licence.quota == 1
    assert "Only at the range" in file.conditions
    assert LicenceEvent.objects.filter(licence=licence).count() == 2


def test_others_do_nothing_with_it(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    for reader in (cast.registrar, cast.inspector, cast.auditor):
        with pytest.raises(NotAllowed):
            suspend(actor=reader, licence=licence, measure=l.measure("inquiry"))
    elsewhere = replace(cast.outside_registrar, roles=frozenset({"licensing_officer"}))
    with pytest.raises(NotFound):
        suspend(actor=elsewhere, licence=licence, measure=l.measure("inquiry"))
