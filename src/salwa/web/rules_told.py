"""Web, rules: what a country pack says, as rows that a page shows and a command prints, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from salwa.contexts.retention.public import kind_name, time_of, told
from salwa.kernel.packs import Answer, Check, Consent, Dealing, LicenceKind, MarkingScheme, MarkingUse, Pack, RecordKind
from salwa.kernel.packs.model import Form, TransferRule

HOLDERS: Final[dict[str, str | Promise]] = {
    "person": _("persons"),
    "dealer": _("dealers"),
    "maker": _("makers"),
    "broker": _("brokers"),
    "collector": _("collectors"),
    "club": _("clubs"),
    "museum": _("museums"),
    "security_company": _("security companies"),
    "agency": _("agencies of the State"),
}
DEALINGS: Final[dict[str, str | Promise]] = {
    Dealing.POSSESS: _("possess"),
    Dealing.ACQUIRE: _("acquire"),
    Dealing.CARRY: _("carry"),
    Dealing.DEAL: _("deal"),
    Dealing.MAKE: pgettext_lazy("activity", "make"),
    Dealing.BROKER: pgettext_lazy("activity", "broker"),
    Dealing.REPAIR: _("repair"),
    Dealing.IMPORT: _("import"),
    Dealing.EXPORT: _("export"),
    Dealing.TRANSIT: _("transit"),
    Dealing.COLLECT: _("collect"),
    Dealing.DISPLAY: _("display"),
    Dealing.LEND: _("lend"),
}
CHECKS: Final[dict[Check, str | Promise]] = {
    Check.MEDICAL: _("medical certificate"),
    Check.BACKGROUND: _("background check"),
    Check.STORAGE: _("safe storage"),
    Check.TRAINING: _("training"),
    Check.REFERENCE: _("reference"),
    Check.MEMBERSHIP: _("membership"),
    Check.INSURANCE: _("insurance"),
}
USES: Final[dict[MarkingUse, str | Promise]] = {
    MarkingUse.MANUFACTURE: _("At manufacture"),
    MarkingUse.IMPORT: _("At import"),
    MarkingUse.STATE_STOCK: _("On stocks of the State"),
    MarkingUse.SEIZED: _("On what was seized"),
}
CONSENTS: Final[dict[str, str | Promise]] = {Consent.GIVER: _("of the giver"), Consent.TAKER: _("of the taker")}
EVENTS: Final[dict[str, str | Promise]] = {
    "transfer": _("transfer"),
    "sale": _("sale"),
    "import": _("import"),
    "export": _("export"),
    "transit": _("transit"),
    "registration": _("registration"),
    "loss": _("loss"),
    "theft": _("theft"),
    "deactivation": _("deactivation"),
    "destruction": _("destruction"),
    "licence": _("application for a licence"),
}
ANSWERS: Final[dict[Answer, str | Promise]] = {
    Answer.TEXT: _("in words"),
    Answer.DATE: _("a day"),
    Answer.NUMBER: _("a number"),
    Answer.CHOICE: _("one of several"),
    Answer.YES_NO: _("yes or no"),
}
VOCABULARIES: Final[dict[str, str | Promise]] = {
    "types": _("type"),
    "calibres": _("calibre"),
    "makes": _("make"),
    "holders": _("holder"),
    "reasons": _("reason"),
}
PLACES: Final[dict[str, str | Promise]] = {
    "receiver": _("on the receiver"),
    "frame": _("on the frame"),
    "barrel": _("on the barrel"),
    "slide": _("on the slide"),
}
IDENTITY: Final[dict[tuple[str, str], str | Promise]] = {
    ("control_exchanged", "ends"): _("Where the control component is exchanged, the weapon's identity ends."),
    ("control_exchanged", "stays"): _("Where the control component is exchanged, the weapon's identity stays."),
    ("dismantled", "ends"): _("Where the weapon is dismantled, its identity ends."),
    ("dismantled", "stays"): _("Where the weapon is dismantled, its identity stays."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One rule: what it is about, what it says, line by line, where it stands, and whether that was checked.

    ``code`` is shown as a mark, empty where the rule has none.
    """

    name: str
    lines: tuple[str, ...]
    source: str = ""
    unverified: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of one matter."""

    key: str
    name: str
    rules: tuple[Told, ...]


def sections(pack: Pack) -> tuple[Section, ...]:
    """Give a pack's rules by matter, those without any left out."""
    found = (
        Section("retention", gettext("How long what is kept"), tuple(_retention(pack))),
        Section("licences", gettext("Licences and permits"), tuple(_licence(kind) for kind in pack.licences)),
        Section("transfers", gettext("Transfers"), tuple(_transfer(rule) for rule in pack.transfers)),
        Section("marking", gettext("Marks"), tuple(_scheme(scheme) for scheme in pack.marking)),
        Section("identity", gettext("The weapon's identity"), (_identity(pack),)),
        Section("forms", gettext("What is asked besides"), tuple(_form(form) for form in pack.forms)),
        Section("additions", gettext("Words that the State adds"), tuple(_additions(pack))),
    )
    return tuple(section for section in found if section.rules)


def _retention(pack: Pack) -> Iterator[Told]:
    for kind in RecordKind:
        rule = pack.kept(kind)
        if rule is not None:
            yield Told(kind_name(kind), (time_of(rule),), rule.source, rule.unverified)


def _licence(kind: LicenceKind) -> Told:
    lines = [
        gettext("For %(holders)s") % {"holders": _listed(HOLDERS, kind.holders)},
        gettext("Permits to %(dealings)s") % {"dealings": _listed(DEALINGS, kind.permits)},
        *_limits(kind),
        *(_check(check, months) for check, months in kind.checks),
        *(told(condition.text) for condition in kind.conditions),
    ]
    return Told(told(kind.name), tuple(lines), kind.source, kind.unverified, kind.code)


def _limits(kind: LicenceKind) -> Iterator[str]:
    if kind.single_use:
        yield gettext("Ends with its first use")
    if kind.months is None:
        yield gettext("Holds until further notice")
    else:
        yield ngettext("Holds for %(count)d month", "Holds for %(count)d months", kind.months) % {"count": kind.months}
    if kind.quota is not None:
        yield ngettext("For %(count)d firearm at most", "For %(count)d firearms at most", kind.quota) % {
            "count": kind.quota
        }
    if kind.minimum_age:
        yield gettext("From the age of %(years)d") % {"years": kind.minimum_age}
    if kind.inspected_every:
        yield ngettext("Inspected every month", "Inspected every %(count)d months", kind.inspected_every) % {
            "count": kind.inspected_every
        }


def _check(check: Check, months: int) -> str:
    if not months:
        return gettext("Rests on: %(check)s") % {"check": CHECKS[check]}
    text = ngettext(
        "Rests on: %(check)s, not older than %(count)d month",
        "Rests on: %(check)s, not older than %(count)d months",
        months,
    )
    return text % {"check": CHECKS[check], "count": months}


def _transfer(rule: TransferRule) -> Told:
    lines = [
        gettext("Consent %(whose)s") % {"whose": _listed(CONSENTS, rule.consents)}
        if rule.consents
        else gettext("Nobody's consent is asked for")
    ]
    if rule.permit is not None:
        lines.append(gettext("The taker holds a licence to %(dealing)s") % {"dealing": DEALINGS[rule.permit]})
    if rule.waiting_days:
        waiting = ngettext("%(count)d day of waiting", "%(count)d days of waiting", rule.waiting_days)
        lines.append(waiting % {"count": rule.waiting_days})
    return Told(_listed(EVENTS, rule.kinds), tuple(lines), rule.source, rule.unverified)


def _scheme(scheme: MarkingScheme) -> Told:
    number = ngettext("%(count)d place out of %(alphabet)s", "%(count)d places out of %(alphabet)s", scheme.digits)
    lines = [number % {"count": scheme.digits, "alphabet": scheme.alphabet}]
    if scheme.check:
        lines.append(gettext("Check character after %(rule)s") % {"rule": scheme.check})
    if scheme.height_mm:
        lines.append(gettext("At least %(size)s mm high") % {"size": f"{scheme.height_mm:g}"})
    if scheme.depth_mm:
        lines.append(gettext("At least %(size)s mm deep") % {"size": f"{scheme.depth_mm:g}"})
    lines.append(str(PLACES.get(scheme.place, scheme.place)))
    if scheme.metal_plate:
        lines.append(gettext("On a polymer frame: on a metal plate"))
    if scheme.separate_mark:
        lines.append(gettext("A duplicate on another metal part"))
    if scheme.machine_readable:
        lines.append(gettext("A DataMatrix that machines read beside it"))
    return Told(str(USES[scheme.use]), tuple(lines), scheme.source, scheme.unverified, scheme.template)


def _identity(pack: Pack) -> Told:
    rule = pack.identity
    told_ = (("control_exchanged", rule.control_exchanged), ("dismantled", rule.dismantled))
    return Told("", tuple(str(IDENTITY[one]) for one in told_), rule.source, rule.unverified)


def _form(form: Form) -> Told:
    lines = []
    for extra in form.extras:
        answer = ANSWERS[extra.answer]
        text = (
            gettext("%(question)s (%(answer)s, must be answered)")
            if extra.required
            else gettext("%(question)s (%(answer)s)")
        )
        lines.append(text % {"question": told(extra.label), "answer": answer})
    return Told(_listed(EVENTS, (form.at,)), tuple(lines), form.source, form.unverified)


def _additions(pack: Pack) -> Iterator[Told]:
    for one in pack.additions:
        kind = str(VOCABULARIES.get(one.vocabulary, one.vocabulary))
        yield Told(told(one.name), (kind,), one.source, one.unverified, one.code)


def _listed(names: Mapping[str, str | Promise], codes: tuple[str, ...]) -> str:
    return ", ".join(str(names.get(code, code)) for code in codes)
