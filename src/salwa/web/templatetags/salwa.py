"""Web, the shell: how templates write marks, shares, icons and the links of the shell."""

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from lucide.templatetags.lucide import lucide as _lucide

from salwa.contexts.identity.public import actor_for
from salwa.kernel.vocabularies import countries
from salwa.platform import home
from salwa.platform.dates import moment
from salwa.platform.errors import NotSignedIn
from salwa.platform.percent import percent
from salwa.web.navigation import Place, places

register = template.Library()
register.filter("percent", percent)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the switch: ``here`` is True for the one the page is written in."""

    code: str
    name: str
    direction: str
    here: bool


@register.simple_tag
def icon(name: str) -> SafeString:
    """Give the icon ``name`` of the lucide set as inline SVG, hidden from screen readers."""
    return SafeString(_lucide(name, size=20, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}))


@register.filter
def mark(text: object) -> SafeString:
    """Give ``text`` as a mark: monospaced, always left to right, isolated from the writing around it."""
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', text)


@register.filter
def term(name: str, kind: str) -> str:
    """Give the name of a type or a country (``kind``) of the vocabularies in the reader's language."""
    return pgettext(kind, name) if name else ""


@register.filter
def html_language(code: str) -> str:
    """Give a language code as browsers know it; the language that nobody speaks is "no linguistic content"."""
    return "zxx" if code == settings.PSEUDO_LANGUAGE else code


@register.simple_tag(takes_context=True)
def navigation(context: RequestContext) -> list[Place]:
    """Give the places of the main navigation for this request."""
    request: HttpRequest = context["request"]
    try:
        actor = actor_for(request.user)
    except NotSignedIn:
        return []
    return places(request.path, actor)


@dataclass(frozen=True, slots=True)
class Printed:
    """Who printed a page, for which agency, when, and of whose register."""

    day: str
    person: str
    agency: str
    state: str
    node: str


@register.simple_tag(takes_context=True)
def printed(context: RequestContext) -> Printed | None:
    """Give what a printed page says of itself; None where nobody is signed in."""
    user = context["request"].user
    if not user.is_authenticated:
        return None
    state, node = _node(str(home.current().path))
    day = moment(timezone.now())
    return Printed(day, user.display_name, user.agency.name, pgettext("country", _country(state)), node)


@lru_cache(maxsize=8)
def _node(_home: str) -> tuple[str, str]:
    node = home.current().node()
    return node.state, node.name


def _country(state: str) -> str:
    found = countries().exact(state)
    return found.name if found is not None else state


@register.simple_tag
def languages() -> list[Language]:
    """Give the languages of the switch, each by its own name and direction; the one that nobody speaks only in it."""
    now = get_language()
    return [
        Language(code, str(name), "rtl" if code.split("-")[0] in settings.LANGUAGES_BIDI else "ltr", code == now)
        for code, name in settings.LANGUAGES
        if code != settings.PSEUDO_LANGUAGE or code == now
    ]


@register.simple_tag
def find_page() -> str:
    """Give the address of the page that ``/`` opens from pages without a field of their own."""
    return reverse("tracing:identify")
