"""Retention, wording: kinds of record, ways of counting and rules as sentences in the reader's language."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from salwa.kernel.packs import Counting, Names, RecordKind, RetentionRule

KIND_NAMES: Final[dict[RecordKind, str | Promise]] = {
    RecordKind.MANUFACTURE: _("Manufacture"),
    RecordKind.MARKING: _("Marks"),
    RecordKind.INTERNATIONAL_TRANSFER: _("Import, export and transit"),
    RecordKind.TRANSFER: _("Transfers and sales"),
    RecordKind.POSSESSION: _("Possession"),
    RecordKind.LOSS_OR_THEFT: _("Loss and theft"),
    RecordKind.CUSTODY: _("Custody: find, seizure, surrender, evidence"),
    RecordKind.DESTRUCTION: _("Destruction"),
    RecordKind.LICENCE: _("Licences"),
    RecordKind.REFUSAL: _("Refusals"),
    RecordKind.DEALER_BOOK: _("Dealers' books"),
    RecordKind.PERSON: _("Who persons were"),
    RecordKind.ENTRY: _("Who acted, and why"),
}
COUNTED_FROM: Final[dict[Counting, str | Promise]] = {
    Counting.RECORDED: _("from the day of recording"),
    Counting.HAPPENED: _("from the day on which it happened"),
    Counting.DESTROYED: _("from the destruction of the firearm"),
    Counting.ENDED: _("from the day on which it ended"),
    Counting.LAST_HELD: _("from the day on which the last firearm left"),
}
GOES: Final[dict[str, str | Promise]] = {
    "person": _("The names of persons go; the record stays."),
    "record": _("The paper goes whole."),
    "nothing": _("Nothing goes."),
}


def kind_name(kind: RecordKind) -> str:
    """Give a kind of record in words."""
    return str(KIND_NAMES[kind])


def time_of(rule: RetentionRule) -> str:
    """Give how long a rule keeps, and from when it counts, in words."""
    if rule.years is None:
        return gettext("Without end")
    years = ngettext("%(years)d year", "%(years)d years", rule.years) % {"years": rule.years}
    return gettext("%(years)s %(from)s") % {"years": years, "from": COUNTED_FROM[rule.counted]}


def told(names: Names) -> str:
    """Give a pack's name in the reader's language; in English where the pack has no other."""
    language = (get_language() or "en").split("-")[0]
    return names.get(language) or names["en"]
