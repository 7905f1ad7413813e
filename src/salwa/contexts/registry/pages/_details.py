"""Registry, pages, ¶29: what is told of a line beside time and place, as sentences with the numbers set apart."""

from collections.abc import Iterator
from datetime import date

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from salwa.contexts.registry import wording
from salwa.contexts.registry.answers import LineDetail
from salwa.contexts.registry.models import Method


def details_told(told: LineDetail) -> Iterator[SafeString]:
    """Say what is known of a line beside time, place and holder, each in a sentence."""
    if told.giver:
        yield _said(_("From %(name)s"), name=_apart(told.giver))
    if told.until is not None:
        yield _said(_("Until %(day)s"), day=wording.day(told.until))
    if told.method is not Method.UNKNOWN:
        yield _said(_("Method: %(method)s"), method=told.method.label)
    if told.certificate is not None:
        yield from _certificate(*told.certificate)
    for sentence, number in (
        (_("Paper %(number)s"), told.reference),
        (_("Consignment %(number)s"), told.consignment),
        (_("Licence or permit %(number)s"), told.permit),
    ):
        if number:
            yield _said(sentence, number=_mark(number))
    if told.witnesses:
        names = format_html_join(", ", "<bdi>{}</bdi>", ((name,) for name in told.witnesses))
        yield _said(_("Witnesses: %(names)s"), names=names)
    for question, answer in told.said:
        yield format_html("<bdi>{}</bdi>: <bdi>{}</bdi>", question, answer)


def _certificate(number: str, issuer: str, issued_on: date | None, standard: str) -> Iterator[SafeString]:
    facts = {"number": _mark(number), "issuer": _apart(issuer), "standard": _apart(standard)}
    if issued_on is None:
        yield _said(_("Certificate %(number)s of %(issuer)s"), **facts)
    else:
        yield _said(_("Certificate %(number)s of %(issuer)s, %(day)s"), day=wording.day(issued_on), **facts)
    if standard:
        yield _said(_("By the standard %(standard)s"), **facts)


def _said(sentence: str, **facts: str | SafeString | Promise) -> SafeString:
    """Fill a sentence; everything but what is markup already is escaped."""
    return SafeString(
        conditional_escape(sentence)
        % {name: conditional_escape(str(fact) if isinstance(fact, Promise) else fact) for name, fact in facts.items()}
    )


def _apart(text: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", text)


def _mark(text: str) -> SafeString:
    return format_html('<bdi class="mark" dir="ltr">{}</bdi>', text)
