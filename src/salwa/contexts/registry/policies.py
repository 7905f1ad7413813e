"""Registry, policies: whose records an officer opens, and who may record what."""

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from salwa.contexts.identity.public import PARTS, Role, agencies_of, sees_all_agencies
from salwa.contexts.registry.models import AgencyHoldings, Finding, FindingKind, Firearm, Hold, Proposal
from salwa.kernel.lifecycle import EventKind
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed

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
MOVING: Final = frozenset({Role.REGISTRAR, Role.LICENSING_OFFICER, Role.CUSTOMS})
WORKING: Final = frozenset({Role.REGISTRAR, Role.ARMOURER})
STORING: Final = frozenset({Role.REGISTRAR, Role.TRACING_OFFICER, Role.DEPOT_COMMANDER})
RETAINING: Final = frozenset({Role.REGISTRAR, Role.DEPOT_COMMANDER})
HOLDING: Final = frozenset({Role.REGISTRAR, Role.TRACING_OFFICER})
FINDING_REACTIVATED: Final = SEIZING | {Role.ARMOURER, Role.INSPECTOR}
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
    return visible_to(actor).filter(pk=firearm.pk).exists()


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


def may_move(actor: Actor, firearm: Firearm) -> bool:
    """Registrars, licensing officers and customs record what crosses the border, of firearms they may open."""
    return bool(actor.roles & MOVING) and may_open(actor, firearm)


def may_work(actor: Actor, firearm: Firearm) -> bool:
    """Registrars and armourers record what is done to a firearm, of firearms they may open."""
    return bool(actor.roles & WORKING) and may_open(actor, firearm)


def may_store(actor: Actor, firearm: Firearm) -> bool:
    """Registrars, tracing officers and depot commanders take into custody, and give back, what they may open."""
    return bool(actor.roles & STORING) and may_open(actor, firearm)


def may_give_back(actor: Actor, firearm: Firearm) -> bool:
    """Who takes into custody and who records transfers also record that a firearm came back to its holder."""
    return bool(actor.roles & (STORING | REPORTING)) and may_open(actor, firearm)


def may_retain(actor: Actor, firearm: Firearm) -> bool:
    """Registrars and depot commanders record what the State keeps, and its destruction, of firearms they may open."""
    return bool(actor.roles & RETAINING) and may_open(actor, firearm)


def may_find_reactivated(actor: Actor, firearm: Firearm) -> bool:
    """Whoever seizes, and armourers and inspectors, record that a deactivated firearm was found to fire again."""
    return bool(actor.roles & FINDING_REACTIVATED) and may_open(actor, firearm)


def may_hold(actor: Actor, firearm: Firearm) -> bool:
    """Registrars and tracing officers keep a firearm from being destroyed or given away, where they may open it."""
    return bool(actor.roles & HOLDING) and may_open(actor, firearm)


def may_lift(actor: Actor, hold: Hold) -> bool:
    """Registrars and tracing officers lift a hold on a firearm they may open."""
    return may_hold(actor, hold.firearm)


def may_settle(actor: Actor, proposal: Proposal) -> bool:
    """Registrars and licensing officers note consents to a transfer, and carry it out, of firearms they may open."""
    return may_report(actor, proposal.firearm)


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


RECORDED_BY: Final[dict[EventKind, frozenset[Role]]] = {
    **dict.fromkeys((EventKind.MANUFACTURE, EventKind.IMPORT), REGISTERING),
    **dict.fromkeys((EventKind.TRANSIT, EventKind.EXPORT, EventKind.TEMPORARY_IMPORT), MOVING),
    **dict.fromkeys((EventKind.PROOF, EventKind.MARKING, EventKind.REPAIR, EventKind.CONVERSION), WORKING),
    **dict.fromkeys((EventKind.DEACTIVATION, EventKind.DISMANTLING, EventKind.REASSEMBLY), WORKING),
    **dict.fromkeys((EventKind.REGISTRATION, EventKind.TRANSFER, EventKind.SALE, EventKind.INHERITANCE), REPORTING),
    **dict.fromkeys((EventKind.LOAN, EventKind.LOSS, EventKind.THEFT, EventKind.SURRENDER), REPORTING),
    **dict.fromkeys((EventKind.FIND, EventKind.SEIZURE), SEIZING),
    **dict.fromkeys((EventKind.STORAGE, EventKind.EVIDENCE), STORING),
    EventKind.RETURN: STORING | REPORTING,
    EventKind.RETENTION: RETAINING,
    EventKind.REACTIVATION: FINDING_REACTIVATED,
    **dict.fromkeys((EventKind.FORFEITURE, EventKind.DESTRUCTION), KEEPING),
}
"""Which roles record each kind of event by hand; the policies of the actions say the same."""


def kinds_recorded_by(actor: Actor) -> frozenset[EventKind]:
    """Give the kinds of event that the actor's roles may record, of firearms that the actor may open."""
    return frozenset(kind for kind, roles in RECORDED_BY.items() if actor.roles & roles)
