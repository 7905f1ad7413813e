"""Licensing, app."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """The context as Django knows it."""

    name = "salwa.contexts.licensing"
    label = "licensing"
