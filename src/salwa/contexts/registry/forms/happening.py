"""Registry, forms, ¶24 ¶25 ¶29 ¶64: the form of one kind of event, made of its sheet and the State's questions."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from salwa.contexts.registry.answers import HolderView, Line
from salwa.contexts.registry.drafts import Details, Happening, NewCertificate
from salwa.contexts.registry.forms.fields import TermField, WhenField, day_field, taken
from salwa.contexts.registry.models import Holder, Method
from salwa.contexts.registry.queries.holders_called import holder_numbered, holders_called
from salwa.contexts.registry.questions import Ask, Sheet
from salwa.kernel.lifecycle import UNKNOWN_TIME
from salwa.kernel.packs import Extra
from salwa.platform import questions
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

_LINES: Final = {"rows": 2, "dir": "auto"}
_CERTIFICATE: Final = ("certificate_number", "certificate_issuer", "certificate_issued_on", "certificate_standard")
_LABELS: Final[dict[str, str | Promise]] = {
    Ask.PLACE: gettext_lazy("Place"),
    Ask.COUNTRY: gettext_lazy("Country"),
    Ask.HOLDER: gettext_lazy("Holder"),
    Ask.UNTIL: gettext_lazy("Until"),
    Ask.REFERENCE: gettext_lazy("Number of the paper it rests on"),
    Ask.CONSIGNMENT: gettext_lazy("Number of the consignment"),
    Ask.PERMIT: gettext_lazy("Number of the licence or permit"),
    Ask.METHOD: gettext_lazy("Method"),
    Ask.WITNESSES: gettext_lazy("Witnesses"),
}
_HINTS: Final[dict[str, str | Promise]] = {
    Ask.PLACE: gettext_lazy("In words, as the paper has it. For a depot its name only, never its layout or its keys."),
    Ask.COUNTRY: gettext_lazy("Its name or its code."),
    Ask.HOLDER: gettext_lazy("A company or an agency by its name; a person by the holder’s number, never by name."),
    Ask.WITNESSES: gettext_lazy("One name on each line. Names are kept apart, and erased when their time is over."),
}


class HappeningForm(forms.Form):
    """What is told of one event. Its fields follow its sheet; ``asked`` are the questions of the State's own.

    ``candidates`` are the holders of whom one must be chosen where a name is that of several.
    """

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *given: Any, sheet: Sheet, actor: Actor, asked: Sequence[Extra] = (), has_when: bool = True, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.sheet, self.actor, self.asked = sheet, actor, tuple(asked)
        self.candidates: tuple[HolderView, ...] = ()
        self.holder: Holder | None = None
        if has_when:
            self.fields["when"] = WhenField()
        for ask in sheet.asks:
            self._add(ask)
        self.fields.update(questions.fields_of(self.asked))
        self.fields["reason"] = forms.CharField(
            label=_("Why it is recorded"),
            help_text=_("Kept in the ledger for good. Write no names of people here."),
            max_length=500,
            required=False,
            widget=forms.Textarea(attrs=_LINES),
        )

    def _add(self, ask: Ask) -> None:
        required = ask in self.sheet.required
        label = self.sheet.labels.get(ask, _LABELS.get(ask, ""))
        if ask is Ask.CERTIFICATE:
            self.fields.update(_certificate_fields(required=required))
            return
        if ask is Ask.HOLDER:
            for name in ("holder_pick", "holder_for"):
                self.fields[name] = forms.CharField(widget=forms.HiddenInput, required=False)
        field = _field_of(ask, required=required)
        field.label, field.help_text = str(label), str(_HINTS.get(ask, ""))
        self.fields[ask.value] = field

    def clean(self) -> dict[str, Any]:
        """Find the holder that is meant, and refuse half a certificate."""
        told = super().clean() or {}
        if told.get("holder"):
            self._find_holder(told)
        if any(told.get(name) for name in _CERTIFICATE):
            for name in _CERTIFICATE[:2]:
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, _("A certificate has a number, and somebody who issued it."))
        return told

    def _find_holder(self, told: dict[str, Any]) -> None:
        typed = told["holder"]
        is_picked = told.get("holder_pick") and told.get("holder_for") == typed
        found = holders_called(self.actor, told["holder_pick"] if is_picked else typed)
        if len(found) == 1:
            self.holder = taken(self.actor, found[0])
        elif found:
            self.candidates = found
            self.add_error("holder", _("Several holders are called so: choose which one is meant."))
        else:
            text = _("No agency or company of this name is on record. Check the name, or put it on record first.")
            self.add_error("holder", text)

    def told(self) -> Happening:
        """Give what was told. Only for a valid form."""
        given = self.cleaned_data
        return Happening(
            happened=given.get("when", UNKNOWN_TIME),
            place=given.get("place", ""),
            country=given.get("country", 0),
            holder=self.holder,
            details=Details(
                until=given.get("until"),
                reference=given.get("reference", ""),
                consignment=given.get("consignment", ""),
                permit=given.get("permit", ""),
                method=Method(int(given.get("method") or 0)),
                certificate=self._certificate(),
                witnesses=tuple(given.get("witnesses", "").splitlines()),
                answers=questions.answers_in(given, self.asked),
                seen=given["seen"],
            ),
        )

    def _certificate(self) -> NewCertificate | None:
        given: list[Any] = [self.cleaned_data.get(name) for name in _CERTIFICATE]
        number, issuer, issued_on, standard = given
        return NewCertificate(number=number, issuer=issuer, issued_on=issued_on, standard=standard) if number else None

    def holder_on_record(self, number: int) -> Holder | None:
        """Give the holder on record, who gives the firearm away."""
        return holder_numbered(self.actor, number)

    def ask_why(self) -> None:
        """Ask for the reason: a line is put right only with one."""
        field = self.fields["reason"]
        field.required, field.label = True, _("Why it is corrected")
        field.error_messages["required"] = _("Say why: somebody will ask.")

    def ask_no_more_than(self, line: Line, *, has_holder: bool) -> None:
        """Let a line be put right that a source told without holder or certificate: nobody knows them now."""
        if not has_holder and "holder" in self.fields:
            self.fields["holder"].required = False
        if line.detail is None or line.detail.certificate is None:
            for name in _CERTIFICATE:
                if name in self.fields:
                    self.fields[name].required = False

    def add_faults(self, refused: Refused) -> None:
        """Put every fault beside its field, and what belongs to none at the top."""
        for fault in refused.faults:
            name = fault.column if fault.column in self.fields else questions.PREFIX + fault.column
            self.add_error(name if name in self.fields else None, fault.text)
        if not refused.faults:
            self.add_error(None, refused.detail)


def initial_of(line: Line, holder_number: str) -> dict[str, Any]:
    """Give what a line says, as the form of its kind shows it when the line is put right."""
    told = line.detail
    initial: dict[str, Any] = {
        "when": str(line.happened) or "?",
        "place": line.place,
        "country": line.country,
        "holder": line.holder,
        "holder_pick": holder_number,
        "holder_for": line.holder,
    }
    if told is not None:
        for name in ("until", "reference", "consignment", "permit", "method"):
            initial[name] = getattr(told, name)
        initial |= dict(zip(_CERTIFICATE, told.certificate or (), strict=False))
        initial["witnesses"] = "\n".join(told.witnesses)
        initial |= {questions.PREFIX + name: value for name, value in told.answers}
    return initial


def _field_of(ask: Ask, *, required: bool) -> forms.Field:
    if ask is Ask.UNTIL:
        return day_field(required=required)
    if ask is Ask.METHOD:
        return forms.TypedChoiceField(choices=Method.choices, coerce=int, required=required)
    if ask is Ask.WITNESSES:
        return forms.CharField(required=required, max_length=2200, widget=forms.Textarea(attrs=_LINES))
    longest = 300 if ask is Ask.PLACE else 120
    is_mark = ask in {Ask.REFERENCE, Ask.CONSIGNMENT, Ask.PERMIT}
    attrs = {"autocomplete": "off", "dir": "auto"} | ({"class": "mark", "spellcheck": "false"} if is_mark else {})
    widget = forms.TextInput(attrs=attrs)
    if ask is Ask.COUNTRY:
        return TermField("countries", required=required, max_length=60, widget=widget)
    return forms.CharField(required=required, max_length=longest, widget=widget)


def _certificate_fields(*, required: bool) -> dict[str, forms.Field]:
    mark = {"class": "mark", "spellcheck": "false", "autocomplete": "off", "dir": "auto"}
    number, issuer, issued_on, standard = _CERTIFICATE
    return {
        number: forms.CharField(
            label=_("Number of the certificate"), required=required, max_length=60, widget=forms.TextInput(attrs=mark)
        ),
        issuer: forms.CharField(label=_("Issued by"), required=required, max_length=200),
        issued_on: day_field(label=_("Issued on"), required=False),
        standard: forms.CharField(
            label=_("By which standard"),
            help_text=_("As the certificate has it: EU 2015/2403, MOSAIC 05.55, or that of the State."),
            required=False,
            max_length=60,
        ),
    }
