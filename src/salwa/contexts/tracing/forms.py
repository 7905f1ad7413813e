"""Tracing, forms, ¶29: marks as written down, typed into a page."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.tracing import wording
from salwa.contexts.tracing.rules import FIELDS, LONGEST_FIELD, fault_of_text
from salwa.kernel.marks.model import Written

_AS_MARK: Final = {
    "class": "mark",
    "dir": "auto",
    "autocomplete": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
}


class MarksField(forms.CharField):
    """A text that is kept as written: not stripped, not cleaned, refused where it holds signs that deceive the eye."""

    def __init__(self, **given: Any) -> None:
        super().__init__(required=False, strip=False, **given)

    def to_python(self, value: Any) -> str:
        """Give the text with line ends as one sign; raise ValidationError with a sentence."""
        text = "" if value is None else str(value).replace("\r\n", "\n")
        found = fault_of_text(text, LONGEST_FIELD)
        if found is not None:
            raise forms.ValidationError(wording.fault(found))
        return text

    def run_validators(self, value: Any) -> None:
        """Nothing more: to_python has said why a text is refused."""


def _column(label: Any) -> MarksField:
    return MarksField(label=label, widget=forms.TextInput(attrs=_AS_MARK))


class MarksForm(forms.Form):
    """The question of the page: all marks in one box, or each in its own."""

    marks = MarksField(
        label=_("All marks"),
        help_text=_("Every letter, number and symbol you can see. Write ? for a character you cannot read."),
        widget=forms.Textarea(attrs={**_AS_MARK, "rows": 3, "data-find": ""}),
    )
    serial = _column(_("Serial number"))
    make = _column(_("Make"))
    model = _column(_("Model"))
    calibre = _column(_("Calibre"))
    type = _column(_("Type"))
    remarks = MarksField(label=_("Remarks"), widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}))

    def clean(self) -> dict[str, Any]:
        """Refuse a question without a mark."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name, "").strip() for name in FIELDS):
            self.add_error("marks", _("Write at least one mark."))
        return cleaned

    def written(self) -> Written:
        """Give the question. Only for a valid form."""
        return Written(**{name: self.cleaned_data[name] for name in FIELDS})

    @property
    def has_columns(self) -> bool:
        """Whether a box other than the first holds something or is at fault: the page then opens them."""
        names = FIELDS[1:]
        return any(self[name].value() or self[name].errors for name in names)
