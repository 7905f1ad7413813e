"""Registry, forms, ¶29: withdraw a line of a life that never happened."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.platform.errors import Refused

WITHDRAW = "withdraw"


def is_withdrawal(sent: Any) -> bool:
    """Whether what was sent withdraws the line, and puts nothing in its place."""
    return WITHDRAW in sent


class WithdrawForm(forms.Form):
    """Why a line is withdrawn."""

    prefix = WITHDRAW
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=_("Why it never happened"),
        max_length=500,
        error_messages={"required": _("Say why: somebody will ask.")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def add_faults(self, refused: Refused) -> None:
        """Tell every fault at the top."""
        for text in [fault.text for fault in refused.faults] or [refused.detail]:
            self.add_error(None, text)
