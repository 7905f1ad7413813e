"""Registry, policies: whose records an officer opens, and who may record what."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from salwa.contexts.identity.public import PARTS, Role, agencies_of, sees_all_agencies
from salwa.contexts.registry.models import AgencyHoldings, Finding, FindingKind, Firearm
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed
from salwa.platform.prepared import fetched

READERS: Final = frozenset(
    {
        Role.REGISTRAR,
        Role.LICENSING_OFFICER,
        Role.TRACING_OFFICER,
        Role.LIAISON_OFFICER,
        Role.DEPOT_COMMANDER,
        Role.ARMOURER,
        Role.INSPECTOR,
        Role.CUSTOMS,
        Role.ANALYST,
        Role.AUDITOR,
    }
)
"""Roles that open records. The administrator keeps the machine and opens none; the statistician sees figures only."""

HOLDER_READERS: Final = READERS - {Role.ANALYST}
REGISTERING: Final = frozenset({Role.REGISTRAR, Role.LICENSING_OFFICER, Role.CUSTOMS})
REPORTING: Final = frozenset({Role.REGISTRAR, Role.LICENSING_OFFICER})
LISTING: Final = frozenset({Role.REGISTRAR, Role.LICENSING_OFFICER, Role.AUDITOR})
SEIZING: Final = frozenset({Role.REGISTRAR, Role.TRACING_OFFICER, Role.CUSTOMS})
KEEPING: Final = frozenset({Role.REGISTRAR})
CLOSING_FINDINGS: Final = "registry.close_finding"
"""The action by which a person closes a finding; what any other action closed may open again by itself."""
NODE: Final = 0
"""The actor id of the node itself."""


def visible_to(actor: Actor) -> QuerySet[Firearm]:
    """Give the firearms whose records this actor may open.

    Those of the actor's agency and of the agencies that are part of it; to officers of the whole State also those of
    others, except an agency's closed holdings. What is left out exists for this actor only as "ask that agency".
    """
    if not actor.roles & READERS:
        return Firearm.objects.none()
    own = Q(agency_id__in=agencies_of(actor))
    if sees_all_agencies(actor):
        closed = AgencyHoldings.objects.filter(closed=True).values("agency_id")
        return Firearm.objects.filter(own | ~Q(agency_id__in=closed))
    return Firearm.objects.filter(own)


OPENED: Final = f"""(%(reads)s AND ({{firearm}}.agency_id IN ({PARTS}) OR (%(all)s AND NOT EXISTS (
    SELECT FROM registry_agency_holdings held WHERE held.agency_id = {{firearm}}.agency_id AND held.closed))))"""
"""What :func:`visible_to` says, as SQL about the firearm of an alias, for queries that an identification waits for."""


_OPENED_ONE: Final = f"""
SELECT true FROM registry_firearm f WHERE f.id = %(firearm)s AND {OPENED.format(firearm="f")}
"""  # noqa: S608  a policy of our own is put in


def opening(actor: Actor) -> dict[str, int]:
    """Give the parameters of :data:`OPENED`."""
    return {"reads": bool(actor.roles & READERS), "all": sees_all_agencies(actor), "agency": actor.agency_id}


def findings_visible_to(actor: Actor) -> QuerySet[Finding]:
    """Give the findings about firearms that this actor may open; of a conflict between two records, both of them."""
    opened = visible_to(actor)
    both = Exists(opened.filter(pk=OuterRef("other_id")))
    within = Q(other=None) | Q(kind__gte=FindingKind.DUPLICATE) | both
    return Finding.objects.filter(within, Exists(opened.filter(pk=OuterRef("firearm_id"))))


def may_open(actor: Actor, firearm: Firearm) -> bool:
    """Whether the actor may open this record."""
    return bool(fetched(_OPENED_ONE, {"firearm": firearm.pk, **opening(actor)}))


def may_see_holders(actor: Actor) -> bool:
    """Analysts work on firearms, not on people."""
    return bool(actor.roles & HOLDER_READERS)


def may_search(actor: Actor) -> bool:
    """Whoever opens records may put marks to the register."""
    return bool(actor.roles & READERS)


def may_list(actor: Actor) -> bool:
    """Who keeps records or audits them goes through those of the own agency; others find a record by its number."""
    return bool(actor.roles & LISTING)


def may_register(actor: Actor) -> bool:
    """Registrars, licensing officers and customs register firearms, for their own agency."""
    return bool(actor.roles & REGISTERING)


def may_load(actor: Actor) -> bool:
    """Registrars load registers in bulk, for their own agency."""
    return bool(actor.roles & KEEPING)


def check_may_load(actor: Actor) -> None:
    """Let pass who may load a register; asked before anything of it is read. Raises NotAllowed, naming the role."""
    if not may_load(actor):
        raise NotAllowed(
            _("Only a registrar may load a register. If your work needs it, ask your administrator for the role.")
        )


def may_report(actor: Actor, firearm: Firearm) -> bool:
    """Registrars and licensing officers record losses, thefts, transfers and surrenders of firearms they may open."""
    return bool(actor.roles & REPORTING) and may_open(actor, firearm)


def may_seize(actor: Actor, firearm: Firearm) -> bool:
    """Registrars, tracing officers and customs record finds and seizures of firearms they may open."""
    return bool(actor.roles & SEIZING) and may_open(actor, firearm)


def may_import(actor: Actor, firearm: Firearm) -> bool:
    """Registrars, licensing officers and customs record imports of firearms they may open."""
    return bool(actor.roles & REGISTERING) and may_open(actor, firearm)


def may_keep(actor: Actor, firearm: Firearm) -> bool:
    """Registrars correct records, change marks and record destruction, of firearms they may open."""
    return bool(actor.roles & KEEPING) and may_open(actor, firearm)


def may_merge(actor: Actor, survivor: Firearm, absorbed: Firearm) -> bool:
    """Registrars merge records and undo it, where they may open both."""
    return bool(actor.roles & KEEPING) and may_open(actor, survivor) and may_open(actor, absorbed)


def may_open_finding(actor: Actor, firearm: Firearm) -> bool:
    """Registrars and tracing officers ask for a second look at a record they may open."""
    return bool(actor.roles & {Role.REGISTRAR, Role.TRACING_OFFICER}) and may_open(actor, firearm)


def may_close_finding(actor: Actor, finding: Finding) -> bool:
    """Registrars close findings about records they may open."""
    return bool(actor.roles & KEEPING) and findings_visible_to(actor).filter(pk=finding.pk).exists()


def may_rebuild(actor: Actor) -> bool:
    """Registrars, administrators and the node itself rebuild what is derived; nobody reads a record by it."""
    return bool(actor.roles & {Role.REGISTRAR, Role.ADMINISTRATOR}) or actor.actor_id == NODE


def may_close_holdings(actor: Actor) -> bool:
    """An agency's registrar says whether other agencies see the agency's records."""
    return Role.REGISTRAR in actor.roles
