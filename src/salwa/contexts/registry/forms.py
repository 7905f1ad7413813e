"""Registry, forms, ¶29: what is typed or handed in on the register's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE


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


class ImportForm(forms.Form):
    """A register in a file, and how to read it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX or Parquet, with a heading."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("The file is empty: it has no heading and no line."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.parquet"}),
        allow_empty_file=False,
    )
    source = forms.CharField(
        label=_("Where it comes from"),
        help_text=_("A name that stays the same when you load the same register again. Empty: the name of the file."),
        max_length=LONGEST_SOURCE,
        required=False,
    )
    mapping = forms.CharField(
        label=_("Which column is which"),
        help_text=_('TOML, for example: [columns] and below it serial = "Numéro" and make = "Marque".'),
        required=False,
        strip=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "mark", "dir": "ltr", "spellcheck": "false"}),
    )
