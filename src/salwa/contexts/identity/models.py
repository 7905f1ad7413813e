"""Identity, models: users, the agencies and units they work for, their roles and their access tokens."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from salwa.contexts.identity.rules import AgencyKind, Role
from salwa.kernel.ledger.rows import Form
from salwa.platform.ledger import forms
from salwa.platform.uuid7 import uuid7

ROLE_NAMES = {
    Role.REGISTRAR: _("Registrar"),
    Role.LICENSING_OFFICER: _("Licensing officer"),
    Role.TRACING_OFFICER: _("Tracing officer"),
    Role.LIAISON_OFFICER: _("Liaison officer"),
    Role.DEPOT_COMMANDER: _("Depot commander"),
    Role.ARMOURER: _("Armourer"),
    Role.INSPECTOR: _("Inspector"),
    Role.CUSTOMS: _("Customs officer"),
    Role.ANALYST: _("Analyst"),
    Role.STATISTICIAN: _("Statistician"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}

AGENCY_KIND_NAMES = {
    AgencyKind.REGISTRY: _("National registry"),
    AgencyKind.TRACING_DESK: _("Tracing desk"),
    AgencyKind.POLICE: _("Police"),
    AgencyKind.ARMED_FORCES: _("Armed forces"),
    AgencyKind.CUSTOMS: _("Customs"),
    AgencyKind.OTHER: _("Other"),
}


class Agency(models.Model):
    """A public body that keeps, holds, licenses or traces firearms: the custodian of records."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(_("identifier"), default=uuid7, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=[(kind.value, name) for kind, name in AGENCY_KIND_NAMES.items()]
    )
    name = models.CharField(_("name"), max_length=150, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="agency_has_a_name"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="agency_is_not_its_own_parent"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Unit(models.Model):
    """A part of an agency with people and holdings of its own: a station, a depot, a desk."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(_("identifier"), default=uuid7, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("agency"))
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("agency", "name")
        constraints = (
            models.UniqueConstraint(fields=("agency", "name"), name="unit_name_once_in_its_agency"),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_a_name"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds users for Django's sign-in. Users are added by the action ``identity.add_user``."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of a sign-in name, whatever its case."""
        return self.get(username=(username or "").lower())


class User(AbstractBaseUser):
    """A person, or a service, that signs in. What it may do comes from its roles, never from a mark on the user."""

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(_("identifier"), default=uuid7, unique=True, editable=False)
    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    display_name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=20, default="en")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="users", verbose_name=_("agency"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("unit"))
    is_active = models.BooleanField(_("may sign in"), default=True)
    added_at = models.DateTimeField(_("added at"))
    last_login: Any = None

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=Q(username__regex=r"^[a-z][a-z0-9._-]{1,59}$"), name="username_is_plain_lower_case"
            ),
            models.CheckConstraint(condition=~Q(display_name=""), name="user_has_a_name"),
        )

    def __str__(self) -> str:
        """Return the sign-in name."""
        return self.username


class RoleAssignment(models.Model):
    """A user holds a role in an agency from one moment, to another or until further notice. Ended, never deleted."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=30, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="role_assignments", verbose_name=_("agency"))
    held_from = models.DateTimeField(_("from"))
    held_to = models.DateTimeField(_("to"), null=True, blank=True)
    entry = models.BigIntegerField(_("entry"))

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        ordering = ("user", "role", "held_from")
        constraints = (
            models.CheckConstraint(
                condition=Q(held_to=None) | Q(held_to__gte=F("held_from")), name="role_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=("user", "role", "agency"), condition=Q(held_to=None), name="role_held_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        """Return who holds what."""
        return f"{self.user_id} {self.role}"


class FailedSignIn(models.Model):
    """A sign-in that was refused, kept as long as it counts towards a wait.

    Name and address are kept as keyed digests only: what was typed for a name may be a password.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.BinaryField(_("digest of the name"), max_length=32)
    address = models.BinaryField(_("digest of the address"), max_length=32)
    failed_at = models.DateTimeField(_("failed at"), db_index=True)

    class Meta:
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")
        ordering = ("failed_at",)

    def __str__(self) -> str:
        """Return when; never who."""
        return self.failed_at.isoformat()


class AccessToken(models.Model):
    """A secret with which a program acts as a user. Only its SHA-256 is kept; the secret is shown once."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="access_tokens", verbose_name=_("user"))
    label = models.CharField(_("what it is for"), max_length=100, blank=True)
    digest = models.BinaryField(_("digest"), max_length=32, unique=True)
    issued_at = models.DateTimeField(_("issued at"))
    expires_at = models.DateTimeField(_("expires at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ("user", "issued_at")
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("issued_at")), name="token_expires_after_it_is_issued"),
        )

    def __str__(self) -> str:
        """Return whose it is; never the secret."""
        return f"{self.user_id} {self.label}"


FORMS = (
    Form.of("identity_agency", 1, 1, "id:int uuid:uuid kind:text name:text parent_id:int"),
    Form.of("identity_unit", 1, 1, "id:int uuid:uuid agency_id:int name:text"),
    Form.of(
        "identity_user",
        1,
        1,
        "id:int password:text uuid:uuid username:text display_name:text language:text agency_id:int "
        "unit_id:int is_active:bool added_at:time",
    ),
    Form.of(
        "identity_roleassignment",
        1,
        1,
        "id:int user_id:int role:text agency_id:int held_from:time held_to:time entry:int",
    ),
    Form.of(
        "identity_accesstoken",
        1,
        1,
        "id:int user_id:int label:text digest:bytes issued_at:time expires_at:time withdrawn_at:time",
    ),
)
"""Forms in which rows are bound to the log; frozen once used: a new column is a form of the next number."""

forms.bind(*FORMS)
forms.derive("keyed digests that count towards a wait, kept for a quarter of an hour", "identity_failedsignin")
