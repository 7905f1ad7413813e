"""Licensing, papers, ¶37 ¶64: a licence or permit, as its holder carries it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from salwa.contexts.licensing import wording
from salwa.contexts.licensing.answers import LicenceFile
from salwa.contexts.licensing.rules import Standing
from salwa.contexts.registry.public import PersonView
from salwa.platform.dates import day
from salwa.platform.papers import Fact, Facts, Issuer, Mark, Paper, Sheet, Signatures, Words, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A licence or permit as it is printed. ``holder`` is what may be told of the holder, masked by who asks.

    ``kind``, ``covers`` (what it lets its holder do) and ``conditions`` are sentences in the paper's language;
    ``valid_to`` is None until further notice, ``quota`` None without a limit. ``is_in_force``: on the day of printing.
    """

    number: str
    kind: str
    holder: str
    granted_on: date
    valid_from: date
    valid_to: date | None = None
    covers: tuple[str, ...] = ()
    quota: int | None = None
    conditions: tuple[str, ...] = ()
    source: str = ""
    is_in_force: bool = True
    state: str = ""


def permit_of(file: LicenceFile, person: PersonView | None = None) -> Permit:
    """Give a licence as it is printed, in the language of now.

    A company stands on it by its name. A person does only where ``person`` is what was opened for a purpose; otherwise
    the paper says that the holder is not told on this copy.
    """
    licence = file.licence
    holder = _person(person) if person is not None else licence.holder.name
    return Permit(
        number=licence.number,
        kind=wording.kind_name(licence.kind, licence.code),
        holder=holder,
        granted_on=licence.granted_on,
        valid_from=licence.valid_from or licence.granted_on,
        valid_to=licence.valid_to,
        covers=tuple(_covers(file)),
        quota=licence.quota,
        conditions=file.conditions,
        source=licence.kind.source if licence.kind is not None else "",
        is_in_force=licence.standing is Standing.IN_FORCE,
        state=str(wording.STANDING_NAMES[licence.standing]),
    )


def _person(person: PersonView) -> str:
    facts = {"name": person.name, "day": wording.day(person.born), "document": person.document}
    if person.born is not None and person.document:
        return _("%(name)s, born on %(day)s, document %(document)s") % facts
    if person.born is not None:
        return _("%(name)s, born on %(day)s") % facts
    return _("%(name)s, document %(document)s") % facts if person.document else person.name


def _covers(file: LicenceFile) -> Iterator[str]:
    """Say in sentences what a licence lets its holder do, in which capacity, with what and where."""
    licence = file.licence
    if licence.kind is not None and licence.kind.permits:
        yield _("It permits its holder: %(dealings)s.") % {"dealings": wording.dealings(licence.kind)}
    if licence.category:
        yield _("In the capacity of: %(capacity)s.") % {"capacity": wording.category_name(licence.category)}
    types = ", ".join(wording.type_name(code) for code in file.types)
    yield _("Firearms of these types: %(types)s.") % {"types": types} if types else _("Firearms of all types.")
    if file.premises:
        yield _("At this place: %(place)s.") % {"place": file.premises}


def permit_paper(permit: Permit, *, issuer: Issuer, at: datetime, language: str = "en") -> Paper:
    """Print a licence or permit. One that is not in force says so first, and that it lets nobody do anything."""
    with translation.override(language):
        return Paper(
            title=permit.kind,
            number=permit.number,
            issuer=issuer,
            at=at,
            data=written(_told(permit, issuer, at)),
            data_name="licence.json",
            shown={"sheet": Sheet(_lead(permit), (_facts(permit), *_words(permit), _signed()))},
            language=language,
        )


def _lead(permit: Permit) -> str:
    if permit.is_in_force:
        return _(
            "The holder named here may do what this licence covers, while it is valid and its conditions are kept."
        )
    facts = {"state": permit.state}
    if permit.state:
        return _("This licence is not in force (%(state)s). It lets nobody do anything.") % facts
    return _("This licence is not in force. It lets nobody do anything.")


def _facts(permit: Permit) -> Facts:
    until = day(permit.valid_to) if permit.valid_to else _("until further notice")
    quota = _("no limit") if permit.quota is None else str(permit.quota)
    return Facts(
        _("The licence"),
        (
            Fact(_("Number"), Mark(permit.number)),
            Fact(_("Holder"), permit.holder, _("not told on this copy")),
            Fact(_("Granted on"), day(permit.granted_on)),
            Fact(_("Valid from"), day(permit.valid_from)),
            Fact(_("Valid to"), until),
            Fact(_("Firearms at most"), quota),
        ),
    )


def _words(permit: Permit) -> tuple[Words, ...]:
    covers = permit.covers or (_("Nothing is named."),)
    parts = [Words(_("What it covers"), covers)]
    if permit.conditions:
        parts.append(Words(_("Conditions"), permit.conditions))
    checking = [_("Whoever is shown this asks the register by its number whether it is in force today: paper is not.")]
    if permit.source:
        checking.insert(0, _("Granted under: %(source)s") % {"source": permit.source})
    return (*parts, Words(_("Before you rely on it"), tuple(checking)))


def _signed() -> Signatures:
    return Signatures(_("Signed"), (_("Licensing officer"), _("Holder")))


def _told(permit: Permit, issuer: Issuer, at: datetime) -> Mapping[str, Any]:
    return {
        "format": "salwa-paper/1",
        "paper": "licence",
        "number": permit.number,
        "issued_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "issued_by": issuer.officer,
        "agency": issuer.agency,
        "state": issuer.state,
        "node": issuer.node,
        "kind": permit.kind,
        "holder": permit.holder,
        "granted_on": permit.granted_on.isoformat(),
        "valid_from": permit.valid_from.isoformat(),
        "valid_to": permit.valid_to.isoformat() if permit.valid_to else None,
        "covers": list(permit.covers),
        "quota": permit.quota,
        "conditions": list(permit.conditions),
        "source": permit.source,
        "is_in_force": permit.is_in_force,
    }
