"""Web, the shell: the Django application that holds base templates, styles and keyboard."""

from django.apps import AppConfig
from django.forms import ChoiceField, Field
from django.utils.translation import gettext_lazy as _


class WebConfig(AppConfig):
    """The shell around the pages of the contexts."""

    name = "salwa.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        """Let every form of the house say what to do where something is missing, in the house's own words."""
        Field.default_error_messages = {**Field.default_error_messages, "required": _("Fill this in.")}
        ChoiceField.default_error_messages = {**ChoiceField.default_error_messages, "required": _("Choose one.")}
