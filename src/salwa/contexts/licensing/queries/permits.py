"""Licensing, queries, ¶29 ¶37: whether the taker of a firearm may have it: what the register asks before a transfer."""

from datetime import date

from django.db.models import F
from django.utils.translation import gettext

from salwa.contexts.licensing.models import Licence, LicenceType
from salwa.contexts.licensing.policies import may_read
from salwa.contexts.licensing.queries._views import state_of
from salwa.contexts.licensing.queries.packs import kind_of, pack_now
from salwa.contexts.licensing.rules import Permit, Use, admits, broken_by
from salwa.contexts.registry.public import Firearm, NewEvent, count_held, taken_by
from salwa.kernel.lifecycle.kinds import GIVES_TITLE
from salwa.kernel.packs import Dealing, TransferRule
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault


def permits_of(actor: Actor, holder: int) -> tuple[Permit, ...]:
    """Give the licences of a holder as their use is judged.

    Those of every agency of the State: whether somebody may have a firearm does not depend on who asks.
    """
    rows = list(Licence.objects.filter(holder=holder, state__ended=None).select_related("state").order_by("pk"))
    found = ((row, kind_of(actor, row.kind, row.granted_on)) for row in rows)
    of_terms = LicenceType.objects.filter(licence__in=rows, ordinal=F("licence__state__terms"))
    types: dict[int, set[int]] = {}
    for licence, code in of_terms.values_list("licence_id", "type"):
        types.setdefault(licence, set()).add(code)
    return tuple(
        Permit(
            id=row.pk,
            kind=kind,
            state=state_of(row.state),
            types=frozenset(types.get(row.pk, ())),
        )
        for row, kind in found
        if kind is not None
    )


def rule_for(actor: Actor, kind: str, day: date) -> tuple[TransferRule, Dealing] | None:
    """Give what the pack asks of a transfer of a kind of event, and which dealing it needs; None where it asks none."""
    rule = pack_now(actor, day).transfer(kind)
    return None if rule is None or rule.permit is None else (rule, rule.permit)


def permit_asked(actor: Actor, new_event: NewEvent, day: date) -> tuple[TransferRule, Dealing] | None:
    """Give what the pack asks of something about to be recorded, on the day it is judged as of; None of a correction.

    ``day`` is the day of recording; what happened on a known day is judged as of its last day.
    """
    if new_event.holder is None or new_event.corrects is not None:
        return None
    return rule_for(actor, new_event.kind.name.lower(), new_event.happened.last or day)


def faults_of(actor: Actor, firearm: Firearm, new_event: NewEvent, day: date) -> list[Fault]:
    """Say what the taker of a firearm lacks; nothing where the pack asks for no permit, or one admits it.

    ``day`` is as :func:`permit_asked` has it. To a reader of licences the law is named; nobody else learns more of the
    taker than that this is lacking.
    """
    asked = permit_asked(actor, new_event, day)
    if asked is None or new_event.holder is None:
        return []
    rule, dealing = asked
    on = new_event.happened.last or day
    holder = new_event.holder.pk
    use = Use(dealing=dealing, type=firearm.type, day=on, held=count_held(actor, holder))
    broken = broken_by(permits_of(actor, holder), use)
    if broken is None:
        return []
    text = gettext(broken.text())
    if may_read(actor) and rule.source:
        text = gettext("%(what)s (%(source)s)") % {"what": text, "source": rule.source}
    return [Fault(0, "holder", text)]


def permit_used(actor: Actor, holder: int, use: Use) -> Permit | None:
    """Give the permit that a recorded use rests on, one for a single use before all others; None where none admits."""
    found = admits(permits_of(actor, holder), use)
    return found[0] if found else None


def rests_on_permit(actor: Actor, firearm: int, ordinal: int) -> bool:
    """Whether something recorded of a firearm may have used up a permit: a title passed, and the taker has one.

    A quick look, so that what uses no permit leaves no entry.
    """
    taken = taken_by(actor, firearm, ordinal)
    if taken is None or taken.holder is None or taken.event.kind not in GIVES_TITLE or taken.event.corrects is not None:
        return False
    rows = Licence.objects.filter(holder=taken.holder).values_list("kind", "granted_on").distinct()
    kinds = (kind_of(actor, code, day) for code, day in rows)
    return any(kind is not None and kind.single_use for kind in kinds)
