"""The house, checked: an example of each action of licensing. A new action is given one here."""

from collections.abc import Callable

from salwa.contexts.licensing import public as licensing
from salwa.contexts.licensing.actions.permits import Desk
from salwa.contexts.licensing.models import Category, Task
from salwa.contexts.registry import public as registry
from salwa.kernel.packs import Counting, RecordKind, RetentionRule
from tests.contexts.licensing import builders as l
from tests.house.stage import Stage


def licensed(act: Callable[..., object], *, grounds: str = "") -> Callable[[Stage], object]:
    """Do something with a licence that was granted."""
    return lambda on: act(
        actor=on.cast.licensing_officer,
        licence=l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
        measure=l.measure(grounds),
    )


def applied(act: Callable[..., object], **more: object) -> Callable[[Stage], object]:
    """Decide an application of somebody of whom nothing was checked."""
    return lambda on: act(
        actor=on.cast.licensing_officer,
        application=l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
        **more,
    )


def confirm(on: Stage) -> object:
    row = l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer))
    licensing.grant(actor=on.cast.licensing_officer, application=row, terms=l.terms(), reason="known to me")
    return licensing.confirm(actor=on.cast.second_officer, application=row, is_confirmed=True, reason="looked")


def renew(on: Stage) -> object:
    row = l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer), given=l.terms(40, since=3))
    return licensing.renew(actor=on.cast.licensing_officer, licence=row, terms=l.terms(1200), answers=l.ANSWERS)


def amend(on: Stage) -> object:
    row = l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer))
    return licensing.amend_conditions(
        actor=on.cast.licensing_officer, licence=row, terms=l.terms(400, 1), reason="as agreed"
    )


def close_place(on: Stage) -> object:
    place = licensing.add_premises(
        actor=on.cast.licensing_officer, holder=l.dealer(on.cast.licensing_officer).pk, place=l.SHOP
    )
    return licensing.close_premises(actor=on.cast.licensing_officer, place=place.pk, reason="moved")


def withdraw_check(on: Stage) -> object:
    holder = l.person(on.cast.licensing_officer)
    l.passed(on.cast.licensing_officer, holder, *l.POSSESSION)
    return l.withdrawn(on.cast.licensing_officer, holder)


def take_stock(on: Stage) -> object:
    holder = l.dealer(on.cast.licensing_officer)
    return licensing.take_stock(actor=on.cast.inspector, holder=holder.pk, serials=["ZZZ999"], taken_on=l.today())


def close_task(on: Stage) -> object:
    take_stock(on)
    return licensing.close_task(actor=on.cast.inspector, task=Task.objects.get().pk, reason="misread")


def viewed(on: Stage) -> registry.HolderView:
    return licensing.holder_of(on.cast.inspector, l.person(on.cast.licensing_officer).uuid)


EXAMPLES: dict[str, Callable[[Stage], object]] = {
    "licensing.add_category": lambda on: licensing.add_category(
        actor=on.cast.licensing_officer, holder=l.dealer(on.cast.licensing_officer).pk, category=Category.BROKER
    ),
    "licensing.add_premises": close_place,
    "licensing.amend_conditions": amend,
    "licensing.apply": lambda on: l.asked(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
    "licensing.close_premises": close_place,
    "licensing.close_task": close_task,
    "licensing.confirm": confirm,
    "licensing.end_category": lambda on: licensing.end_category(
        actor=on.cast.licensing_officer,
        licensee=l.licensee_of(l.dealer(on.cast.licensing_officer)).pk,
        held_to=l.today(),
        reason="closed",
    ),
    "licensing.erase_words": lambda on: licensing.erase_words(
        actor=on.cast.registrar,
        rule=RetentionRule(kind=RecordKind.LICENCE, years=0, counted=Counting.ENDED, source="Invented Act, s. 1"),
        papers=[l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)).pk],
    ),
    "licensing.find_person": lambda on: licensing.find_person(
        actor=on.cast.inspector, sought=registry.Sought(document="P-1"), reason="a visit"
    ),
    "licensing.grant": lambda on: l.granted(on.cast.licensing_officer, l.person(on.cast.licensing_officer)),
    "licensing.open_book": lambda on: licensing.open_book(
        actor=on.cast.inspector, holder=viewed(on), period=licensing.Period(), reason="a visit"
    ),
    "licensing.open_file": lambda on: l.person(on.cast.licensing_officer),
    "licensing.open_person": lambda on: licensing.open_person(
        actor=on.cast.inspector, holder=viewed(on), reason="a visit"
    ),
    "licensing.plan_inspection": lambda on: l.inspection(on.cast.inspector, l.dealer(on.cast.licensing_officer)),
    "licensing.rebuild_states": lambda on: licensing.rebuild_states(actor=on.cast.registrar),
    "licensing.record_check": withdraw_check,
    "licensing.record_inspection": lambda on: licensing.record_inspection(
        actor=on.cast.inspector,
        inspection=l.inspection(on.cast.inspector, l.dealer(on.cast.licensing_officer)),
        result=l.result(),
    ),
    "licensing.refuse": applied(licensing.refuse_application, why=l.refusal()),
    "licensing.reinstate": lambda on: licensing.reinstate(
        actor=on.cast.licensing_officer,
        licence=licensed(licensing.suspend, grounds="inquiry")(on).licence,  # type: ignore[attr-defined]  # its event
        measure=l.measure(),
    ),
    "licensing.renew": renew,
    "licensing.revoke": licensed(licensing.revoke, grounds="court"),
    "licensing.surrender": licensed(licensing.surrender),
    "licensing.suspend": licensed(licensing.suspend, grounds="inquiry"),
    "licensing.take_stock": take_stock,
    "licensing.use_permit": lambda on: licensing.use_permit(actor=Desk(), firearm=on.row.pk, ordinal=1),
    "licensing.withdraw_application": applied(licensing.withdraw_application, reason="moved"),
    "licensing.withdraw_check": withdraw_check,
}
