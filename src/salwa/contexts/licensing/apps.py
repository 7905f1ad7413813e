"""Licensing, app: how Django knows this context, what it asks and what it listens to."""

from django.apps import AppConfig

from salwa.platform import events


class LicensingConfig(AppConfig):
    """Licences, permits, inspections, dealers and their books."""

    name = "salwa.contexts.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what a transfer rests on, and hear of every one that is recorded, so that its permit is used up."""
        from salwa.contexts.licensing.public import faults_of, note_transfer  # noqa: PLC0415  models load before this
        from salwa.contexts.registry.public import LifeRecorded, requires  # noqa: PLC0415

        requires(faults_of)
        events.subscribe(LifeRecorded, note_transfer)
