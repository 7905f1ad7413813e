"""Licensing: an application as the rules see it."""

import pytest

from salwa.contexts.licensing.public import application, application_view, usual_terms
from salwa.contexts.licensing.queries.applications import case_of, facts_of, requirements_of
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_the_usual_terms_are_the_pack_s(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    terms = usual_terms(cast.licensing_officer, row, l.today())
    assert (terms.valid_from, terms.quota) == (l.today(), 3)
    assert terms.valid_to is not None
    assert terms.valid_to.year == l.today().year + 5


def test_the_case_is_what_is_on_record(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer, born=1980)
    l.passed(cast.licensing_officer, ann, *l.POSSESSION)
    l.held(cast.registrar, ann)
    row = l.asked(cast.licensing_officer, ann)
    case = case_of(cast.licensing_officer, row, l.terms(), l.today())
    assert (case.year_of_birth, case.held, case.others, case.is_person) == (1980, 1, 0, True)
    assert len(facts_of(cast.licensing_officer, ann.pk)) == len(l.POSSESSION)
    assert all(one.is_met for one in requirements_of(cast.licensing_officer, row, l.terms(), l.today()))
    assert application_view(cast.auditor, row, l.today()).is_met


def test_a_second_licence_of_a_kind_is_seen_whoever_gave_the_first(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    l.granted(cast.licensing_officer, ann)
    row = l.asked(cast.licensing_officer, ann)
    assert case_of(cast.licensing_officer, row, l.terms(), l.today()).others == 1


def test_an_application_of_another_authority_is_none(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    assert application(cast.auditor, row.pk) == row
    with pytest.raises(NotFound):
        application(cast.outside_registrar, row.pk)
