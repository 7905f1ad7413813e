"""Kernel, packs: look at a pack whole. What cannot be is a fault, what may be meant a warning."""

import string
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from salwa.kernel.packs.checks import CHECKS, GIVEN, TOLD
from salwa.kernel.packs.model import (
    Addition,
    Answer,
    Form,
    LicenceKind,
    MarkingScheme,
    MarkingUse,
    Names,
    Pack,
    RecordKind,
    RetentionRule,
    TransferRule,
)

LANGUAGES: Final = ("en", "ar", "zh", "fr", "ru", "es")
"""The languages of the United Nations, in which everything that a person reads has to be told."""
FIELDS: Final = frozenset({"country", "year", "year2", "unit", "number", "check"})
"""What the template of a mark may be written with."""
HOLDERS: Final = frozenset(
    {"person", "dealer", "maker", "broker", "collector", "club", "museum", "security_company", "agency"}
)
VOCABULARIES: Final[dict[str, range]] = {
    "types": range(200, 256),
    "calibres": range(30_000, 32_768),
    "makes": range(30_000, 32_768),
    "holders": range(1),
    "reasons": range(1),
}
"""The vocabularies that a State may add words to, with the numbers of its words: no table of ours gives those."""
ERASABLE: Final = frozenset({"person", "record", "nothing"})
PAPERS: Final = frozenset({RecordKind.LICENCE, RecordKind.REFUSAL, RecordKind.DEALER_BOOK})
"""Kinds of record that may go whole. Nothing of a firearm ever does."""
FORMS_AT: Final = frozenset(
    {
        *("manufacture", "proof", "marking", "import", "transit", "export", "registration", "transfer", "sale"),
        *("licence", "storage", "loss", "theft", "find", "seizure", "surrender", "evidence", "forfeiture"),
        *("retention", "conversion", "deactivation", "reactivation", "repair", "dismantling", "destruction"),
    }
)
"""Where a State may ask more: the kinds of event, and the application for a licence (kernel/lifecycle/kinds.py)."""
_ALIKE: Final = ("O0", "I1")
_LETTERS_LIKE_DIGITS: Final = frozenset("IO")
"""A check character is there to find misreadings, and must not be one that is misread itself: every number that a
series has room for gets a check that can be struck, so no number is ever passed over for its check."""
_LONGEST: Final = 64
Told = Iterator[str]


def faults_of(pack: Pack) -> tuple[str, ...]:
    """Give what cannot be in a pack, each with its place in the file."""
    looks: tuple[Callable[[Pack], Iterable[str]], ...] = (_head, _retention, _licences, _transfers, _marking, _identity)
    return tuple(fault for look in (*looks, _forms, _additions) for fault in look(pack))


def warnings_of(pack: Pack) -> tuple[str, ...]:
    """Give what a person should look at before a pack is used: it may be meant."""
    return (*_alphabets(pack), *_unsourced(pack), *_unverified(pack))


def faults_between(read: Sequence[tuple[str, Pack]]) -> tuple[str, ...]:
    """Give what cannot be between the editions of one State: two that hold on the same day, or share a name."""
    found: list[str] = []
    for at, (name, pack) in enumerate(read):
        for other, older in read[:at]:
            if pack.state != older.state:
                continue
            if pack.edition == older.edition:
                found.append(f"{name} and {other} are both edition {pack.edition} of {pack.state}")
            if _overlap(pack, older):
                found.append(f"{name} and {other} hold on the same days; give the older one a valid_to")
    return tuple(found)


def _overlap(one: Pack, other: Pack) -> bool:
    first, second = sorted((one, other), key=lambda pack: pack.valid_from)
    return first.valid_to is None or second.valid_from <= first.valid_to


def _head(pack: Pack) -> Told:
    if not (len(pack.state) == 2 and pack.state.isascii() and pack.state.isupper()):
        yield f"state: {pack.state!r} is no ISO 3166-1 alpha-2 code in capitals"
    if not pack.edition.strip():
        yield "edition: give the edition a name"
    if not pack.law.strip():
        yield "law: say which law the pack goes by"
    if pack.valid_to is not None and pack.valid_to < pack.valid_from:
        yield f"valid_to: {pack.valid_to} lies before valid_from, {pack.valid_from}"
    yield from _languages("name", pack.name)


def _retention(pack: Pack) -> Told:
    counted = Counter(rule.kind for rule in pack.retention)
    for kind in RecordKind:
        if counted[kind] == 0:
            yield f'retention: no rule for {kind}; where it is kept for good, say years = "without end"'
        if counted[kind] > 1:
            yield f"retention: {counted[kind]} rules for {kind}; one decides"
    for at, rule in enumerate(pack.retention, start=1):
        yield from (f"retention {at} ({rule.kind}), {fault}" for fault in _retention_rule(rule))


def _retention_rule(rule: RetentionRule) -> Told:
    if rule.years is not None and not 0 < rule.years <= 200:
        yield f"years: {rule.years} is no time of keeping"
    if rule.erases not in ERASABLE:
        yield f"erases: {rule.erases!r} is none of {', '.join(sorted(ERASABLE))}"
    if rule.erases == "record" and rule.kind not in PAPERS:
        yield "erases: a record of a firearm stays; only who somebody was (person) can go"
    if not rule.source.strip():
        yield "source: name the law"


def _licences(pack: Pack) -> Told:
    yield from _twice("licences", (kind.code for kind in pack.licences))
    for at, kind in enumerate(pack.licences, start=1):
        yield from (f"licences {at} ({kind.code}), {fault}" for fault in _licence(kind))


def _licence(kind: LicenceKind) -> Told:
    yield from _languages("name", kind.name)
    if not kind.holders or not set(kind.holders) <= HOLDERS:
        yield f"holders: name at least one of {', '.join(sorted(HOLDERS))}, and nobody else"
    if not kind.permits:
        yield "permits: a licence permits something"
    numbers = {"months": kind.months, "quota": kind.quota, "minimum_age": kind.minimum_age}
    numbers |= {"inspected_every": kind.inspected_every, "renewed_before": kind.renewed_before}
    for name, number in numbers.items():
        least = 1 if name in ("months", "quota") else 0
        if number is not None and number < least:
            yield f"{name}: {number} is less than {least}"
    if kind.months is not None and kind.renewed_before >= kind.months:
        yield f"renewed_before: {kind.renewed_before} months before the end lie before the beginning"
    yield from _twice("checks", (check for check, _months in kind.checks))
    yield from _twice("conditions", (condition.code for condition in kind.conditions))
    for condition in kind.conditions:
        yield from _languages(f"conditions ({condition.code}), text", condition.text)


def _transfers(pack: Pack) -> Told:
    yield from _twice("transfers, kinds", (kind for rule in pack.transfers for kind in rule.kinds))
    for at, rule in enumerate(pack.transfers, start=1):
        yield from (f"transfers {at}, {fault}" for fault in _transfer(rule, pack))


def _transfer(rule: TransferRule, pack: Pack) -> Told:
    if not rule.kinds:
        yield "kinds: say for which kinds of transfer this holds"
    if not set(rule.kinds) <= FORMS_AT:
        yield f"kinds: {', '.join(sorted(set(rule.kinds) - FORMS_AT))} is no kind of event"
    if rule.waiting_days < 0:
        yield f"waiting_days: {rule.waiting_days} is less than 0"
    if rule.permit is not None and not any(rule.permit in kind.permits for kind in pack.licences):
        yield f"permit: no licence of this pack permits to {rule.permit}, so nobody could do it"


def _marking(pack: Pack) -> Told:
    counted = Counter(scheme.use for scheme in pack.marking)
    for use in MarkingUse:
        if counted[use] != 1:
            yield f"marking: {counted[use]} schemes for {use}; there is one for each use"
    for at, scheme in enumerate(pack.marking, start=1):
        yield from (f"marking {at} ({scheme.use}), {fault}" for fault in _scheme(scheme))


def _scheme(scheme: MarkingScheme) -> Told:
    yield from _template(scheme)
    if scheme.check and scheme.check not in CHECKS:
        yield f"check: there is no rule {scheme.check!r}; there are {', '.join(CHECKS)}"
    if len(scheme.alphabet) < 2 or len(set(scheme.alphabet)) < len(scheme.alphabet):
        yield "alphabet: at least two signs, each once"
    if not scheme.alphabet.isalnum() or scheme.alphabet != scheme.alphabet.upper():
        yield "alphabet: capitals and digits only"
    if scheme.check in TOLD and not set(scheme.alphabet) <= set(TOLD[scheme.check]):
        yield f"alphabet: {scheme.check} tells every wrong sign of {TOLD[scheme.check]} only"
    if misread := sorted(set(GIVEN.get(scheme.check, "")) & _LETTERS_LIKE_DIGITS):
        named = " or ".join(misread)
        yield f"check: {scheme.check} can give {named}, read as a digit on steel; take one that gives digits"
    if not 1 <= scheme.digits <= 12:
        yield f"digits: {scheme.digits} places; 1 to 12 fit on a receiver"
    if scheme.height_mm < 0 or scheme.depth_mm < 0:
        yield "height_mm, depth_mm: not less than 0"
    if not (scheme.country.isascii() and scheme.country.isupper() and len(scheme.country) in (2, 3)):
        yield f"country: {scheme.country!r} is no ISO 3166-1 code of two or three capitals"


def _template(scheme: MarkingScheme) -> Told:
    try:
        parts = list(string.Formatter().parse(scheme.template))
    except ValueError as error:
        yield f"template: {error}"
        return
    named = [name for _text, name, _form, _turn in parts if name is not None]
    if any(form or turn for _text, _name, form, turn in parts) or not set(named) <= FIELDS:
        yield f"template: only {', '.join(sorted(FIELDS))} in braces, as they are"
    if named.count("number") != 1:
        yield "template: {number} stands in it once, else two marks would be alike"
    if ("check" in named) != bool(scheme.check):
        yield "template: {check} stands in it where check names a rule, and only there"
    if len(scheme.template) > _LONGEST:
        yield f"template: longer than {_LONGEST} signs"


def _identity(pack: Pack) -> Told:
    rule = pack.identity
    for name, told in (("control_exchanged", rule.control_exchanged), ("dismantled", rule.dismantled)):
        if told not in ("ends", "stays"):
            yield f"identity, {name}: {told!r} is neither ends nor stays"


def _forms(pack: Pack) -> Told:
    for at, form in enumerate(pack.forms, start=1):
        yield from (f"forms {at} ({form.at}), {fault}" for fault in _form(form))
    for place in {form.at for form in pack.forms}:
        yield from _twice(f"forms ({place})", (extra.name for extra in pack.asked(place)))


def _form(form: Form) -> Told:
    if form.at not in FORMS_AT:
        yield f"at: {form.at!r} is no kind of event, nor licence"
    for extra in form.extras:
        place = f"extras ({extra.name})"
        if not extra.name.isidentifier() or not extra.name.isascii():
            yield f"{place}, name: plain letters, digits and _ only"
        yield from _languages(f"{place}, label", extra.label)
        if (extra.answer is Answer.CHOICE) != bool(extra.choices):
            yield f"{place}, choices: a choice has some, and nothing else has"
        yield from _twice(f"{place}, choices", (code for code, _name in extra.choices))
        for code, name in extra.choices:
            yield from _languages(f"{place}, choices ({code})", name)


def _additions(pack: Pack) -> Told:
    yield from _twice("additions", (f"{one.vocabulary} {one.code}" for one in pack.additions))
    numbered = (f"{one.vocabulary} number {one.number}" for one in pack.additions if one.number)
    yield from _twice("additions", numbered)
    for at, addition in enumerate(pack.additions, start=1):
        yield from (f"additions {at} ({addition.code}), {fault}" for fault in _addition(addition))


def _addition(addition: Addition) -> Told:
    yield from _languages("name", addition.name)
    numbers = VOCABULARIES.get(addition.vocabulary)
    if numbers is None:
        yield f"vocabulary: {addition.vocabulary!r} is none of {', '.join(VOCABULARIES)}"
    elif addition.number not in numbers:
        told = f"{numbers.start} to {numbers.stop - 1}" if len(numbers) > 1 else "none"
        yield f"number: {addition.number}; the words that States add to {addition.vocabulary} have {told}"


def _languages(place: str, names: Names) -> Told:
    missing = [language for language in LANGUAGES if not names.get(language, "").strip()]
    if missing:
        yield f"{place}: not told in {', '.join(missing)}"
    if strange := sorted(set(names) - set(LANGUAGES)):
        yield f"{place}: {', '.join(strange)} is none of {', '.join(LANGUAGES)}"


def _twice(place: str, names: Iterable[str]) -> Told:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{place}: {name} stands there {times} times"


def _alphabets(pack: Pack) -> Told:
    for scheme in pack.marking:
        alike = [pair for pair in _ALIKE if set(pair) <= set(scheme.alphabet)]
        if alike:
            told = ", ".join("/".join(pair) for pair in alike)
            yield f"marking ({scheme.use}), alphabet: {told} look alike on steel; leave one of each pair out"


def _unsourced(pack: Pack) -> Told:
    named = [(f"licences ({one.code})", one.source) for one in pack.licences]
    named += [(f"transfers ({', '.join(one.kinds)})", one.source) for one in pack.transfers]
    named += [(f"marking ({one.use})", one.source) for one in pack.marking]
    named += [("identity", pack.identity.source), *((f"forms ({one.at})", one.source) for one in pack.forms)]
    yield from (f"{place}, source: names no law" for place, source in named if not source.strip())


def _unverified(pack: Pack) -> Told:
    quoted = [
        *(f"retention ({one.kind})" for one in pack.retention if one.unverified),
        *(f"licences ({one.code})" for one in pack.licences if one.unverified),
        *(f"transfers ({', '.join(one.kinds)})" for one in pack.transfers if one.unverified),
        *(f"marking ({one.use})" for one in pack.marking if one.unverified),
        *(["identity"] if pack.identity.unverified else []),
        *(f"forms ({one.at})" for one in pack.forms if one.unverified),
        *(f"additions ({one.code})" for one in pack.additions if one.unverified),
    ]
    yield from (f"{place}: quoted from memory, stands to be checked" for place in quoted)
