"""Registry, forms, ¶29: what is typed or handed in on the register's pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from salwa.contexts.registry.importing.mapping import LONGEST_SOURCE


class NumberForm(forms.Form):
    """A number by which somebody knows a record: its own, that of its source, or the serial number."""

    number = forms.CharField(
        label=_("Number"),
        help_text=_("The number of the record, its number at the source, or the serial number: whole, as it stands."),
        max_length=60,
        error_messages={"required": _("Type a number.")},
        widget=forms.TextInput(
            attrs={"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false", "data-find": ""}
        ),
    )


_SAY_WHY = {"required": _("Say why: somebody will ask.")}


class ReasonForm(forms.Form):
    """What came of a finding."""

    reason = forms.CharField(
        label=_("What came of it"),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class Outcome(models.TextChoices):
    """What two records are that were compared."""

    FIRST = "first", _("One firearm: keep the first number")
    SECOND = "second", _("One firearm: keep the second number")
    APART = "apart", _("Two firearms: set the doubt aside")


class OutcomeForm(forms.Form):
    """Whether two records are one firearm, and why. Where no doubt is open there is none to be set aside."""

    outcome = forms.ChoiceField(
        label=_("What they are"),
        choices=Outcome.choices,
        error_messages={"required": _("Say what they are.")},
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("What you compared: it stays with the record."),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, is_doubted: bool, **named: Any) -> None:
        super().__init__(*given, **named)
        outcome = self.fields["outcome"]
        if not is_doubted and isinstance(outcome, forms.ChoiceField):
            outcome.choices = [choice for choice in Outcome.choices if choice[0] != Outcome.APART]


class ImportForm(forms.Form):
    """A register in a file, and how to read it."""

    file = forms.FileField(
        label=pgettext_lazy("upload", "File"),
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


class PaperForm(forms.Form):
    """In which language a paper is printed."""

    language = forms.ChoiceField(label=_("Language of the paper"), choices=lambda: settings.LANGUAGES)


class EvidenceForm(PaperForm):
    """To whom evidence is given and for what; the key makes of two submissions one."""

    recipient = forms.CharField(
        label=_("For whom"),
        help_text=_("The court or authority that asked, as it writes itself. No name of a person."),
        max_length=200,
        error_messages={"required": _("Say who gets it.")},
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("For what"),
        help_text=_("Their request and its number. It stays with the entry in the ledger."),
        max_length=500,
        error_messages=_SAY_WHY,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    holders = forms.BooleanField(
        label=_("Name the persons who held it"),
        help_text=_("Only where the request asks for them. That you named them stands in the entry."),
        required=False,
    )
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    field_order = ("recipient", "reason", "holders", "language", "key")
