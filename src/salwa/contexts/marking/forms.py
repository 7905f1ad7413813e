"""Marking, forms, ¶28 ¶63: what is typed or handed in on the pages of marking."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from salwa.contexts.identity.public import agency_names
from salwa.contexts.marking.answers import MachineView, SheetRow
from salwa.contexts.marking.drafts import NewConsignment, NewMachine, NewPad, NewPlan, Taken
from salwa.contexts.marking.models import MachineKind, NoteKind, Outcome, Use
from salwa.kernel import vocabularies
from salwa.platform.errors import Fault, Refused
from salwa.platform.submissions import new_key

_AS_MARK: Final = {
    "class": "mark",
    "dir": "auto",
    "autocomplete": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
}
_NEEDED: Final = {"required": _("This is needed.")}
_USES: Final = [(one.value, one.label) for one in (Use.IMPORT, Use.STATE_STOCK, Use.SEIZED)]
_REPORTED: Final = {"1": Outcome.ENGRAVED, "2": Outcome.SPOILED, "3": Outcome.SKIPPED}
"""What is typed for an outcome: a digit, the same in every language and on every keyboard."""


class KeyedForm(forms.Form):
    """A form that acts: sent twice, it is carried out once; ``seen`` is what was on the page."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, seen: str = "", **named: Any) -> None:
        named["initial"] = {"key": new_key(), "seen": seen, **named.get("initial", {})}
        super().__init__(*given, **named)


class ReasonForm(KeyedForm):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Say why: somebody will ask.")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ConsignmentForm(KeyedForm):
    """A new consignment."""

    use = forms.TypedChoiceField(label=_("What it is"), choices=_USES, coerce=int)
    reference = forms.CharField(
        label=_("Reference"),
        help_text=_("Of the import licence, the delivery note, the batch: what the papers call it."),
        max_length=60,
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    country = forms.CharField(
        label=_("From which State"), required=False, help_text=_("Its name or code, where it came from abroad.")
    )
    arrived = forms.DateField(
        label=_("Arrived on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    importer = forms.CharField(
        label=_("Imported by"),
        help_text=_("A company on record, by its name."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    importer_number = forms.CharField(
        label=_("Its registration number"),
        help_text=_("Where several companies have this name."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_AS_MARK),
    )

    def clean_country(self) -> int:
        """Give the country's code, 0 where none was typed."""
        text = self.cleaned_data["country"].strip()
        found = vocabularies.countries().exact(text) if text else None
        if text and found is None:
            raise forms.ValidationError(_("No country has this name or code."))
        return found.code if found is not None else 0

    def draft(self) -> NewConsignment:
        """Give the consignment. Only for a valid form."""
        given = self.cleaned_data
        return NewConsignment(
            use=Use(given["use"]),
            reference=given["reference"],
            country=given["country"],
            importer=(given["importer"], given["importer_number"]),
            arrived=given["arrived"],
        )


class LinesForm(KeyedForm):
    """Firearms for a consignment: typed by their record numbers, or all that were loaded from a file."""

    records = forms.CharField(
        label=_("Record numbers"),
        help_text=_("One to a line."),
        required=False,
        widget=forms.Textarea(attrs={**_AS_MARK, "rows": 5}),
    )
    source = forms.CharField(
        label=_("Or all records of a source"),
        help_text=_("The name under which the list of the consignment was loaded."),
        required=False,
        max_length=120,
    )

    def names(self) -> list[str]:
        """Give the record numbers. Only for a valid form."""
        return str(self.cleaned_data["records"]).splitlines()


class PlanForm(KeyedForm):
    """Who marks a consignment, and how."""

    agency = forms.TypedChoiceField(label=_("Who marks"), coerce=int)
    machine = forms.TypedChoiceField(label=_("By which machine"), coerce=int, required=False, empty_value=None)
    unit = forms.CharField(
        label=_("Unit in the mark"),
        help_text=_("Only where the marks of the State name it: one to eight capitals and digits."),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs=_AS_MARK),
    )

    def __init__(self, *given: Any, agency: int, machines: Iterable[MachineView], **named: Any) -> None:
        named["initial"] = {"agency": agency, **named.get("initial", {})}
        super().__init__(*given, **named)
        self.fields["agency"].choices = list(agency_names().items())  # type: ignore[attr-defined]  # a choice field
        by_hand = ("", gettext("By hand, on paper"))
        told = [(one.id, f"{one.maker} {one.serial} ({one.agency})") for one in machines]
        self.fields["machine"].choices = [by_hand, *told]  # type: ignore[attr-defined]  # a choice field

    def draft(self) -> NewPlan:
        """Give the plan. Only for a valid form."""
        given = self.cleaned_data
        return NewPlan(agency_id=given["agency"], machine_id=given["machine"], unit=given["unit"])


class PadForm(KeyedForm):
    """Numbers on a pad of paper."""

    use = forms.TypedChoiceField(label=_("What they are for"), choices=_USES, coerce=int)
    agency = forms.TypedChoiceField(label=_("Who marks"), coerce=int)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=10_000, initial=50, error_messages=_NEEDED)
    label = forms.CharField(
        label=_("What the pad is called"),
        max_length=60,
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    unit = forms.CharField(
        label=_("Unit in the mark"),
        help_text=_("Only where the marks of the State name it: one to eight capitals and digits."),
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs=_AS_MARK),
    )

    def __init__(self, *given: Any, agency: int, **named: Any) -> None:
        named["initial"] = {"agency": agency, **named.get("initial", {})}
        super().__init__(*given, **named)
        self.fields["agency"].choices = list(agency_names().items())  # type: ignore[attr-defined]  # a choice field

    def draft(self) -> NewPad:
        """Give the pad. Only for a valid form."""
        given = self.cleaned_data
        return NewPad(
            use=Use(given["use"]),
            count=given["count"],
            label=given["label"],
            agency_id=given["agency"],
            unit=given["unit"],
        )


class ReportFileForm(KeyedForm):
    """The report of a machine, or of a worksheet that was typed elsewhere."""

    file = forms.FileField(
        label=_("Report"),
        help_text=_("CSV with the columns mark, outcome, record, reason, as in report.csv of the job's files."),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    reason = forms.CharField(
        label=_("Why something is reported otherwise than before"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class MachineForm(KeyedForm):
    """A machine for the register."""

    kind = forms.TypedChoiceField(label=_("How it marks"), choices=MachineKind.choices, coerce=int)
    maker = forms.CharField(label=_("Maker and model"), max_length=100, error_messages=_NEEDED)
    serial = forms.CharField(
        label=_("Its own serial number"),
        max_length=60,
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs=_AS_MARK),
    )
    software = forms.CharField(label=_("Software and version"), max_length=100, required=False)
    since = forms.DateField(
        label=_("In service since"),
        initial=timezone.localdate,
        error_messages=_NEEDED,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    unit = forms.IntegerField(label=_("Where it stands"), required=False, min_value=1, widget=forms.Select)

    def offer(self, units: Mapping[int, str]) -> None:
        """Offer the units with which a machine can stand: the action looks at what was picked."""
        self.fields["unit"].widget.choices = [("", gettext("At the agency itself")), *units.items()]

    def draft(self) -> NewMachine:
        """Give the machine. Only for a valid form."""
        given = self.cleaned_data
        return NewMachine(
            kind=MachineKind(given["kind"]),
            maker=given["maker"],
            serial=given["serial"],
            since=given["since"],
            software=given["software"],
            unit_id=given["unit"],
        )


class NoteForm(KeyedForm):
    """A line for a machine's log."""

    kind = forms.TypedChoiceField(label=_("What was done"), choices=NoteKind.choices, coerce=int)
    day = forms.DateField(
        label=_("On"),
        initial=timezone.localdate,
        error_messages=_NEEDED,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=_("Note"), required=False, max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )


class SpellForm(KeyedForm):
    """Who is at a machine from now on."""

    username = forms.CharField(
        label=_("Sign-in name of who operates it"),
        max_length=60,
        error_messages=_NEEDED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )


def add_faults(form: forms.Form, refused: Refused) -> None:
    """Put what an action refused beside the fields that it is about."""
    for fault in refused.faults:
        form.add_error(fault.column if fault.column in form.fields else None, fault.text)


def typed_report(given: Mapping[str, str], rows: Sequence[SheetRow]) -> list[Taken]:
    """Give what was typed of the rows of a worksheet, in their order; rows without an outcome are left out.

    Raises:
        Refused: an outcome is neither 1, 2 nor 3, named by its mark.
    """
    found, faults = [], []
    for row in rows:
        outcome = given.get(f"outcome-{row.number}", "").strip()
        if not outcome:
            continue
        if outcome not in _REPORTED:
            faults.append(Fault(0, row.mark, gettext("type 1 for engraved, 2 for spoiled, 3 for skipped")))
            continue
        record, reason = given.get(f"record-{row.number}", ""), given.get(f"reason-{row.number}", "")
        found.append(Taken(mark=row.mark, outcome=_REPORTED[outcome], record=record, reason=reason))
    if faults:
        raise Refused(tuple(faults))
    return found
