"""Kernel, packs: what a country pack says. Shapes only; a pack's data stand in ``data/<state>/<valid from>.toml``.

A name is told in the six languages of the United Nations, by their codes; English is always there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Names = Mapping[str, str]
"""A name by language (``en``, ``ar``, ``zh``, ``fr``, ``ru``, ``es``)."""


class RecordKind(StrEnum):
    """Kinds of record that a State keeps for different times (tracing.md section 1, "Retention")."""

    MANUFACTURE = "manufacture"
    MARKING = "marking"
    INTERNATIONAL_TRANSFER = "international_transfer"
    TRANSFER = "transfer"
    POSSESSION = "possession"
    LOSS_OR_THEFT = "loss_or_theft"
    CUSTODY = "custody"
    DESTRUCTION = "destruction"
    LICENCE = "licence"
    REFUSAL = "refusal"
    DEALER_BOOK = "dealer_book"
    PERSON = "person"
    ENTRY = "entry"


class Counting(StrEnum):
    """From when the time of keeping is counted."""

    RECORDED = "recorded"
    HAPPENED = "happened"
    DESTROYED = "destroyed"
    ENDED = "ended"
    LAST_HELD = "last_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """How long records of a kind are kept: ``years`` from ``counted``, None without end.

    ``erases`` is what goes when the time is over: ``person`` who somebody was, ``record`` the paper itself (a licence,
    a refusal, never anything of a firearm), ``nothing`` what stays although the law would let it go. ``source`` is the
    law, ``unverified`` that it was quoted from memory.
    """

    kind: RecordKind
    years: int | None
    counted: Counting
    erases: str = "person"
    source: str = ""
    unverified: bool = False


class Answer(StrEnum):
    """What kind of answer a question of a form wants."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A question that the State asks besides: its name in records, how it reads, what answers it."""

    name: str
    label: Names
    answer: Answer = Answer.TEXT
    required: bool = False
    choices: tuple[tuple[str, Names], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The questions a State asks besides when something is recorded. ``at`` is an event kind, or ``licence``."""

    at: str
    extras: tuple[Extra, ...]
    source: str = ""
    unverified: bool = False


class Check(StrEnum):
    """Facts about a holder that a licence may rest on."""

    MEDICAL = "medical"
    BACKGROUND = "background"
    STORAGE = "storage"
    TRAINING = "training"
    REFERENCE = "reference"
    MEMBERSHIP = "membership"
    INSURANCE = "insurance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition that a licence of a kind carries, in words."""

    code: str
    text: Names


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceKind:
    """A kind of licence or permit.

    ``holders`` are who may have it (``person``, ``dealer``, ``maker``, ``broker``, ``collector``, ``club``,
    ``museum``, ``security_company``, ``agency``). ``permits`` are the dealings it covers. ``months`` is its validity,
    None until further notice. ``quota`` is how many firearms may be held or bought under it, None without limit.
    ``checks`` names the facts it rests on, each with the months for which such a fact counts (0 without end).
    ``inspected_every`` is in months, 0 never. ``single_use`` permits end with their first use.
    """

    code: str
    name: Names
    holders: tuple[str, ...]
    permits: tuple["Dealing", ...]
    months: int | None = None
    quota: int | None = None
    types: tuple[int, ...] = ()
    minimum_age: int = 0
    checks: tuple[tuple[Check, int], ...] = ()
    conditions: tuple[Condition, ...] = ()
    inspected_every: int = 0
    renewed_before: int = 0
    single_use: bool = False
    source: str = ""
    unverified: bool = False


class Dealing(StrEnum):
    """What a licence may permit."""

    POSSESS = "possess"
    ACQUIRE = "acquire"
    CARRY = "carry"
    DEAL = "deal"
    MAKE = "make"
    BROKER = "broker"
    REPAIR = "repair"
    IMPORT = "import"
    EXPORT = "export"
    TRANSIT = "transit"
    COLLECT = "collect"
    DISPLAY = "display"
    LEND = "lend"


class Consent(StrEnum):
    """Who has to consent to a transfer before it is recorded."""

    GIVER = "giver"
    TAKER = "taker"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRule:
    """What a transfer asks for: whose consent, which dealing the taker's licence must cover, how many days to wait."""

    kinds: tuple[str, ...]
    consents: tuple[Consent, ...] = ()
    permit: Dealing | None = None
    waiting_days: int = 0
    source: str = ""
    unverified: bool = False


class MarkingUse(StrEnum):
    """For what marks are allotted (ITI 8, Firearms Protocol 8)."""

    MANUFACTURE = "manufacture"
    IMPORT = "import"
    STATE_STOCK = "state_stock"
    SEIZED = "seized"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingScheme:
    """How the State's marks are built, for one use.

    ``template`` is written with ``{country}``, ``{year}``, ``{year2}``, ``{unit}``, ``{number}`` and ``{check}``.
    ``number`` has ``digits`` places out of ``alphabet``; ``check`` names the rule of the check character
    (packs/checks.py). ``country`` is the code that stands for the State (ISO 3166-1 alpha-2 or alpha-3). ``height_mm``
    and ``depth_mm`` are the least that is asked, 0 where nothing is. ``place`` and ``metal_plate`` say where it
    stands, on frames of metal and of polymer. ``separate_mark`` asks for a duplicate on another metal part.
    """

    use: MarkingUse
    template: str
    country: str
    alphabet: str
    digits: int
    check: str
    height_mm: float = 0.0
    depth_mm: float = 0.0
    place: str = "receiver"
    metal_plate: bool = False
    separate_mark: bool = False
    machine_readable: bool = False
    source: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRule:
    """What happens to a weapon's identity (tracing.md section 2: the German register's rule, and the other one).

    ``control_exchanged`` and ``dismantled`` are ``ends`` or ``stays``.
    """

    control_exchanged: str
    dismantled: str
    source: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A word that the State adds to a vocabulary (``types``, ``calibres``, ``makes``, ``holders``, ``reasons``).

    ``number`` is what registers store of a type, a calibre or a make, in the range of its own that
    packs/validating.py names; 0 of the others. ``country`` (ISO 3166-1 alpha-2) is a maker's.
    """

    vocabulary: str
    code: str
    name: Names
    number: int = 0
    country: str = ""
    source: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All that a State does in its own way, from ``valid_from`` to ``valid_to`` (None until further notice)."""

    state: str
    name: Names
    edition: str
    valid_from: date
    valid_to: date | None
    law: str
    retention: tuple[RetentionRule, ...]
    licences: tuple[LicenceKind, ...]
    transfers: tuple[TransferRule, ...]
    marking: tuple[MarkingScheme, ...]
    identity: IdentityRule
    forms: tuple[Form, ...] = ()
    additions: tuple[Addition, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    def licence(self, code: str) -> LicenceKind | None:
        """Give a kind of licence by its code."""
        return next((kind for kind in self.licences if kind.code == code), None)

    def scheme(self, use: MarkingUse) -> MarkingScheme | None:
        """Give the scheme of the marks of a use."""
        return next((scheme for scheme in self.marking if scheme.use is use), None)

    def kept(self, kind: RecordKind) -> RetentionRule | None:
        """Give how long records of a kind are kept."""
        return next((rule for rule in self.retention if rule.kind is kind), None)

    def transfer(self, kind: str) -> TransferRule | None:
        """Give what a kind of transfer asks for (an event kind's name in lower case)."""
        return next((rule for rule in self.transfers if kind in rule.kinds), None)

    def asked(self, at: str) -> tuple[Extra, ...]:
        """Give the questions asked besides when something is recorded."""
        return tuple(extra for form in self.forms if form.at == at for extra in form.extras)

    def added(self, vocabulary: str) -> tuple[Addition, ...]:
        """Give the words that the State adds to a vocabulary."""
        return tuple(addition for addition in self.additions if addition.vocabulary == vocabulary)
