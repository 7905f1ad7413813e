"""Kernel, vocabularies: how hands write each kind of term, and so how each kind is looked up."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from .keys import calibre_key, squeezed


@dataclass(frozen=True, slots=True)
class Manner:
    """How one kind of term is looked up.

    ``key`` gives the key under which texts meet; ``noise`` the words that add nothing (firm words, places);
    ``shortest`` the letters a term seldom met must have to be taken from typed text; ``misspelt`` the letters below
    which no misspelling is guessed; ``shortest_prefix`` the letters of a beginning that may stand for the whole.
    """

    kind: str
    key: Callable[[str], str] = squeezed
    noise: frozenset[str] = field(default=frozenset())
    shortest: int = 4
    misspelt: int = 5
    shortest_prefix: int = 4
    within_text: bool = True


_FIRM: Final = (
    "inc incorporated llc ltd limited corp corporation co company companies gmbh ag sa spa srl s l a p m b h ges "
    "kg mfg mfgr manufacturing manufacturer manufacture arms firearms armory armoury weapons guns gun rifles the "
    "of and & y et und e by made in usa us uk export import imported importer int intl international group "
    "holdings industries factory arsenal armas armes waffen waffenfabrik fabrica fabrique works plc sarl sl oy ab "
    "as sro pistols pistol revolver rifle shotgun brand make marca marke marque fabricante hersteller "
)
_PLACES: Final = (
    "austria germany italy brazil brasil spain turkey russia china israel croatia serbia romania bulgaria hungary "
    "poland belgium france japan korea philippines argentina czech republic america american usa georgia florida "
    "miami fl ga ma smyrna springfield mass hartford ct gardone vt nh il az ca tx "
)

MAKES: Final = Manner("make", noise=frozenset(f"{_FIRM} {_PLACES}".split()))
_MODEL_WORDS: Final = (
    "model mod modelo modele modell mle type md mk pistol pistola rifle revolver shotgun carbine gen generation "
    "the semi auto automatic black "
)

MODELS: Final = Manner("model", noise=frozenset(_MODEL_WORDS.split()), shortest=2, misspelt=6)
CALIBRES: Final = Manner("calibre", key=calibre_key, shortest=1, misspelt=6, shortest_prefix=6, noise=frozenset(
    ["shotgun", "rifle", "pistol", "revolver", "handgun", "x3", "magnum"]
))  # fmt: skip
TYPES: Final = Manner("type", shortest=2, misspelt=6, shortest_prefix=5)
COUNTRIES: Final = Manner("country", shortest=2, misspelt=6, shortest_prefix=5, noise=frozenset(
    ["made", "in", "the", "of", "republic", "fabricado", "en", "fabrique", "hecho", "por", "hergestellt"]
))  # fmt: skip
