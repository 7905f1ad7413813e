"""Licensing, wording, ¶37 ¶64: licences, requirements and lists in words for the reader."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from salwa.contexts.licensing.models import Category, CheckKind, Grounds
from salwa.contexts.licensing.models.choices import LicenceEventKind
from salwa.contexts.licensing.rules import EventKind, Requirement, Standing
from salwa.contexts.registry.public import HolderView
from salwa.kernel import vocabularies
from salwa.kernel.packs import Dealing, LicenceKind
from salwa.platform import dates
from salwa.platform.questions import named

STANDING_NAMES: Final[dict[Standing, str | Promise]] = {
    Standing.NOT_YET: gettext_lazy("not yet in force"),
    Standing.IN_FORCE: gettext_lazy("in force"),
    Standing.SUSPENDED: gettext_lazy("suspended"),
    Standing.EXPIRED: gettext_lazy("expired"),
    Standing.REVOKED: gettext_lazy("revoked"),
    Standing.SURRENDERED: gettext_lazy("given back"),
    Standing.USED_UP: gettext_lazy("used up"),
}
TONES: Final[dict[Standing, str]] = {
    Standing.IN_FORCE: "good",
    Standing.NOT_YET: "warn",
    Standing.SUSPENDED: "warn",
    Standing.EXPIRED: "warn",
    Standing.REVOKED: "bad",
}
DEALING_NAMES: Final[dict[Dealing, str | Promise]] = {
    Dealing.POSSESS: gettext_lazy("to possess"),
    Dealing.ACQUIRE: gettext_lazy("to acquire"),
    Dealing.CARRY: gettext_lazy("to carry"),
    Dealing.DEAL: gettext_lazy("to deal"),
    Dealing.MAKE: gettext_lazy("to make"),
    Dealing.BROKER: gettext_lazy("to broker"),
    Dealing.REPAIR: gettext_lazy("to repair"),
    Dealing.IMPORT: gettext_lazy("to import"),
    Dealing.EXPORT: gettext_lazy("to export"),
    Dealing.TRANSIT: gettext_lazy("to carry through the State"),
    Dealing.COLLECT: gettext_lazy("to collect"),
    Dealing.DISPLAY: gettext_lazy("to display"),
    Dealing.LEND: gettext_lazy("to lend"),
}


def told(names: Mapping[str, str]) -> str:
    """Give a name of a country pack in the reader's language; English where the pack does not say it."""
    return named(names)


def kind_name(kind: LicenceKind | None, code: str) -> str:
    """Name a kind of licence; its code where the pack of its day no longer ships."""
    return told(kind.name) if kind is not None else code


def dealings(kind: LicenceKind) -> str:
    """Say what a kind of licence lets its holder do, in one line."""
    return ", ".join(str(DEALING_NAMES[one]) for one in kind.permits)


def holder_name(holder: HolderView) -> str:
    """Name a company or an agency; a person is only told to be one, and by which file it is known."""
    return holder.name or _("person %(file)s") % {"file": str(holder.uuid)[-6:]}


def category_name(code: str) -> str:
    """Name a capacity."""
    return str(Category(code).label) if code in Category.values else code


def grounds_name(code: str) -> str:
    """Say on what grounds something was done; empty where none were given."""
    return str(Grounds(code).label) if code in Grounds.values else ""


def event_name(kind: EventKind) -> str:
    """Say what happened to a licence."""
    return str(LicenceEventKind(kind).label)


def requirement_name(one: Requirement) -> str:
    """Say what a licence rests on."""
    if one.check is None:
        return _(one.rule.text())
    return _("Check: %(check)s") % {"check": CheckKind(one.check.value).label}


def requirement_state(one: Requirement) -> str:
    """Say whether it is met, and how far that reaches."""
    if one.is_met is None:
        return _("not on record") if one.check is not None else _("cannot be told from what is on record")
    if one.check is None:
        return _("met") if one.is_met else _("not met")
    return _check_state(one)


def _check_state(one: Requirement) -> str:
    facts = {"day": day(one.on), "until": day(one.until)}
    if not one.is_met and one.until is not None:
        return _("passed on %(day)s, counted until %(until)s") % facts
    if not one.is_met:
        return _("not passed on %(day)s") % facts
    return _("passed on %(day)s, counts until %(until)s") % facts if one.until else _("passed on %(day)s") % facts


def requirement_source(one: Requirement, kind: LicenceKind | None) -> str:
    """Name the law that a requirement comes from: the kind's own where the pack names one, else the rule's."""
    is_of_pack = one.rule.source.startswith("country pack")
    return kind.source if is_of_pack and kind is not None and kind.source else one.rule.source


def quota_words(quota: int | None) -> str:
    """Say for how many firearms a licence is."""
    if quota is None:
        return _("without limit")
    return ngettext("%(count)d firearm", "%(count)d firearms", quota) % {"count": quota}


def until(last: date | None) -> str:
    """Say until when something holds."""
    return _("until further notice") if last is None else day(last)


def day(value: date | None) -> str:
    """Write a day in the reader's language; a dash where there is none."""
    return dates.day(value) if value is not None else "–"


def type_name(code: int) -> str:
    """Name a type of firearm."""
    term = vocabularies.types().get(code) if code else None
    return term.name if term is not None else "–"
