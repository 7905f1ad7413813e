"""Licensing, forms: a capacity, a check, a place, an application, an inspection and what it found, a stock-take."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.licensing.answers import PremisesView
from salwa.contexts.licensing.forms.acting import ActingForm, QuestioningForm, day_field, text_field, words_field
from salwa.contexts.licensing.models import (
    Category,
    CheckKind,
    CheckOutcome,
    InspectionKind,
    InspectionOutcome,
    PremisesKind,
)
from salwa.contexts.licensing.wording import category_name, told, type_name
from salwa.kernel.packs import LicenceKind

MOST_BYTES = 1_000_000
"""A file of serial numbers larger than this is no list from a shelf."""


class CategoryForm(ActingForm):
    """In which capacity somebody has licences."""

    category = forms.ChoiceField(label=_("Capacity"), choices=Category.choices)
    held_from = day_field(_("Since"))


class CheckForm(ActingForm):
    """A check that was made: the fact alone."""

    kind = forms.ChoiceField(label=_("What was checked"), choices=CheckKind.choices)
    outcome = forms.TypedChoiceField(
        label=_("Result"),
        choices=CheckOutcome.choices,
        coerce=int,
        help_text=_("Only whether it was passed. What was found, of health above all, is not written here."),
    )
    made_on = day_field(_("On which day"))
    valid_to = day_field(_("Counts until"), _("Where the paper says so."), required=False)
    by = text_field(_("By whom"), _("The authority, clinic or trainer."))
    document = text_field(_("Document"), _("The number of the paper."), most=100)


class PremisesForm(ActingForm):
    """A place where firearms are kept, sold or repaired."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PremisesKind.choices)
    label = text_field(
        _("How you tell it from others"), _("Shop, store 2 … Never the address."), most=60, required=True
    )
    address = words_field(_("Address"), _("Stands on this holder's page only, and on no list."), rows=2)


class _WithPremises(ActingForm):
    premises = forms.TypedChoiceField(label=_("Premises"), required=False, coerce=int, empty_value=None)

    def __init__(self, *given: Any, places: Iterable[PremisesView] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        field = self.fields["premises"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "–"), *((one.id, one.label) for one in places)]


class ApplicationForm(QuestioningForm, _WithPremises):
    """What somebody asks for, with what the State asks besides."""

    kind = forms.ChoiceField(label=_("Kind of licence"))
    category = forms.ChoiceField(label=_("In which capacity"), choices=())
    received_on = day_field(_("Received on"))
    quota = forms.IntegerField(
        label=_("For how many firearms"), required=False, min_value=1, help_text=_("Empty: what the kind admits.")
    )
    types = forms.TypedMultipleChoiceField(
        label=_("Types"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    fee_reference = text_field(_("Reference of the fee"), most=60)
    field_order = ("kind", "category", "received_on", "quota", "types", "premises", "fee_reference")

    def __init__(
        self, *given: Any, kinds: Sequence[LicenceKind] = (), categories: Iterable[str] = (), **named: Any
    ) -> None:
        super().__init__(*given, **named)
        types = sorted({one for kind in kinds for one in kind.types})
        choices: dict[str, list[tuple[Any, str]]] = {
            "kind": [(kind.code, f"{told(kind.name)} ({kind.code})") for kind in kinds],
            "category": [(code, category_name(code)) for code in categories],
            "types": [(code, type_name(code)) for code in types],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = offered
        if not types:
            del self.fields["types"]


class InspectionForm(_WithPremises):
    """An inspection to be made."""

    kind = forms.ChoiceField(label=_("What is inspected"), choices=InspectionKind.choices)
    due = day_field(_("By which day"))
    field_order = ("kind", "due", "premises")


class ResultForm(ActingForm):
    """What an inspection found."""

    outcome = forms.TypedChoiceField(label=_("Result"), choices=InspectionOutcome.choices, coerce=int)
    done_on = day_field(_("On which day"))
    to_mend = words_field(_("What is to be mended"), _("One thing on a line: each becomes a task."), rows=4)
    follow_up = day_field(_("Look again by"), _("Empty: after the time that the licence asks for."), required=False)


class StockForm(ActingForm):
    """The numbers that were seen: typed, or in a file with one on a line."""

    taken_on = day_field(_("On which day"))
    serials = forms.CharField(
        label=_("Serial numbers"),
        help_text=_("As they stand on the firearms, one on a line."),
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 10, "class": "mark", "dir": "auto", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("Text or CSV in UTF-8; the first column counts."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )
