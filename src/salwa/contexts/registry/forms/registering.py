"""Registry, forms, ¶23 ¶29 ¶37 ¶63 ¶64: register one firearm by hand, and put a holder on record."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from salwa.contexts.registry.drafts import NewEvent, NewFirearm, NewHolder, NewMark
from salwa.contexts.registry.forms.desk import KeyForm
from salwa.contexts.registry.forms.fields import TermField, WhenField, day_field, taken
from salwa.contexts.registry.models import (
    ComponentKind,
    Holder,
    HolderKind,
    MarkKindCode,
    MarkMethod,
    MarkPlace,
    Sex,
)
from salwa.contexts.registry.queries.holders_called import holders_called
from salwa.contexts.registry.readings import meaning_of
from salwa.contexts.registry.wording import not_understood
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import UNKNOWN_TIME, EventKind, Happened
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor
from salwa.platform.errors import Refused

ROWS: Final = 6
"""Further marks that the page has room for; more are added on the record itself."""
_MARK: Final = {"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}
_PARTS: Final = [(kind.value, kind.label) for kind in ComponentKind if kind is not ComponentKind.UNKNOWN]


def _as_typed(**given: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.TextInput(attrs=_MARK), **given)


class FirearmForm(KeyForm):
    """One firearm: what it is, the number on it, and what is known of its life so far."""

    serial = forms.CharField(
        label=gettext_lazy("Serial number"),
        help_text=gettext_lazy("As it stands, with its spaces and signs. Write ? for a character nobody can read."),
        max_length=200,
        strip=False,
        error_messages={"required": gettext_lazy("Write the serial number as it stands.")},
        widget=forms.TextInput(attrs=_MARK),
    )
    control = forms.TypedChoiceField(
        label=gettext_lazy("Part that carries it"), choices=_PARTS, coerce=int, initial=ComponentKind.FRAME
    )
    place = forms.TypedChoiceField(
        label=gettext_lazy("Where on it"), choices=MarkPlace.choices, coerce=int, required=False
    )
    make = _as_typed(label=gettext_lazy("Make"), max_length=200, help_text=gettext_lazy("As it is marked."))
    model = _as_typed(label=gettext_lazy("Model"), max_length=200)
    as_written = forms.BooleanField(
        label=gettext_lazy("Take make and model as written, also where no vocabulary knows them"), required=False
    )
    calibre = TermField("calibres", label=gettext_lazy("Calibre"), required=False, max_length=60)
    type = TermField("types", label=gettext_lazy("Type"), required=False, max_length=60)
    country = TermField("countries", label=gettext_lazy("Country of manufacture"), required=False, max_length=60)
    made = WhenField(
        label=gettext_lazy("Made"),
        required=False,
        help_text=gettext_lazy("2004, 2004-03 or 2004-03-05; empty if not known."),
    )
    registered = WhenField(
        label=gettext_lazy("Registered"),
        help_text=gettext_lazy("When it came on record: 2004-03-05, 2004-03 or 2004. Write ? if nobody knows."),
    )
    holder = forms.CharField(
        label=gettext_lazy("Registered to"),
        help_text=gettext_lazy("A company or an agency by its name; a person by the holder’s number, never by name."),
        required=False,
        max_length=200,
    )
    external_id = _as_typed(label=gettext_lazy("Number in another register"), max_length=64)
    reason = forms.CharField(
        label=gettext_lazy("Why it is registered"),
        help_text=gettext_lazy("Kept in the ledger for good. Write no names of people here."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, actor: Actor, **named: Any) -> None:
        super().__init__(*given, **named)
        self.actor = actor
        self.held_by: Holder | None = None

    def clean(self) -> dict[str, Any]:
        """Find what make and model are meant, and which holder."""
        told = super().clean() or {}
        told["make_code"] = self._code("makes", told.get("make", ""), "make", 0)
        told["model_code"] = self._code("models", told.get("model", ""), "model", told["make_code"])
        if told.get("holder"):
            found = holders_called(self.actor, told["holder"])
            if len(found) == 1:
                self.held_by = taken(self.actor, found[0])
            else:
                text = _("No agency or company of this name is on record. Check the name, or put it on record first.")
                several = _("Several holders are called so: write the number of the one that is meant.")
                self.add_error("holder", several if found else text)
        return told

    def _code(self, vocabulary: str, text: str, field: str, make: int) -> int:
        if not text:
            return 0
        context = vocabularies.makes().get(make) if make else None
        found = getattr(vocabularies, vocabulary)().resolve(text, context=context)
        if found.term is not None:
            return int(found.term.code)
        if not self.cleaned_data.get("as_written"):
            names = (rival.term.name for rival in found.rivals if rival.term is not None)
            otherwise = _("If it stands so, tick “as written”.")
            self.add_error(field, f"{not_understood(text, names)} {otherwise}")
        return 0

    def firearm(self, rows: Iterable[dict[str, Any]]) -> NewFirearm:
        """Give the firearm with its parts and marks. Only for valid forms."""
        told = self.cleaned_data
        parts = [ComponentKind(told["control"])]
        marks = [NewMark(kind=MarkKind.SERIAL, text=told["serial"], place=MarkPlace(int(told["place"] or 0)))]
        for kind, name in ((MarkKind.MAKER, "make"), (MarkKind.MODEL, "model")):
            if told[name]:
                marks.append(NewMark(kind=kind, text=told[name], code=told[f"{name}_code"]))
        for row in rows:
            part = ComponentKind(row["part"])
            if part not in parts:
                parts.append(part)
            marks.append(_mark(row, parts.index(part) + 1))
        return NewFirearm(
            make=told["make_code"],
            model=told["model_code"],
            calibre=told["calibre"],
            type=told["type"],
            country=told["country"],
            year=_year_of(told["made"]),
            external_id=told["external_id"],
            components=tuple(parts),
            marks=tuple(marks),
        )

    def life(self) -> tuple[NewEvent, ...]:
        """Give what is known of its life: that it was made, where that is told, and that it came on record."""
        told = self.cleaned_data
        registered = NewEvent(kind=EventKind.REGISTRATION, happened=told["registered"], holder=self.held_by)
        if told["made"] == UNKNOWN_TIME:
            return (registered,)
        return NewEvent(kind=EventKind.MANUFACTURE, happened=told["made"], country=told["country"]), registered

    def add_faults(self, refused: Refused) -> None:
        """Put every fault beside its field, and what belongs to none at the top."""
        for fault in refused.faults:
            self.add_error(fault.column if fault.column in self.fields else None, fault.text)
        if not refused.faults:
            self.add_error(None, refused.detail)


class MarkForm(forms.Form):
    """Another mark: on which part, of which kind, what it says, and where and how it was put there."""

    part = forms.TypedChoiceField(label=gettext_lazy("Part"), choices=_PARTS, coerce=int, initial=ComponentKind.SLIDE)
    kind = forms.TypedChoiceField(
        label=gettext_lazy("Kind"), choices=MarkKindCode.choices, coerce=int, initial=MarkKindCode.SERIAL
    )
    text = forms.CharField(
        label=gettext_lazy("What it says"),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs=_MARK),
    )
    place = forms.TypedChoiceField(
        label=gettext_lazy("Where on it"), choices=MarkPlace.choices, coerce=int, required=False
    )
    method = forms.TypedChoiceField(
        label=gettext_lazy("Method"), choices=MarkMethod.choices, coerce=int, required=False
    )


MarkRowsForm = forms.formset_factory(MarkForm, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


def filled(rows: "forms.BaseFormSet[MarkForm]") -> Iterator[dict[str, Any]]:
    """Give what was told in the rows that say something; a row without a text is no mark. Only for valid rows."""
    return (form.cleaned_data for form in rows.forms if form.cleaned_data.get("text", "").strip())


def _year_of(made: Happened) -> int:
    """Give the year in which it was made, 0 where that is not known or a span of several."""
    first, last = made.first, made.last
    return first.year if first is not None and last is not None and first.year == last.year else 0


def _mark(row: dict[str, Any], component: int) -> NewMark:
    kind, text = MarkKindCode(row["kind"]).kind, row["text"]
    return NewMark(
        kind=kind,
        text=text,
        component=component,
        **meaning_of(kind, text)._asdict(),
        place=MarkPlace(int(row["place"] or 0)),
        method=MarkMethod(int(row["method"] or 0)),
    )


class HolderForm(KeyForm):
    """A company or a person as a holder. What a person is called is kept apart, and can be erased."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Who it is"),
        choices=[
            (HolderKind.LEGAL_PERSON.value, HolderKind.LEGAL_PERSON.label),
            (HolderKind.NATURAL_PERSON.value, HolderKind.NATURAL_PERSON.label),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is a company or a person.")},
    )
    name = forms.CharField(label=gettext_lazy("Name of the company"), required=False, max_length=200)
    country = TermField("countries", label=gettext_lazy("Country of the company"), required=False, max_length=60)
    registration_number = _as_typed(label=gettext_lazy("Its number in the commercial register"), max_length=60)
    family_name = forms.CharField(label=gettext_lazy("Family name"), required=False, max_length=200)
    given_names = forms.CharField(label=gettext_lazy("Given names"), required=False, max_length=200)
    born = day_field(label=gettext_lazy("Born on"), required=False)
    sex = forms.TypedChoiceField(label=gettext_lazy("Sex"), choices=Sex.choices, coerce=int, required=False)
    document_country = TermField(
        "countries", label=gettext_lazy("Country of the document"), required=False, max_length=60
    )
    document_kind = forms.CharField(label=gettext_lazy("Kind of document"), required=False, max_length=60)
    document_number = _as_typed(label=gettext_lazy("Number of the document"), max_length=60)

    company = ("name", "country", "registration_number")
    person = ("family_name", "given_names", "born", "sex", "document_country", "document_kind", "document_number")

    def clean(self) -> dict[str, Any]:
        """Refuse a company without a name, and a person of whom nothing is told."""
        told = super().clean() or {}
        if told.get("kind") == HolderKind.LEGAL_PERSON and not told.get("name"):
            self.add_error("name", _("A company has a name: write it as it is registered."))
        if told.get("kind") == HolderKind.NATURAL_PERSON and not (
            told.get("family_name") or told.get("document_number")
        ):
            self.add_error("family_name", _("Write the name, or the number of a document."))
        return told

    def holder(self) -> NewHolder:
        """Give the holder. Only for a valid form."""
        told = self.cleaned_data
        if told["kind"] == HolderKind.LEGAL_PERSON:
            return NewHolder(
                kind=HolderKind.LEGAL_PERSON,
                name=told["name"],
                country=told["country"],
                registration_number=told["registration_number"],
            )
        return NewHolder(
            kind=HolderKind.NATURAL_PERSON,
            family_name=told["family_name"],
            given_names=told["given_names"],
            born=told["born"],
            year_of_birth=told["born"].year if told["born"] else 0,
            sex=Sex(int(told["sex"] or 0)),
            document=(told["document_country"], told["document_kind"], told["document_number"]),
        )

    def add_faults(self, refused: Refused) -> None:
        """Put every fault beside its field, and what belongs to none at the top."""
        for fault in refused.faults:
            self.add_error(fault.column if fault.column in self.fields else None, fault.text)

    def columns(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Give the fields of a company, or of a person, for the page."""
        return [self[name] for name in names]

    @property
    def of_company(self) -> list[forms.BoundField]:
        """What is asked of a company."""
        return self.columns(self.company)

    @property
    def of_person(self) -> list[forms.BoundField]:
        """What is asked of a person."""
        return self.columns(self.person)
