"""Platform, template tags: how papers write marks and texts in a direction of their own."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from salwa.platform.papers.directions import direction_of

register = template.Library()


@register.filter
def apart(text: object) -> SafeString:
    """Give ``text`` set apart from the writing around it, in the direction of its own first letter.

    Browsers find that direction by themselves; a layout engine for paper does not.
    """
    written = str(text)
    direction = direction_of(written)
    if not direction:
        return format_html("<bdi>{}</bdi>", written)
    return format_html('<bdi dir="{}">{}</bdi>', direction, written)


@register.filter
def as_mark(text: object) -> SafeString:
    """Give ``text`` monospaced, left to right and set apart, as it stands on a thing or in a machine."""
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', text)
