"""Web, the shell: the Django application that holds base templates, styles and keyboard."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The shell around the pages of the contexts."""

    name = "salwa.web"
    label = "web"
    verbose_name = "Web"
