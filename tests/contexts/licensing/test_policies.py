"""Licensing: who opens licences, decides and inspects."""

from salwa.contexts.licensing import policies
from salwa.contexts.licensing.actions.permits import Desk
from salwa.contexts.licensing.models import Licence
from salwa.contexts.licensing.policies import visible_to
from salwa.contexts.licensing.public import record_check, take_stock
from tests.conftest import Cast
from tests.contexts.licensing import builders as l

READERS = {"registrar", "licensing_officer", "second_officer", "inspector", "auditor", "outside_registrar"}


def who(cast: Cast, may: object) -> set[str]:
    return {name for name in cast.__slots__ if may(getattr(cast, name))}  # type: ignore[operator, attr-defined]


def test_each_role_does_its_own(cast: Cast) -> None:
    assert who(cast, policies.may_read) == READERS
    assert who(cast, policies.may_decide) == {"licensing_officer", "second_officer"}
    assert who(cast, policies.may_inspect) == {"inspector"}
    assert who(cast, policies.may_plan) == {"licensing_officer", "second_officer", "inspector"}
    assert who(cast, policies.may_erase) == {"registrar", "auditor"}
    assert who(cast, policies.may_derive) == {"registrar", "outside_registrar", "administrator"}
    assert who(cast, policies.may_use_permits) == set()
    assert policies.may_use_permits(Desk())
    assert record_check is not take_stock


def test_rows_are_those_of_one_s_own_authority(cast: Cast) -> None:
    shop = l.dealer(cast.licensing_officer)
    l.granted(cast.licensing_officer, shop, "D1")
    take_stock(actor=cast.inspector, holder=shop.pk, serials=["A1"], taken_on=l.today())
    rooms = (
        policies.licences,
        policies.applications,
        policies.licensees,
        policies.checks,
        policies.inspections,
        policies.stock_takes,
        policies.tasks,
    )
    for rows in rooms:
        assert rows(cast.licensing_officer).exists(), rows
        assert rows(cast.auditor).exists(), rows
        assert not rows(cast.outside_registrar).exists(), rows
        assert not rows(cast.tracing_officer).exists(), rows
    assert not policies.premises(cast.auditor).exists()
    assert visible_to(cast.auditor, Licence.objects.all()).count() == 1
