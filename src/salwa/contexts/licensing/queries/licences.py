"""Licensing, queries, ¶37: a licence by its number, with its life, its terms and what it covers."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from salwa.contexts.licensing.answers import EventView, LicenceFile, LicenceView
from salwa.contexts.licensing.models import Licence, Part
from salwa.contexts.licensing.naming import read_number
from salwa.contexts.licensing.policies import licences
from salwa.contexts.licensing.queries._views import last_answers, licence_views, words
from salwa.contexts.licensing.queries.packs import asked_besides, kind_of
from salwa.contexts.licensing.rules import EventKind, is_renewed_on
from salwa.contexts.licensing.wording import told
from salwa.contexts.registry import public as registry
from salwa.platform.actor import Actor
from salwa.platform.errors import NotFound

OWN = "own"
"""The code of a condition in the officer's own words."""


def licence(actor: Actor, number: str) -> Licence:
    """Give a licence by its number. Raises Refused for a typing error, NotFound where the actor may open none."""
    found = licences(actor).select_related("state", "premises", "use").filter(number=read_number(number)).first()
    if found is None:
        raise NotFound(gettext("There is no licence of that number that you may open."))
    return found


def licence_view(actor: Actor, row: Licence, day: date) -> LicenceView:
    """Give a licence at a glance."""
    return licence_views(actor, [row], day)[0]


def licence_file(actor: Actor, row: Licence, day: date) -> LicenceFile:
    """Give a licence with its life. Reasons that were erased are empty."""
    view = licence_view(actor, row, day)
    stored = list(row.events.select_related("entry").order_by("ordinal"))
    last_answered = last_answers(row)
    texts = words(Part.REASON, (one.entry_id for one in stored))
    use, now = getattr(row, "use", None), kind_of(actor, row.kind, day)
    used = registry.records_of_ids(actor, [use.firearm_id]) if use is not None else {}
    return LicenceFile(
        licence=view,
        events=tuple(
            EventView(
                ordinal=one.ordinal,
                kind=EventKind(one.kind),
                day=one.day,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                quota=one.quota,
                grounds=one.grounds,
                text=texts.get((one.entry_id, 1), ""),
                hand_in_by=one.hand_in_by,
                recorded_by=one.entry.actor_name,
                recorded_at=one.entry.recorded_at,
            )
            for one in stored
        ),
        conditions=_conditions(row, view, {one.ordinal: one.entry_id for one in stored}),
        types=tuple(row.types.filter(ordinal=row.state.terms).values_list("type", flat=True))
        or (view.kind.types if view.kind is not None else ()),
        premises=row.premises.label if row.premises is not None else "",
        held=registry.count_held(actor, row.holder_id),
        answers=last_answered,
        asked=asked_besides(actor, row.granted_on) if last_answered else (),
        is_to_renew=is_renewed_on(day, ends=view.valid_to, renewed_before=now.renewed_before if now is not None else 0),
        used_on=used.get(use.firearm_id, "") if use is not None else "",
    )


def _conditions(row: Licence, view: LicenceView, entries: Mapping[int, int]) -> tuple[str, ...]:
    known = {one.code: told(one.text) for one in (view.kind.conditions if view.kind is not None else ())}
    out = []
    for code in row.conditions.filter(ordinal=row.state.terms).order_by("code").values_list("code", flat=True):
        entry = entries[row.state.terms]
        own = words(Part.CONDITION, [entry]).get((entry, 1), "") if code == OWN else ""
        if text := own or known.get(code, "" if code == OWN else code):
            out.append(text)
    return tuple(out)
