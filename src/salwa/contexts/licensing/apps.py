"""Licensing, app: how Django knows this context, and what it listens to."""

from django.apps import AppConfig

from salwa.platform import events


class LicensingConfig(AppConfig):
    """Licences, permits, inspections, dealers and their books."""

    name = "salwa.contexts.licensing"
    label = "licensing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear of every transfer that is recorded, so that the permit it rests on is used up."""
        from salwa.contexts.licensing.public import note_transfer  # noqa: PLC0415  models load before this
        from salwa.contexts.registry.public import LifeRecorded  # noqa: PLC0415

        events.subscribe(LifeRecorded, note_transfer)
