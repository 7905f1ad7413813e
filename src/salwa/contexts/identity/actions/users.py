"""Identity, actions, ¶30: users and the roles they hold."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from salwa.contexts.identity.actions._withdrawing import withdraw_all
from salwa.contexts.identity.models import Agency, RoleAssignment, Unit, User
from salwa.contexts.identity.policies import (
    may_administer_agency,
    may_administer_user,
    may_choose_language,
    may_give_role,
    may_set_password,
)
from salwa.contexts.identity.queries import user_by_name
from salwa.contexts.identity.rules import Role, is_display_name, is_username
from salwa.platform.action import action, this_entry
from salwa.platform.actor import Actor
from salwa.platform.errors import Conflict, Fault, NotFound, Refused


@action("identity.add_user", may=may_administer_agency)
def add_user(
    *,
    actor: Actor,
    username: str,
    display_name: str,
    agency: Agency,
    roles: Iterable[Role] = (),
    unit: Unit | None = None,
) -> User:
    """Add a user with roles in its agency, without a password: nobody can sign in as it until one is set."""
    name = username.strip().lower()
    faults = []
    if not is_username(name):
        text = gettext("A sign-in name has 2 to 60 of a–z, 0–9, dot, dash and underscore, and begins with a letter.")
        faults.append(Fault(0, "username", text))
    if not is_display_name(display_name):
        text = gettext("A person's name has 1 to 150 characters, and no control characters.")
        faults.append(Fault(0, "display_name", text))
    if unit is not None and unit.agency_id != agency.pk:
        faults.append(Fault(0, "unit", gettext("The unit is not one of this agency.")))
    if faults:
        raise Refused(faults)
    if User.objects.filter(username=name).exists():
        raise Conflict(gettext("There is already a user %(name)s.") % {"name": name})
    entry = this_entry()
    user = User(username=name, display_name=display_name.strip(), agency=agency, unit=unit, added_at=entry.recorded_at)
    user.set_unusable_password()
    user.save(force_insert=True)
    for role in dict.fromkeys(roles):
        RoleAssignment.objects.create(user=user, role=role, agency=agency, held_from=entry.recorded_at, entry=entry.id)
    entry.note(user=user.pk)
    return user


@action("identity.set_password", may=may_set_password)
def set_password(*, actor: Actor, username: str, password: str) -> None:
    """Set a user's password and withdraw the user's tokens.

    Raises Refused with every rule that the password breaks, NotFound for an unknown user.
    """
    user = _locked(username)
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused([Fault(0, "password", text) for text in error.messages]) from None
    user.set_password(password)
    user.save(update_fields=["password"])
    this_entry().note(user=user.pk, withdrawn=withdraw_all(user, this_entry().recorded_at))


@action("identity.choose_language", may=may_choose_language)
def choose_language(*, actor: Actor, username: str, language: str) -> None:
    """Keep the language that a user reads in, wherever it signs in. Raises Refused for a language that there is not."""
    if language not in dict(settings.LANGUAGES):
        raise Refused([Fault(0, "language", gettext("There is no such language here."))])
    user = _locked(username)
    if user.language == language:
        return
    user.language = language
    user.save(update_fields=["language"])
    this_entry().note(user=user.pk, language=language)


@action("identity.block_user", may=may_administer_user)
def block_user(*, actor: Actor, username: str) -> None:
    """Let a user in no more: neither by password, nor by an open session, nor by a token; all tokens are withdrawn."""
    user = _locked(username)
    user.is_active = False
    user.save(update_fields=["is_active"])
    this_entry().note(user=user.pk, withdrawn=withdraw_all(user, this_entry().recorded_at))


@action("identity.unblock_user", may=may_administer_user)
def unblock_user(*, actor: Actor, username: str) -> None:
    """Let a blocked user sign in again, with the password and roles it had; its tokens stay withdrawn."""
    user = _locked(username)
    if user.is_active:
        raise Conflict(gettext("%(name)s is not blocked.") % {"name": user.username})
    user.is_active = True
    user.save(update_fields=["is_active"])
    this_entry().note(user=user.pk)


@action("identity.assign_role", may=may_give_role)
def assign_role(*, actor: Actor, username: str, role: Role) -> RoleAssignment:
    """Give a user a role in its agency from now on. Raises Conflict where the user holds it already."""
    user = _locked(username)
    held = RoleAssignment.objects.filter(user=user, role=role, agency_id=user.agency_id, held_to=None)
    if held.exists():
        raise Conflict(gettext("%(name)s already holds the role %(role)s.") % {"name": user.username, "role": role})
    entry = this_entry()
    entry.note(user=user.pk, role=role)
    return RoleAssignment.objects.create(
        user=user, role=role, agency_id=user.agency_id, held_from=entry.recorded_at, entry=entry.id
    )


@action("identity.end_role", may=may_administer_user)
def end_role(*, actor: Actor, username: str, role: Role) -> None:
    """End a user's role now. Raises NotFound where the user does not hold it."""
    user = _locked(username)
    entry = this_entry()
    held = RoleAssignment.objects.filter(user=user, role=role, agency_id=user.agency_id, held_to=None)
    if not held.update(held_to=entry.recorded_at):
        raise NotFound(gettext("%(name)s does not hold the role %(role)s.") % {"name": user.username, "role": role})
    entry.note(user=user.pk, role=role)


def _locked(username: str) -> User:
    """Return the user with its row locked for the rest of the transaction."""
    return User.objects.select_for_update().get(pk=user_by_name(username).pk)
