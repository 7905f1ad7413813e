"""Kernel, vocabularies: what a term is and what it means to resolve typed text to one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary.

    ``code`` is a small integer that never changes nor is given to another term: registers store it. ``id`` is the
    readable key used in files and answers. ``loose`` holds names that hands use for it although others share them
    (``9 mm`` for 9×19, ``66`` for a factory). ``common`` says how often police meet it: 0 seldom to 3 daily.
    """

    code: int
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""
    loose: tuple[str, ...] = ()
    common: int = 0


@dataclass(frozen=True, slots=True)
class Make(Term):
    """A maker, importer or assembler of firearms; ``country`` is ISO 3166-1 alpha-2, empty where unknown."""

    country: str = ""
    place: str = ""
    ncic: str = ""


@dataclass(frozen=True, slots=True)
class Model(Term):
    """A model of one make, ``make_code`` 0 where several build it; ``pattern`` finds it in text about them."""

    make_code: int = 0
    type_code: int = 0
    calibre_codes: tuple[int, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Calibre(Term):
    """A calibre. ``family`` joins names that hands use for one another (``9 mm`` and ``9×19``).

    ``bullet_mm`` is the bullet's diameter in millimetres, 0 where no source gives it.
    """

    family: str = ""
    bullet_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class FirearmType(Term):
    """A type of firearm; ``kind`` is its group (pistol, revolver, rifle, shotgun, automatic, other)."""

    kind: str = ""
    ncic: str = ""


@dataclass(frozen=True, slots=True)
class Country(Term):
    """A country or area; ``code`` is its ISO 3166-1 numeric code, also for some that no longer exist."""

    alpha2: str = ""
    alpha3: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What typed text was taken for. ``term`` is None where nothing can honestly be said."""

    text: str
    term: Term | None
    confidence: float
    reason: str
    rivals: tuple["Resolution", ...] = field(default=())
