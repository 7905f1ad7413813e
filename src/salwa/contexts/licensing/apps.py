"""Licensing, app: how Django knows this context, what it asks and what it listens to."""

from django.apps import AppConfig


class LicensingConfig(AppConfig):
    """Licences, permits, inspections, dealers and their books."""

    name = "salwa.contexts.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what a transfer rests on, and use its permit up with every one that is recorded."""
        from salwa.contexts.licensing.public import note_transfer, taker_lacks  # noqa: PLC0415  models load before this
        from salwa.contexts.registry.public import follows, requires  # noqa: PLC0415

        requires(taker_lacks)
        follows(note_transfer)
