"""Retention, forms, ¶29: what is typed on the pages of holds, erasures and hand-overs."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.retention.models import Carrier, HoldKind
from salwa.platform.submissions import LONGEST, new_key

_SAY_WHY: Final = {"required": _("Say why: somebody will ask.")}
_PLAIN: Final = {"dir": "auto", "autocomplete": "off"}
_NUMBERS: Final = {"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}


class KeyedForm(forms.Form):
    """A form that acts: what is sent twice under its key is done once."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST, initial=new_key)


class ReasonForm(KeyedForm):
    """Why something is proposed, decided, reviewed or lifted. ``seen`` is what the writer saw when beginning."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It stays in the record, and somebody asks years later. Spare the names of persons."),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class DecisionForm(ReasonForm):
    """Whether a proposal is carried out or turned down, and why."""

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=(
            ("erase", _("Erase: the names go for good, the records and the proof stay")),
            ("turn_down", _("Turn down: nothing is erased")),
        ),
        error_messages={"required": _("Say what is to be done.")},
        widget=forms.RadioSelect,
    )
    field_order = ("outcome", "reason")


class ReviewForm(ReasonForm):
    """Until when a hold stands, and why."""

    review = forms.DateField(
        label=_("Look at it again on"),
        error_messages={"required": _("Say when it is looked at again."), "invalid": _("Give a day.")},
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    field_order: Iterable[str] | None = ("review", "reason")


class HoldForm(ReviewForm):
    """A hold to be placed."""

    kind = forms.TypedChoiceField(
        label=_("What is held"),
        coerce=lambda text: HoldKind(int(text)),
        choices=HoldKind.choices,
        error_messages={"required": _("Say what is held.")},
        widget=forms.RadioSelect,
    )
    subject = forms.CharField(
        label=_("Number of the record, or identifier of the holder"),
        help_text=_("Of a firearm its number in the register, of a holder or dealer the identifier. Empty for a case."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_NUMBERS),
    )
    reference = forms.CharField(
        label=_("Number of the case or of the book"),
        help_text=_("Entries that name it in their reason are held, too."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs=_NUMBERS),
    )
    authority = forms.CharField(
        label=_("By whose word"),
        help_text=_("The court or office, never a person."),
        max_length=200,
        error_messages={"required": _("Say by whose word it is held.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    field_order = ("kind", "subject", "reference", "authority", "review", "reason")

    def clean(self) -> dict[str, Any]:
        """Ask for the number or the reference, as what is held needs it."""
        given = super().clean() or {}
        kind = given.get("kind")
        if kind in (HoldKind.FIREARM, HoldKind.HOLDER, HoldKind.BOOK) and not given.get("subject", "").strip():
            self.add_error("subject", _("Give its number or identifier."))
        if kind in (HoldKind.CASE, HoldKind.BOOK) and not given.get("reference", "").strip():
            self.add_error("reference", _("Give the number of the case or of the book."))
        return given


class HandOverForm(ReasonForm):
    """Records that are taken over."""

    company = forms.CharField(
        label=_("Maker or dealer that closed"),
        max_length=200,
        error_messages={"required": _("Say whose records these are.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    registration_number = forms.CharField(
        label=_("Its registration number"), required=False, max_length=60, widget=forms.TextInput(attrs=_NUMBERS)
    )
    ceased = forms.DateField(
        label=_("Closed on"),
        error_messages={"required": _("Say when it closed."), "invalid": _("Give a day.")},
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    carrier = forms.TypedChoiceField(
        label=_("On what the records stand"),
        coerce=lambda text: Carrier(int(text)),
        choices=Carrier.choices,
        widget=forms.Select,
    )
    pieces = forms.IntegerField(
        label=_("Boxes, volumes, discs or files"),
        min_value=1,
        max_value=1_000_000,
        error_messages={"required": _("Count them.")},
    )
    records = forms.IntegerField(
        label=_("Firearms they tell of"),
        help_text=_("As far as it was said; empty where nobody knows."),
        required=False,
        min_value=0,
        max_value=1_000_000_000,
    )
    kept_at = forms.CharField(
        label=_("Kept now at"),
        max_length=200,
        error_messages={"required": _("Say where they are kept.")},
        widget=forms.TextInput(attrs=_PLAIN),
    )
    digest = forms.RegexField(
        r"^[0-9A-Fa-f]{64}$",
        label=_("SHA-256 of the file"),
        help_text=_("64 digits, as a program for checksums gives them; empty where there is no file."),
        required=False,
        strip=True,
        error_messages={"invalid": _("A SHA-256 digest has 64 of the digits 0 to 9 and a to f.")},
        widget=forms.TextInput(attrs=_NUMBERS),
    )
    reason = forms.CharField(
        label=_("Who handed them over, and how"),
        help_text=_("Kept with the entry, and erased with it when its time is over."),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    field_order = (
        *("company", "registration_number", "ceased", "carrier", "pieces", "records"),
        *("kept_at", "digest", "reason"),
    )


class LoadForm(KeyedForm):
    """Which import brought records of a hand-over into the register."""

    load = forms.IntegerField(
        label=_("Entry of the import"),
        help_text=_("Its number is told where the import ended."),
        min_value=1,
        error_messages={"required": _("Give the number of the entry.")},
    )
