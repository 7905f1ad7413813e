"""Kernel, vocabularies: what a term is and what it means to resolve typed text to one."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary.

    ``code`` is a small integer that never changes nor is given to another term: registers store it. ``id`` is the
    readable key used in files and answers.
    """

    code: int
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Make(Term):
    """A maker, importer or assembler of firearms; ``country`` is ISO 3166-1 alpha-2, empty where the source has none."""

    country: str = ""


@dataclass(frozen=True, slots=True)
class Model(Term):
    """A model of one make."""

    make_code: int = 0
    type_code: int = 0
    calibre_codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Calibre(Term):
    """A calibre. ``family`` joins names that hands use for one another (``9 mm`` and ``9×19``)."""

    family: str = ""
    bullet_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Resolution:
    """What typed text was taken for. ``term`` is None where nothing can honestly be said."""

    text: str
    term: Term | None
    confidence: float
    reason: str
    rivals: tuple["Resolution", ...] = field(default=())
