"""Retention, app: how Django knows this context, and what it asks before a firearm ends or leaves."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The context as Django knows it."""

    name = "salwa.contexts.retention"
    label = "retention"

    def ready(self) -> None:
        """Say that nothing ends or leaves while a hold on it is open."""
        from salwa.contexts.registry.public import requires  # noqa: PLC0415  models load before this
        from salwa.contexts.retention.public import faults_of  # noqa: PLC0415

        requires(faults_of)
