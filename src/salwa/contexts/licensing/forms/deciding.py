"""Licensing, forms: decide an application, and what is done with a licence afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.licensing.forms.acting import ActingForm, QuestioningForm, day_field, words_field
from salwa.contexts.licensing.models import Grounds

_OTHERWISE = _("Only where you decide otherwise than the requirements show: a second officer then confirms it.")


def _grounds(*, required: bool = True) -> forms.ChoiceField:
    choices = [("", "–"), *Grounds.choices]
    return forms.ChoiceField(
        label=_("On what grounds"),
        choices=choices,
        required=required,
        error_messages={"required": _("Say on what grounds.")},
    )


class _TermsForm(ActingForm):
    valid_to = day_field(_("Valid until"), _("The last day. Empty: until further notice."), required=False)
    quota = forms.IntegerField(
        label=_("For how many firearms"), required=False, min_value=1, help_text=_("Empty: without limit.")
    )
    condition = words_field(_("Condition of its own"), _("Beside those of the kind, which are always printed."), rows=2)


class GrantForm(_TermsForm):
    """The terms of a licence, and why it is granted where something is not met."""

    valid_from = day_field(_("Valid from"))
    reason = words_field(_("Why all the same"), _OTHERWISE, rows=2)
    field_order = ("valid_from", "valid_to", "quota", "condition", "reason")


class RenewForm(QuestioningForm, _TermsForm):
    """The terms of a renewal, what the State asks besides, and why where something is not met."""

    reason = words_field(_("Why all the same"), _OTHERWISE, rows=2)


class AmendForm(_TermsForm):
    """Narrower terms, and why."""

    reason = words_field(_("Why"), required=True, rows=2)


class RefuseForm(ActingForm):
    """A refusal: on what grounds, in words for the applicant, until when there is an appeal."""

    grounds = _grounds()
    text = words_field(_("Reason for the applicant"), _("The facts, and nothing about the person beyond them."))
    appeal_by = day_field(_("Appeal until"))
    reason = words_field(_("Why although everything is met"), _OTHERWISE, rows=2)


class ConfirmForm(ActingForm):
    """What the second officer says: confirmed, or sent back."""

    is_confirmed = forms.TypedChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("I confirm it")), ("no", _("I send it back"))],
        coerce=lambda told: told == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether you confirm it.")},
    )
    reason = words_field(_("What you looked at"), required=True, rows=2)


class WithdrawForm(ActingForm):
    """That the applicant no longer asks for it."""

    reason = words_field(_("What the applicant said"), required=True, rows=2)


class MeasureForm(ActingForm):
    """What is done with a licence; which fields there are depends on what it is."""

    day = day_field(_("On which day"))
    grounds = _grounds()
    hand_in_by = day_field(
        _("Firearms handed in or passed on by"),
        _("Needed where the holder has firearms: they stand on the list until they are gone."),
        required=False,
    )
    text = words_field(_("Reason in words"), _("It may be erased when its time is over; the grounds stay."))

    def __init__(self, *given: Any, without: tuple[str, ...] = (), optional: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["grounds"].required = not optional
        for name in without:
            del self.fields[name]
