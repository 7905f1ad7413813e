"""Platform, dates: how templates write days and moments; nothing where there is none."""

from datetime import date, datetime

from django import template

from salwa.platform import dates

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Write a day in the reader's language."""
    return dates.day(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Write a day and the time of day in the reader's language, in UTC."""
    return dates.moment(value) if value else ""
