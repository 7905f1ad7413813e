"""Licensing, queries, ¶37: the one seam to the country pack that holds here on a day."""

from datetime import date

from django.utils.translation import gettext

from salwa.contexts.licensing import naming
from salwa.kernel import packs
from salwa.kernel.packs import Extra, LicenceKind, Pack
from salwa.platform.actor import Actor
from salwa.platform.errors import Fault, Refused


def pack_now(actor: Actor, day: date) -> Pack:  # noqa: ARG001  what holds, holds for everybody; reads take who asks
    """Give the pack of this node's State that holds on a day."""
    return packs.pack_of(naming.state(), day)


def edition(actor: Actor, day: date) -> str:
    """Name the edition of the pack that holds on a day, ``XC 2``."""
    pack = pack_now(actor, day)
    return f"{pack.state} {pack.edition}"


def kind_of(actor: Actor, code: str, day: date) -> LicenceKind | None:
    """Give a kind of licence as the pack has it on a day; None where it has none of that code."""
    return pack_now(actor, day).licence(code)


def asked_besides(actor: Actor, day: date) -> tuple[Extra, ...]:
    """Give the questions that the State asks besides with an application for a licence."""
    return pack_now(actor, day).asked("licence")


def unlimited_kinds(actor: Actor) -> frozenset[str]:  # noqa: ARG001  as pack_now
    """Give the kinds that in no edition of the pack are for one use or for so many firearms at most."""
    kinds = [kind for pack in packs.editions_of(naming.state()) for kind in pack.licences]
    limited = {kind.code for kind in kinds if kind.single_use or kind.quota is not None}
    return frozenset(kind.code for kind in kinds) - limited


def needed_kind(actor: Actor, code: str, day: date) -> LicenceKind:
    """Give a kind of licence as :func:`kind_of`. Raises Refused, naming what there is."""
    found = kind_of(actor, code, day)
    if found is None:
        known = ", ".join(kind.code for kind in pack_now(actor, day).licences) or "–"
        text = gettext("There is no kind of licence “%(code)s” here. There are: %(known)s.")
        raise Refused([Fault(0, "kind", text % {"code": code, "known": known})])
    return found
