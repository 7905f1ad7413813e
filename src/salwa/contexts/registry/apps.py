"""Registry, app: how Django knows this context."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Firearms, their marks, and what happened to them."""

    name = "salwa.contexts.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
