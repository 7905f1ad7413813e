"""Registry, forms, ¶29 ¶37: holds, consents to a proposed transfer, and how it ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.registry.forms.fields import WhenField
from salwa.contexts.registry.models import HoldReason, Party

_SAY_WHY = {"required": _("Say why: somebody will ask.")}
_MARK = {"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}


class KeyForm(forms.Form):
    """A form that is carried out once, however often it is sent."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonedForm(KeyForm):
    """Something that is done with a reason."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class HoldForm(ReasonedForm):
    """Why a firearm must be kept as it is, and the number of the trace, the case or the order."""

    kind = forms.TypedChoiceField(label=_("What is open"), choices=HoldReason.choices, coerce=int)
    reference = forms.CharField(
        label=_("Number of the trace, the case or the order"),
        max_length=120,
        error_messages={"required": _("Write its number: by it the hold is found again.")},
        widget=forms.TextInput(attrs=_MARK),
    )
    field_order = ("key", "kind", "reference", "reason")


class LiftForm(ReasonedForm):
    """Which hold is lifted, and why."""

    hold = forms.IntegerField(widget=forms.HiddenInput)


class ConsentForm(KeyForm):
    """What one side says, by its signed paper."""

    party = forms.TypedChoiceField(widget=forms.HiddenInput, choices=Party.choices, coerce=int)
    said = forms.ChoiceField(
        label=_("What the paper says"),
        choices=[("given", _("consents")), ("refused", _("refuses"))],
        error_messages={"required": _("Say what the paper says.")},
        widget=forms.RadioSelect,
    )
    reference = forms.CharField(
        label=_("Number of the signed paper"),
        max_length=120,
        error_messages={"required": _("Write the number of the paper: it is the proof.")},
        widget=forms.TextInput(attrs=_MARK),
    )


class CarryOutForm(KeyForm):
    """When the firearm passed on."""

    when = WhenField()
