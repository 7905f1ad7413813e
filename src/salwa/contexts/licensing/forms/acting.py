"""Licensing, forms: what every form that acts has: a key, so that it is done once, and what it was filled in from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.kernel.packs import Extra
from salwa.platform import questions, submissions
from salwa.platform.errors import Refused

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"


def day_field(label: Text, hint: Text = "", *, required: bool = True) -> forms.DateField:
    """Give a field for a day."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the day."), "invalid": _("Write the day like 2026-03-05.")},
    )


def text_field(label: Text, hint: Text = "", *, most: int = 200, required: bool = False) -> forms.CharField:
    """Give a field for a line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def words_field(label: Text, hint: Text = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    """Give a field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        error_messages={"required": _("Say why: somebody will ask.")},
        widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
    )


class ActingForm(forms.Form):
    """A form that acts: ``key`` makes it act once, ``seen`` is the version of the record it was filled in from."""

    key = forms.CharField(required=False, max_length=submissions.LONGEST, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *given: Any, seen: str = "", **named: Any) -> None:
        begins = {"key": submissions.new_key(), "seen": seen}
        super().__init__(*given, **named | {"initial": begins | (named.get("initial") or {})})

    def tell(self, refused: Refused) -> None:
        """Say beside the fields what was refused, and above them what belongs to none."""
        for fault in refused.faults:
            self.add_error(fault.column if fault.column in self.fields else None, fault.text)
        if not refused.faults:
            self.add_error(None, refused.detail)


class QuestioningForm(ActingForm):
    """A form that also has the questions which the State asks besides."""

    def __init__(self, *given: Any, asked: Sequence[Extra] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        self.asked = tuple(asked)
        self.fields.update(questions.fields_of(self.asked))

    def clean(self) -> dict[str, Any]:
        """Gather what is answered as ``answers``."""
        told = super().clean() or {}
        return told | {"answers": questions.answers_in(told, self.asked)}


class ReasonForm(ActingForm):
    """Why something is done, or for what purpose something is read."""

    reason = words_field(_("Why"), _("It stays with the entry."), required=True, rows=2)

    def __init__(self, *given: Any, label: Text = "", **named: Any) -> None:
        super().__init__(*given, **named)
        if label:
            self.fields["reason"].label = label
