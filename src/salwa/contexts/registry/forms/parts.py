"""Registry, forms, ¶64: what is typed about parts, their marks and calibres."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from salwa.contexts.registry.models import ComponentKind, ComponentMaterial, Fact
from salwa.contexts.registry.wording import not_understood
from salwa.kernel import vocabularies
from salwa.kernel.lifecycle import Happened
from salwa.kernel.vocabularies import Vocabulary

ALL = "all"
"""The choice of every part at once."""
_MARK = {"class": "mark", "dir": "auto", "autocomplete": "off", "spellcheck": "false"}
_NONE = ("", "–")
"""No choice is made for somebody: a part that was not meant would come out."""
_KINDS = [(kind.value, kind.label) for kind in ComponentKind if kind is not ComponentKind.UNKNOWN]


class WhenField(forms.CharField):
    """When something happened, as exactly as it is known; gives a ``Happened``."""

    def clean(self, value: Any) -> Any:
        """Read a year, a month, a day, or a span."""
        text = super().clean(value)
        try:
            return Happened.parse(text)
        except ValueError:
            raise forms.ValidationError(
                gettext("Write a year, a month or a day: 2024, 2024-03 or 2024-03-05.")
            ) from None


class TermField(forms.CharField):
    """A word of a vocabulary in anybody's spelling; gives its code, 0 where nothing was typed."""

    def __init__(self, *, of: Callable[[], Vocabulary[Any]], **named: Any) -> None:
        super().__init__(required=named.pop("required", False), max_length=120, **named)
        self.of = of

    def clean(self, value: Any) -> Any:
        """Give the code of what is meant for certain; else say what else it may mean."""
        text = super().clean(value)
        if not text:
            return 0
        found = self.of().resolve(text)
        if found.term is not None:
            return found.term.code
        names = [rival.term.name for rival in found.rivals if rival.term is not None]
        if not names:
            raise forms.ValidationError(gettext("This is not understood: write it in another way, or leave it empty."))
        told = ngettext(
            "This is not certain. Did you mean %(names)s?", "This is not certain. Is it one of: %(names)s?", len(names)
        )
        raise forms.ValidationError(told % {"names": ", ".join(names)})


class _Acting(forms.Form):
    """A form that acts: done once however often it is sent, and told where somebody else was quicker."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class _Moving(_Acting):
    """When a part was moved, and why."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["happened"] = WhenField(
            label=_("When"),
            help_text=_("A day, or only the month or the year if no more is known: 2024-03-05, 2024-03, 2024."),
            initial=timezone.localdate().isoformat(),
            max_length=25,
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"),
            help_text=_("It stays with the record."),
            max_length=500,
            error_messages={"required": _("Say why: somebody will ask.")},
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        )


class TakeOutForm(_Moving):
    """A part that comes out, or all of them."""

    part = forms.ChoiceField(label=_("Which part"), error_messages={"required": _("Say which part.")})

    def __init__(self, *given: Any, parts: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self, "part", [_NONE, *parts, (ALL, gettext("All of them: the weapon was taken apart"))])


class _ComingForm(_Moving):
    """A part that comes in: one with a record of its own, or one that is registered with this."""

    number = forms.CharField(
        label=_("Number of the part that comes in"),
        help_text=_("The number of its own record, such as XC-7K3M9-Q2T4H-5. Leave it empty for a part not on record."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=_MARK),
    )
    serial = forms.CharField(
        label=_("Or its serial number"),
        help_text=_("Of a part that is not on record yet, as it stands on the part. It gets a record of its own."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_MARK),
    )
    make = TermField(of=vocabularies.makes, label=_("Maker of that part"), help_text=_("If it is not the weapon's."))
    material = forms.TypedChoiceField(
        label=_("Material of that part"), choices=ComponentMaterial.choices, coerce=int, required=False
    )

    def clean(self) -> dict[str, Any]:
        """See that one part is named, and only one."""
        given = super().clean() or {}
        if bool(given.get("number")) == bool(given.get("serial")):
            self.add_error("number", gettext("Say which part comes in: by the number of its record, or by its serial."))
        return given


class ExchangeForm(_ComingForm):
    """One part in the place of another."""

    part = forms.ChoiceField(label=_("The part that comes out"), error_messages={"required": _("Say which part.")})
    field_order = ("part", "number", "serial", "make", "material", "happened", "reason")

    def __init__(self, *given: Any, parts: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self, "part", [_NONE, *parts])


class FitForm(_ComingForm):
    """A part that comes in where none was."""

    kind = forms.TypedChoiceField(
        label=_("What it is"),
        help_text=_("Of a part that is not on record yet."),
        choices=[_NONE, *_KINDS],
        coerce=int,
        required=False,
    )
    field_order = ("number", "serial", "kind", "make", "material", "happened", "reason")

    def clean(self) -> dict[str, Any]:
        """See that a part that is registered with this has a kind."""
        given = super().clean()
        if given.get("serial") and not given.get("kind"):
            self.add_error("kind", gettext("Say what the part is."))
        return given


class NewPartForm(_Acting):
    """A part that sits in no weapon."""

    kind = forms.TypedChoiceField(
        label=_("What it is"),
        choices=[_NONE, *_KINDS],
        coerce=int,
        error_messages={"required": _("Say what the part is.")},
    )
    serial = forms.CharField(
        label=_("Serial number"),
        help_text=_("As it stands on the part. Leave it empty if the part bears none."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=_MARK),
    )
    make = TermField(of=vocabularies.makes, label=_("Make"))
    model = TermField(of=vocabularies.models, label=_("Model"))
    calibre = TermField(of=vocabularies.calibres, label=_("Calibre"))
    material = forms.TypedChoiceField(
        label=_("Material"), choices=ComponentMaterial.choices, coerce=int, required=False
    )
    happened = WhenField(label=_("On record since"), required=False, max_length=25)
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """See that something says what the part is."""
        given = super().clean() or {}
        if not (self.errors or given.get("serial") or given.get("make") or given.get("model")):
            self.add_error("serial", gettext("Say at least one: the serial number, the make or the model."))
        return given


class MeasureForm(_Acting):
    """How a mark was found to stand, and on what."""

    mark = forms.ChoiceField(label=_("Which mark"), error_messages={"required": _("Say which mark.")})
    height = forms.DecimalField(
        label=_("Height in millimetres"), required=False, max_digits=5, decimal_places=2, min_value=0
    )
    depth = forms.DecimalField(
        label=_("Depth in millimetres"),
        help_text=_("To the hundredth: 0.12"),
        required=False,
        max_digits=4,
        decimal_places=2,
        min_value=0,
    )
    on_plate = forms.TypedChoiceField(
        label=_("On a metal plate"),
        choices=[("", _("not looked at")), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda told: told == "yes",
        empty_value=None,
        required=False,
    )
    material = forms.TypedChoiceField(
        label=_("Material of the part"),
        choices=ComponentMaterial.choices,
        coerce=int,
        required=False,
    )
    measured_on = forms.DateField(
        label=_("Measured on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    instrument = forms.CharField(label=_("By which instrument"), required=False, max_length=60)

    def __init__(self, *given: Any, marks: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self, "mark", [_NONE, *marks])


class CorrectMarkForm(_Acting):
    """A mark that was recorded wrongly, and what stands there."""

    mark = forms.ChoiceField(label=_("Which mark"), error_messages={"required": _("Say which mark.")})
    text = forms.CharField(
        label=_("What stands on the firearm"),
        help_text=_("Exactly as it is engraved or stamped. Leave it empty where there is no such mark."),
        required=False,
        max_length=200,
        strip=False,
        widget=forms.TextInput(attrs=_MARK),
    )
    is_none = forms.BooleanField(label=_("There is no such mark on it"), required=False)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Who read it again, and from what: the firearm, a photograph, the papers."),
        max_length=500,
        error_messages={"required": _("Say why: somebody will ask.")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, marks: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self, "mark", [_NONE, *marks])

    def clean(self) -> dict[str, Any]:
        """See that it says either what stands there or that nothing does."""
        given = super().clean() or {}
        if bool((given.get("text") or "").strip()) == bool(given.get("is_none")):
            self.add_error("text", gettext("Write what stands there, or tick that there is no such mark."))
        return given


class CorrectFactsForm(_Acting):
    """What a firearm is, as the record says it, to be set right.

    ``now``: what stands there, by the names of fields; ``maker``: the code of the make, whose models are meant. A
    field that is left as it was gives None, an emptied one 0, any other the code of what is meant.
    """

    make = forms.CharField(label=_("Make"), required=False, max_length=120)
    model = forms.CharField(label=_("Model"), required=False, max_length=120)
    calibre = forms.CharField(label=_("Calibre"), required=False, max_length=120)
    type = forms.CharField(label=_("Type"), required=False, max_length=120)
    country = forms.CharField(label=_("Country of manufacture"), required=False, max_length=120)
    year = forms.IntegerField(label=_("Year of manufacture"), required=False, min_value=0, max_value=9999)
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("What shows it: the firearm itself, a photograph, the maker's answer, the papers."),
        max_length=500,
        error_messages={"required": _("Say why: somebody will ask.")},
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *given: Any, now: Mapping[str, Any], maker: int, **named: Any) -> None:
        super().__init__(*given, **named)
        self.now, self.maker = now, maker
        self.initial.update(now)

    def clean(self) -> dict[str, Any]:
        """Read what each changed field means."""
        given = super().clean() or {}
        for name, vocabulary in ((fact.name.lower(), fact.vocabulary) for fact in Fact if fact.vocabulary):
            text, of = (given.get(name) or "").strip(), getattr(vocabularies, vocabulary)()
            given[name] = None if text == self.now[name] else self._code(name, of, text, given.get("make"))
        if not self.errors.get("year"):
            year = given.get("year") or 0
            given["year"] = None if year == (self.now["year"] or 0) else year
        return given

    def _code(self, name: str, vocabulary: Vocabulary[Any], text: str, make: int | None) -> int:
        if not text:
            return 0
        maker = vocabularies.makes().get(make or self.maker)
        found = vocabulary.resolve(text, context=maker if name == "model" else None)
        if found.term is not None:
            return int(found.term.code)
        self.add_error(name, not_understood(text, (one.term.name for one in found.rivals if one.term is not None)))
        return 0


class CalibreForm(_Acting):
    """A further calibre, of the weapon or of one of its parts."""

    calibre = TermField(
        of=vocabularies.calibres,
        label=_("Calibre"),
        required=True,
        error_messages={"required": _("Say which calibre.")},
    )
    part = forms.ChoiceField(label=_("By which part"), required=False)
    reason = forms.CharField(label=_("Why"), required=False, max_length=500)

    def __init__(self, *given: Any, parts: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        _choose(self, "part", [("", gettext("by the weapon as it is")), *parts])


class ReportPartForm(_Moving):
    """What became of a part that sits in no weapon."""

    outcome = forms.ChoiceField(
        label=_("What happened"),
        choices=[
            _NONE,
            ("loss", _("It was lost")),
            ("theft", _("It was stolen")),
            ("find", _("It was found again")),
            ("destruction", _("It was destroyed")),
        ],
    )
    place = forms.CharField(label=_("Where"), required=False, max_length=300)
    field_order = ("outcome", "happened", "place", "reason")


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
