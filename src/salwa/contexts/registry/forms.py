"""Registry, forms, ¶29: what is typed or handed in on the register's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NumberForm(forms.Form):
    """The number of a record, as somebody types it."""

    number = forms.CharField(
        label=_("Number of the record"),
        help_text=_("As it stands on the paper, with or without hyphens. Small letters will do."),
        max_length=60,
        error_messages={"required": _("Type the number of a record.")},
        widget=forms.TextInput(
            attrs={"class": "mark", "dir": "ltr", "autocomplete": "off", "spellcheck": "false", "data-find": ""}
        ),
    )
