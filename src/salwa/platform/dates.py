"""Platform, dates: days, moments and months in the reader's language, as CLDR has them (Babel)."""

from datetime import UTC, date, datetime
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_LOCALES: Final = {
    "ar": "ar",
    "en": "en_GB",
    "es": "es",
    "fr": "fr",
    "ru": "ru",
    "zh-hans": "zh_Hans",
}
"""The locale of each language of the pages; English is that of the United Nations."""


def locale() -> Locale:
    """Give the locale of the language that is on now."""
    return Locale.parse(_LOCALES.get(get_language() or "en", "en_GB"))


def day(value: date) -> str:
    """Write a day: 5 March 2024."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if _is_pseudo():
        return date_format(value, "j F Y")
    return format_date(value, format="long", locale=locale())


def month(value: date) -> str:
    """Write a month with its year: March 2024."""
    if _is_pseudo():
        return date_format(value, "F Y")
    return format_skeleton("yMMMM", value, locale=locale())


def moment(value: datetime) -> str:
    """Write a day and the time of day in Coordinated Universal Time: 5 March 2024, 14:07 UTC."""
    at = value.astimezone(UTC)
    facts = {"day": day(at.date()), "time": format_time(at.time(), format="HH:mm", locale="en_GB")}
    return _("%(day)s, %(time)s UTC") % facts


def _is_pseudo() -> bool:
    """Whether the language that nobody speaks is on: CLDR has none of its months."""
    return get_language() == settings.PSEUDO_LANGUAGE
