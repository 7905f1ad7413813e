"""Web, the shell: the places of the main navigation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLACES: Sequence[tuple[str, str, str | Promise]] = (
    ("web:home", "house", _("Today")),
    ("tracing:identify", "search", _("Identify")),
    ("registry:firearms", "library", _("Register")),
    ("registry:import", "upload", _("Import")),
)
"""Route, icon and name of each place, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the navigation; ``here`` is True where the reader stands in it."""

    url: str
    icon: str
    name: str | Promise
    here: bool


def places(path: str) -> list[Place]:
    """Give the places of the navigation for a reader who is at ``path``."""
    found = []
    for route, icon, name in PLACES:
        url = reverse(route)
        here = path == url if url == reverse("web:home") else path.startswith(url)
        found.append(Place(url, icon, name, here))
    return found
