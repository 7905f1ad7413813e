"""Web, the shell: the places of the main navigation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salwa.contexts.licensing.public import may_read
from salwa.contexts.marking.public import may_read as may_read_marking
from salwa.contexts.registry.public import may_load
from salwa.platform.actor import Actor

May = Callable[[Actor], bool]


def everybody(_actor: Actor) -> bool:
    """Let everybody who is signed in go there; the page itself says what it shows to whom."""
    return True


PLACES: Sequence[tuple[str, str, str | Promise, May]] = (
    ("web:home", "house", _("Today"), everybody),
    ("tracing:identify", "search", _("Identify"), everybody),
    ("registry:firearms", "library", _("Register"), everybody),
    ("marking:home", "stamp", _("Marking"), may_read_marking),
    ("licensing:overview", "id-card", _("Licences"), may_read),
    ("registry:import", "upload", _("Import"), may_load),
)
"""Route, icon, name of each place and who may go there, in the order of the navigation."""
BELONG: Final = {"registry:firearms": ("registry:findings", "registry:proposals", "registry:due")}
"""Other addresses at which a reader stands in the place of that route."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the navigation; ``here`` is True where the reader stands in it."""

    url: str
    icon: str
    name: str | Promise
    here: bool


def places(path: str, actor: Actor) -> list[Place]:
    """Give the places of the navigation that ``actor``, who is at ``path``, may go to."""
    found = []
    for route, icon, name, may in PLACES:
        if not may(actor):
            continue
        url = reverse(route)
        roots = (url, *(reverse(other) for other in BELONG.get(route, ())))
        here = path == url if url == reverse("web:home") else path.startswith(roots)
        found.append(Place(url, icon, name, here))
    return found
