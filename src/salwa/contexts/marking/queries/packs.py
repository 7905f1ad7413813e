"""Marking, queries, ¶28: how this State marks, on a day."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext

from salwa.contexts.marking.models import Use
from salwa.contexts.marking.rules.composing import faults_of
from salwa.kernel.packs import MarkingScheme, MarkingUse, Pack, pack_of
from salwa.kernel.packs.reading import GENERIC
from salwa.platform import home
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

_INSTEAD = {MarkingUse.SEIZED: MarkingUse.STATE_STOCK}
"""A seized firearm that is kept becomes the State's: its scheme where there is none of its own."""


def pack_now(actor: Actor, day: date) -> Pack:  # noqa: ARG001  the State's rules are the same for everybody
    """Give the rules of this node's State on a day."""
    return pack_of(home.current().node().state, day)


def scheme_now(actor: Actor, use: Use, day: date) -> tuple[MarkingScheme, str]:
    """Give the scheme of the marks of a use on a day, and the edition of the rules it stands in.

    Raises:
        Refused: the rules of the State have no such scheme, or one that nothing can be marked by.
    """
    pack = pack_now(actor, day)
    wanted = use.in_pack
    scheme = pack.scheme(wanted) or pack.scheme(_INSTEAD.get(wanted, wanted))
    if scheme is None:
        text = gettext("The rules of this State say nothing of marks for this use: %(use)s. Ask for them in its pack.")
        raise Refused(text % {"use": use.label})
    if scheme.country == GENERIC:
        scheme = replace(scheme, country=home.current().node().state)
    if faults := faults_of(scheme):
        text = gettext("Nothing can be marked by the scheme of this State: %(faults)s.")
        raise Refused(text % {"faults": "; ".join(faults)})
    return scheme, f"{pack.state} {pack.edition}"
