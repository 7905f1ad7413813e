"""Identity, app: who works here, for which agency, in which role."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    """Users, agencies, units, roles and access tokens."""

    name = "salwa.contexts.identity"
    label = "identity"
    verbose_name = _("Identity")
