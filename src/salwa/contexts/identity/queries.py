"""Identity, queries: who somebody is, what they may be, which agency that is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from salwa.contexts.identity.models import AccessToken, Agency, FailedSignIn, RoleAssignment, Unit, User
from salwa.contexts.identity.policies import administers_all, agencies_of, may_list_users
from salwa.contexts.identity.rules import (
    FIRST_AGENCIES,
    FIRST_USERS,
    SIGN_IN_WINDOW,
    AgencyKind,
    opens_every_record,
    typed_name,
    waits,
)
from salwa.platform.actor import Actor
from salwa.platform.errors import NotAllowed, NotFound, NotSignedIn
from salwa.platform.prepared import fetched


@dataclass(frozen=True, slots=True)
class IdentityActor:
    """A user of this node who reads or acts, with the roles held now in the user's own agency."""

    actor_id: int
    actor_name: str
    agency_id: int
    roles: frozenset[str]
    opens_every_record: bool = False
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ListedUser:
    """A user as the list of users shows it."""

    username: str
    display_name: str
    agency: str
    roles: tuple[str, ...]
    is_active: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency as the list of agencies shows it; ``users`` are those that may sign in."""

    name: str
    kind: str
    part_of: str
    units: tuple[str, ...]
    users: int


def actor_for(user: User | AnonymousUser, *, now: datetime | None = None) -> IdentityActor:
    """Return the actor of a signed-in user. Raises NotSignedIn for nobody, and for one that may no longer sign in."""
    if not isinstance(user, User) or not user.is_active:
        raise NotSignedIn(gettext("This user may no longer sign in."))
    moment = now or timezone.now()
    held = _held_at(moment).filter(user=user, agency_id=user.agency_id)
    roles = frozenset(held.values_list("role", flat=True))
    return IdentityActor(
        actor_id=user.pk,
        actor_name=user.username,
        agency_id=user.agency_id,
        roles=roles,
        opens_every_record=opens_every_record(user.agency.kind, roles),
        language=user.language,
    )


def actor_by_name(name: str) -> IdentityActor:
    """Return the actor of a sign-in name. Raises NotFound where there is no such user."""
    return actor_for(user_by_name(name))


def actor_by_token(secret: str, *, now: datetime | None = None) -> IdentityActor:
    """Return the actor of an access token. Raises NotSignedIn for one that is unknown, expired or withdrawn."""
    moment = now or timezone.now()
    token = AccessToken.objects.select_related("user__agency").filter(digest=token_digest(secret)).first()
    if token is None or token.withdrawn_at is not None or token.expires_at <= moment:
        raise NotSignedIn(gettext("This access token is unknown, expired or withdrawn."))
    return actor_for(token.user, now=moment)


def user_by_name(name: str) -> User:
    """Return the user of a sign-in name, with the agency. Raises NotFound."""
    user = User.objects.select_related("agency").filter(username=typed_name(name)).first()
    if user is None:
        raise NotFound(gettext("There is no user %(name)s.") % {"name": name})
    return user


def user_number(name: str) -> int | None:
    """Return the number of the user of a sign-in name; None where there is none."""
    return User.objects.filter(username=typed_name(name)).values_list("pk", flat=True).first()


def must_wait(username: str, address: str, *, now: datetime | None = None) -> bool:
    """Whether too many sign-ins of late were refused to this name, known or not, or from this address."""
    since = (now or timezone.now()) - timedelta(minutes=SIGN_IN_WINDOW)
    counts = FailedSignIn.objects.filter(failed_at__gte=since).aggregate(
        of_name=Count("pk", filter=Q(name=sign_in_digest("name", username))),
        of_address=Count("pk", filter=Q(address=sign_in_digest("address", address))),
    )
    return waits(**counts)


def sign_in_digest(kind: str, text: str) -> bytes:
    """Return what is kept of a name or an address at the sign-in page: a digest under the node's own key."""
    typed = typed_name(text).encode("utf-8", "surrogatepass")
    return salted_hmac(f"salwa.sign-in.{kind}", typed, algorithm="sha256").digest()


def agencies_listed(actor: Actor) -> list[ListedAgency]:
    """Return the agencies that the actor administers or audits, by name.

    Raises NotAllowed but for administrators and auditors.
    """
    if not may_list_users(actor):
        raise NotAllowed
    agencies = Agency.objects.select_related("parent").prefetch_related("units")
    if not (administers_all(actor) or sees_all_agencies(actor)):
        agencies = agencies.filter(pk__in=agencies_of(actor))
    counted = agencies.annotate(users_now=Count("users", filter=Q(users__is_active=True))).order_by("name")
    return [
        ListedAgency(
            name=one.name,
            kind=AgencyKind(one.kind).value,
            part_of=one.parent.name if one.parent is not None else "",
            units=tuple(unit.name for unit in one.units.all()),
            users=one.users_now,
        )
        for one in counted
    ]


def users_with_roles(actor: Actor, *, now: datetime | None = None) -> list[ListedUser]:
    """Return the users of the agencies that the actor administers or audits, by sign-in name.

    Raises NotAllowed but for administrators and auditors.
    """
    if not may_list_users(actor):
        raise NotAllowed
    users = User.objects.select_related("agency")
    if not (administers_all(actor) or sees_all_agencies(actor)):
        users = users.filter(agency__in=agencies_of(actor))
    held: dict[int, list[str]] = {}
    for user_id, role in _held_at(now or timezone.now()).order_by("role").values_list("user_id", "role"):
        held.setdefault(user_id, []).append(role)
    return [
        ListedUser(
            username=user.username,
            display_name=user.display_name,
            agency=user.agency.name,
            roles=tuple(held.get(user.pk, ())),
            is_active=user.is_active,
            has_password=user.has_usable_password(),
        )
        for user in users
    ]


def agency_name(agency_id: int) -> str:
    """Return an agency's name: whom to ask. Raises NotFound."""
    found = fetched("SELECT name FROM identity_agency WHERE id = %(agency)s", {"agency": agency_id})
    if not found:
        raise NotFound(gettext("There is no such agency."))
    return str(found[0][0])


def units_of(actor: Actor) -> dict[int, str]:
    """Give the names of the units of the actor's own agency, by number."""
    return dict(Unit.objects.filter(agency_id=actor.agency_id).order_by("name", "pk").values_list("pk", "name"))


def agency_names() -> dict[int, str]:
    """Return every agency's name by its id, in one query."""
    return dict(Agency.objects.values_list("pk", "name"))


def agency_by_name(name: str) -> Agency:
    """Return the agency of a name. Raises NotFound."""
    agency = Agency.objects.filter(name=name).first()
    if agency is None:
        raise NotFound(gettext("There is no agency %(name)s.") % {"name": name})
    return agency


def missing_at_founding() -> frozenset[str]:
    """Return the names of the agencies and users that a node begins with and this one does not have."""
    agencies = {agency.name for agency in FIRST_AGENCIES}
    usernames = {user.username for user in FIRST_USERS}
    agencies -= set(Agency.objects.filter(name__in=agencies).values_list("name", flat=True))
    usernames -= set(User.objects.filter(username__in=usernames).values_list("username", flat=True))
    return frozenset(agencies | usernames)


def sees_all_agencies(actor: Actor) -> bool:
    """Whether the actor opens the records of every agency of the State, not of its own alone."""
    return isinstance(actor, IdentityActor) and actor.opens_every_record


def token_digest(secret: str) -> bytes:
    """Return what is kept of an access token: SHA-256. The token has 256 random bits, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _held_at(moment: datetime) -> QuerySet[RoleAssignment]:
    """Return the role assignments in force at a moment."""
    begun = RoleAssignment.objects.filter(held_from__lte=moment)
    return begun.filter(Q(held_to=None) | Q(held_to__gt=moment))
