"""Registry, command line, ¶29: what is told of a line beside time and place, in words and as JSON."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from salwa.contexts.registry.answers import LineDetail
from salwa.contexts.registry.models import Method


def details_as_dict(told: LineDetail) -> dict[str, Any]:
    """Give what is told of a line as JSON has it; null where it is not told."""
    paper = None
    if told.certificate is not None:
        number, issuer, issued_on, standard = told.certificate
        day = issued_on.isoformat() if issued_on else None
        paper = {"number": number, "issuer": issuer, "issued_on": day, "standard": standard or None}
    return {
        "giver": told.giver or None,
        "until": told.until.isoformat() if told.until else None,
        "reference": told.reference or None,
        "consignment": told.consignment or None,
        "permit": told.permit or None,
        "method": told.method.name.lower() if told.method is not Method.UNKNOWN else None,
        "certificate": paper,
        "witnesses": list(told.witnesses),
        "answers": dict(told.answers),
    }


def details_in_words(told: LineDetail) -> str:
    """Say what is told of a line, each in a sentence."""
    return " ".join(_sentences(told))


def _sentences(told: LineDetail) -> Iterator[str]:
    if told.giver:
        yield _("From %(name)s.") % {"name": told.giver}
    if told.until is not None:
        yield _("Until %(day)s.") % {"day": told.until.isoformat()}
    if told.method is not Method.UNKNOWN:
        yield _("Method: %(method)s.") % {"method": told.method.label}
    if told.certificate is not None:
        number, issuer, _issued_on, _standard = told.certificate
        yield _("Certificate %(number)s of %(issuer)s.") % {"number": number, "issuer": issuer}
    for sentence, number in (
        (_("Paper %(number)s."), told.reference),
        (_("Consignment %(number)s."), told.consignment),
        (_("Licence or permit %(number)s."), told.permit),
    ):
        if number:
            yield sentence % {"number": number}
    if told.witnesses:
        yield _("Witnesses: %(names)s.") % {"names": ", ".join(told.witnesses)}
    for question, answer in told.said:
        yield f"{question}: {answer}."
