"""Registry, forms, ¶29: fields that several forms share: a time as exactly as it is known, a term, a day, a holder."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from salwa.contexts.registry.answers import HolderView
from salwa.contexts.registry.models import Holder, HolderKind
from salwa.contexts.registry.queries.holders_called import agency_called, holder_numbered
from salwa.contexts.registry.wording import not_understood
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import UNKNOWN_TIME, Happened
from salwa.platform.actor import Actor

_UNKNOWN: Final = frozenset({"?", "？", "؟"})


class WhenField(forms.CharField):
    """A day, a month, a year or a span; a question mark where nobody knows."""

    def __init__(self, **given: Any) -> None:
        told: dict[str, Any] = {
            "label": gettext_lazy("When it happened"),
            "help_text": gettext_lazy(
                "As exactly as it is known: 2011-03-05, 2011-03, 2011, or from 2009 to 2011: 2009/2011. "
                "Write ? if nobody knows."
            ),
            "error_messages": {"required": gettext_lazy("Write when it happened, or ? if nobody knows.")},
            "widget": forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        }
        super().__init__(**(told | given))

    def clean(self, value: Any) -> Any:
        """Give the span; raise ValidationError where the text is none, or the calendar has no such day."""
        text = str(super().clean(value))
        if text in _UNKNOWN:
            return UNKNOWN_TIME
        try:
            return Happened.parse(text)
        except ValueError:
            told = _("“%(text)s” is no day, month, year or span of the calendar. Write it like 2011-03-05 or 2011.")
            raise forms.ValidationError(told % {"text": text[:40]}) from None


class TermField(forms.CharField):
    """A term of a vocabulary by any name that the vocabulary knows; 0 where nothing is typed.

    ``vocabulary`` is ``countries``, ``makes``, ``models``, ``calibres`` or ``types``.
    """

    def __init__(self, vocabulary: str, **given: Any) -> None:
        super().__init__(**given)
        self.vocabulary = vocabulary

    def clean(self, value: Any) -> Any:
        """Give the code; raise ValidationError where it cannot be said for certain what is meant."""
        text = str(super().clean(value))
        if not text:
            return 0
        found = getattr(vocabularies, self.vocabulary)().resolve(text)
        if found.term is None:
            names = (rival.term.name for rival in found.rivals if rival.term is not None)
            raise forms.ValidationError(not_understood(text, names))
        return found.term.code


def day_field(**given: Any) -> forms.DateField:
    """Give a field for one day of the calendar."""
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **given)


def taken(actor: Actor, found: HolderView) -> Holder | None:
    """Give the holder that was found; an agency that held nothing yet is put on record with the event."""
    if found.id:
        return holder_numbered(actor, found.id)
    agency = agency_called(actor, found.name)
    return None if agency is None else Holder(kind=HolderKind.AGENCY, agency_id=agency)
