"""Licensing, forms: find a licence by its number, a person exactly and for a purpose; put a holder on record."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from salwa.contexts.licensing.forms.acting import ActingForm, day_field, text_field, words_field
from salwa.contexts.licensing.models import Category
from salwa.contexts.registry.public import Sex


class NumberForm(forms.Form):
    """The number of a licence."""

    number = forms.CharField(
        label=_("Number of the licence"),
        help_text=_("As it is printed: L-XC-7K3M9-Q2T4H-5."),
        max_length=60,
        error_messages={"required": _("Type a number.")},
        widget=forms.TextInput(
            attrs={"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false", "data-find": ""}
        ),
    )


class PersonForm(forms.Form):
    """A person, exactly: by a document, or by name and year of birth; and for what purpose."""

    reason = words_field(
        _("For what purpose"), _("It stays with the entry, and the auditor reads it."), required=True, rows=2
    )
    document = text_field(_("Number of a document"), most=60)
    family_name = text_field(_("Family name"), _("Without a document: names and year of birth, all three."))
    given_names = text_field(_("Given names"))
    year_of_birth = forms.IntegerField(label=_("Year of birth"), required=False, min_value=1850, max_value=2200)


class NewPersonForm(ActingForm):
    """A person who is not on record yet."""

    family_name = text_field(_("Family name"), required=True)
    given_names = text_field(_("Given names"), required=True)
    year_of_birth = forms.IntegerField(label=_("Year of birth"), min_value=1850, max_value=2200)
    born = day_field(_("Day of birth"), _("Where the law asks for an age to the day."), required=False)
    sex = forms.TypedChoiceField(label=_("Sex"), choices=Sex.choices, coerce=int, initial=Sex.UNKNOWN)
    document_kind = text_field(_("Kind of document"), _("Passport, identity card …"), most=60)
    document = text_field(_("Number of the document"), most=60)


class NewCompanyForm(ActingForm):
    """A company or association that is not on record yet."""

    name = text_field(_("Name"), required=True)
    registration_number = text_field(_("Number in the register of companies"), most=60)
    category = forms.ChoiceField(
        label=_("What it does"),
        choices=[one for one in Category.choices if one[0] not in (Category.PERSON, Category.AGENCY)],
    )
    held_from = day_field(_("Since"), required=False)


class BookForm(forms.Form):
    """Over which period a book is read."""

    first = day_field(pgettext_lazy("period", "From"), required=False)
    last = day_field(pgettext_lazy("period", "To"), required=False)
    open_only = forms.BooleanField(label=_("Only what is in stock"), required=False)
