"""Registry, page, ¶64: the parts of a record made ready for the templates: where each came from, and where it went."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import ComponentView, FollowView, GoneView, History, StayView
from salwa.contexts.registry.models import ComponentMaterial, MarkKindCode
from salwa.contexts.registry.rules.parts import CONTROL_KINDS
from salwa.kernel.lifecycle.kinds import FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part that the record has now: its own ``record``, the ``serial`` on it, and where it was before."""

    name: str
    serial: str
    is_control: bool
    record: str
    first: str
    ask: str
    since: str
    material: str
    calibres: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGone:
    """A part that the record had: its own ``record``, where it is now in words, and the record it sits in."""

    name: str
    record: str
    where: str
    now_in: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStay:
    """Where a part was: the record it sat in, or in words, and since when."""

    where: str
    record: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFollower:
    """A record before or after this one's identity ended, and why; or whom to ask."""

    record: str
    ask: str
    why: str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParts:
    """What the page of a record shows of parts.

    ``is_part``: the record is that of a part, loose or not; ``may_host``: other parts may be fitted to it;
    ``may_correct``: this officer may set right what it says, whatever became of the firearm.
    """

    parts: tuple[ShownPart, ...]
    gone: tuple[ShownGone, ...]
    stays: tuple[ShownStay, ...]
    followed_by: tuple[ShownFollower, ...]
    follows: tuple[ShownFollower, ...]
    is_part: bool
    may_host: bool
    sits_in: str
    sits_ask: str
    may_change: bool
    may_correct: bool


def show_parts(history: History, *, may_change: bool) -> ShownParts:
    """Make the parts of a record ready for its page; ``may_change``: whether this officer may move them."""
    last = history.stays[-1] if history.stays else None
    sits = last is not None and not last.is_loose
    return ShownParts(
        parts=tuple(_part(one) for one in history.components),
        gone=tuple(_gone(one) for one in history.gone if not (sits and one.number == history.card.record)),
        stays=tuple(_stay(one) for one in history.stays),
        followed_by=tuple(_follower(one) for one in history.followed_by),
        follows=tuple(_follower(one) for one in history.follows),
        is_part=bool(history.card.part) or sits,
        may_host=history.card.part is None or history.card.part.name in CONTROL_KINDS,
        sits_in=last.record if last is not None and sits else "",
        sits_ask=last.ask if last is not None and sits else "",
        may_correct=may_change and history.survivor is None,
        may_change=may_change and history.survivor is None and history.state.status not in FINAL,
    )


def choices_of(history: History) -> Iterator[tuple[str, str]]:
    """Give the parts of a record as the choices of a form: key and what they are called."""
    for part in history.components:
        serial = _serial(part)
        yield part.key, f"{part.kind.label} {serial}" if serial else str(part.kind.label)


def marks_of(history: History) -> Iterator[tuple[str, str]]:
    """Give the marks of a record as the choices of a form: the key of the part and the number of the mark."""
    for part in history.components:
        for mark in part.marks:
            if not mark.is_withdrawn:
                facts = {"kind": mark.kind.label, "text": mark.text, "part": part.kind.label}
                yield f"{part.key}.{mark.ordinal}", _("%(kind)s %(text)s, %(part)s") % facts


def _serial(part: ComponentView) -> str:
    serials = (mark.text for mark in part.marks if mark.kind == MarkKindCode.SERIAL and not mark.is_withdrawn)
    return next(serials, "")


def _part(part: ComponentView) -> ShownPart:
    return ShownPart(
        name=str(part.kind.label),
        serial=_serial(part),
        is_control=part.is_control,
        record=part.number,
        first=part.record,
        ask=part.ask,
        since=_("from its registration") if part.since is None else wording.when(part.since),
        material="" if part.material is ComponentMaterial.UNKNOWN else str(part.material.label),
        calibres=" · ".join(part.calibres),
    )


def _gone(gone: GoneView) -> ShownGone:
    where = _("loose") if gone.is_loose else ""
    if gone.ask:
        where = _("in a record of %(agency)s: ask there") % {"agency": gone.ask}
    return ShownGone(
        name=str(gone.kind.label),
        record=gone.number,
        where=where,
        now_in=gone.now_in,
        since=wording.when(gone.since),
    )


def _stay(stay: StayView) -> ShownStay:
    where = _("loose, under its own number") if stay.is_loose else ""
    if stay.ask:
        where = _("in a record of %(agency)s: ask there") % {"agency": stay.ask}
    since = _("from its registration") if stay.since is None else wording.when(stay.since)
    return ShownStay(where=where, record="" if stay.is_loose else stay.record, since=since)


def _follower(follow: FollowView) -> ShownFollower:
    return ShownFollower(record=follow.record, ask=follow.ask, why=follow.reason.label)
