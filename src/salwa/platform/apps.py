"""Platform, app: the plumbing that every context stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlatformConfig(AppConfig):
    """The plumbing, with no arms word in it."""

    name = "salwa.platform"
    label = "platform"
    verbose_name = _("Platform")
