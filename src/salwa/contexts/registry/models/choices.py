"""Registry, models: the small codes that tables store. A code never changes its meaning."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from salwa.kernel.lifecycle import ConflictKind
from salwa.kernel.marks.model import MarkKind


class ComponentKind(models.IntegerChoices):
    """Parts that may carry a mark (Firearms Protocol 3(b), EU 2021/555 article 1(1)(2), ITI 10)."""

    UNKNOWN = 0, _("part not stated")
    FRAME = 1, _("frame")
    RECEIVER = 2, _("receiver")
    LOWER_RECEIVER = 3, _("lower receiver")
    UPPER_RECEIVER = 4, _("upper receiver")
    CHASSIS = 5, _("chassis or fire-control unit")
    GRIP_MODULE = 6, _("grip module")
    SLIDE = 7, _("slide")
    BARREL = 8, _("barrel")
    CYLINDER = 9, _("cylinder")
    BOLT = 10, _("bolt or breech block")
    STOCK = 11, _("stock")
    MAGAZINE = 12, _("magazine")
    CONVERSION_KIT = 13, _("calibre conversion kit")
    OTHER = 99, _("other part")


class ComponentMaterial(models.IntegerChoices):
    """What a component is made of: a mark on polymer does not last as one on metal does (tracing.md section 1)."""

    UNKNOWN = 0, _("material not stated")
    STEEL = 1, _("steel")
    ALLOY = 2, _("light alloy")
    POLYMER = 3, _("polymer")
    OTHER = 99, _("other material")


class SuccessionReason(models.IntegerChoices):
    """Why the identity of a weapon ended, and another record follows it."""

    CONTROL_EXCHANGED = 1, _("goes on with another part that carries the identity")
    CONTROL_REMOVED = 2, _("the part that carried the identity, taken out")
    DISMANTLED = 3, _("taken apart")


class MarkKindCode(models.IntegerChoices):
    """The kernel's kinds of mark as small codes; what hands write beside the marks is no mark and has no code here."""

    MAKER = 1, _("maker")
    LICENSOR = 2, _("licensor")
    IMPORTER = 3, _("importer")
    PROOF = 4, _("proof mark")
    IMPORT = 5, _("import mark")
    STATE_STOCK = 6, _("State stock mark")
    MODEL = 7, _("model")
    CALIBRE = 8, _("calibre")
    SERIAL = 9, _("serial number")
    APPROVAL = 10, _("approval number")
    COUNTRY = 11, _("country")
    YEAR = 12, _("year")
    NUMBER = 13, _("other number")
    TYPE = 14, _("type")

    @classmethod
    def of(cls, kind: MarkKind) -> "MarkKindCode":
        """Give the code of a kernel kind.

        Raises:
            KeyError: the kind is not one of a mark (a condition, a remark).
        """
        return cls[kind.name]

    @property
    def kind(self) -> MarkKind:
        """The kernel's kind."""
        return MarkKind[self.name]


OWN_TEXT: Final = frozenset({MarkKindCode.SERIAL, MarkKindCode.NUMBER, MarkKindCode.STATE_STOCK})
"""Kinds of mark that read differently on every weapon; the others share their text with many."""


class MarkPlace(models.IntegerChoices):
    """Where on its component a mark stands."""

    UNKNOWN = 0, _("place not stated")
    LEFT = 1, _("left side")
    RIGHT = 2, _("right side")
    TOP = 3, _("top")
    UNDERSIDE = 4, _("underside")
    FRONT = 5, _("front")
    REAR = 6, _("rear")
    TANG = 7, _("tang")
    TRUNNION = 8, _("trunnion")
    CHAMBER = 9, _("over the chamber")
    PLATE = 10, _("metal plate in a polymer frame")
    WINDOW = 11, _("window in the grip")
    UNDER_GRIP = 12, _("under the grip")
    MUZZLE = 13, _("near the muzzle")
    INSIDE = 14, _("inside, seen when taken apart")
    OTHER = 99, _("other place")


class MarkMethod(models.IntegerChoices):
    """How a mark was applied (ITI 7 leaves the choice to the State)."""

    UNKNOWN = 0, _("method not stated")
    STAMPED = 1, _("stamped")
    ROLLED = 2, _("roll-stamped")
    ENGRAVED = 3, _("engraved")
    LASER = 4, _("laser")
    DOT_PEEN = 5, _("dot peen")
    CAST = 6, _("cast")
    ETCHED = 7, _("etched")
    MOULDED = 8, _("moulded")
    PAINTED = 9, _("painted")
    OTHER = 99, _("other method")


class Script(models.IntegerChoices):
    """The script a mark is written in (EU 2018/68 admits the first three)."""

    UNKNOWN = 0, _("script not stated")
    LATIN = 1, _("Latin")
    CYRILLIC = 2, _("Cyrillic")
    GREEK = 3, _("Greek")
    ARABIC = 4, _("Arabic")
    HAN = 5, _("Chinese")
    KANA = 6, _("Japanese")
    HANGUL = 7, _("Korean")
    HEBREW = 8, _("Hebrew")
    DEVANAGARI = 9, _("Devanagari")
    SYMBOL = 90, _("symbol")
    MIXED = 98, _("several scripts")
    OTHER = 99, _("other script")


class Legibility(models.IntegerChoices):
    """How well a mark could be read on the weapon."""

    UNKNOWN = 0, _("not stated")
    CLEAR = 1, _("clear")
    WORN = 2, _("worn")
    PARTLY = 3, _("read in part")
    REMOVED = 4, _("removed")
    RESTORED = 5, _("restored by a laboratory")


class HolderKind(models.IntegerChoices):
    """Who may hold a firearm."""

    AGENCY = 1, _("agency of the State")
    LEGAL_PERSON = 2, _("company or association")
    NATURAL_PERSON = 3, _("person")


class Sex(models.IntegerChoices):
    """Codes of ISO/IEC 5218. Unknown is shown as unknown (¶37, ¶70)."""

    UNKNOWN = 0, _("not known")
    MALE = 1, _("male")
    FEMALE = 2, _("female")
    NOT_APPLICABLE = 9, _("not applicable")


class FindingKind(models.IntegerChoices):
    """What a person is asked to look at. The first ones are the kernel's conflicts under the same codes."""

    DEALING_AFTER_DESTRUCTION = ConflictKind.DEALING_AFTER_DESTRUCTION, _("dealt with after its destruction")
    SEEN_AFTER_DESTRUCTION = ConflictKind.SEEN_AFTER_DESTRUCTION, _("seen after its destruction")
    BEFORE_MANUFACTURE = ConflictKind.BEFORE_MANUFACTURE, _("dealt with before it was made")
    MADE_TWICE = ConflictKind.MADE_TWICE, _("made twice")
    TWO_HOLDERS = ConflictKind.TWO_HOLDERS, _("two holders at once")
    DEALING_WHILE_MISSING = ConflictKind.DEALING_WHILE_MISSING, _("dealt with while lost or stolen")
    LIVE_AFTER_DEACTIVATION = (
        ConflictKind.LIVE_AFTER_DEACTIVATION,
        _("dealt with as a live one after its deactivation"),
    )
    AFTER_IDENTITY_ENDED = ConflictKind.AFTER_IDENTITY_ENDED, _("dealt with after its identity had ended")
    DUPLICATE = 50, _("perhaps registered twice")
    SHARED_COMPONENT = 51, _("a part that another record claims")
    CHANGED_AT_SOURCE = 52, _("its source now says otherwise")
    OTHER = 99, _("other doubt")


class Method(models.IntegerChoices):
    """How a firearm was destroyed, in neutral words: the record says that it was done, and never how to do it."""

    UNKNOWN = 0, _("method not stated")
    MELTED = 1, _("melted")
    CUT = 2, _("cut")
    CRUSHED = 3, _("crushed")
    SHREDDED = 4, _("shredded")
    BURNT = 5, _("burnt")
    DETONATED = 6, _("detonated")
    OTHER = 99, _("other method")


class HoldReason(models.IntegerChoices):
    """Why a firearm may not be destroyed or given away for now."""

    TRACE = 1, _("an open trace")
    CASE = 2, _("an open case")
    ORDER = 3, _("an order of a court or an authority")
    REVIEW = 4, _("a review of the record")


class Party(models.IntegerChoices):
    """Whose consent a transfer asks for."""

    GIVER = 1, _("giver")
    TAKER = 2, _("taker")


class Fact(models.IntegerChoices):
    """What a record says of the firearm itself, beside its marks; the names are those of the columns."""

    MAKE = 1, _("Make")
    MODEL = 2, _("Model")
    CALIBRE = 3, _("Calibre")
    TYPE = 4, _("Type")
    COUNTRY = 5, _("Country of manufacture")
    YEAR = 6, _("Year of manufacture")

    @property
    def vocabulary(self) -> str:
        """The vocabulary whose codes it takes; empty of a year."""
        return _VOCABULARIES.get(self, "")


_VOCABULARIES: Final = {
    Fact.MAKE: "makes",
    Fact.MODEL: "models",
    Fact.CALIBRE: "calibres",
    Fact.TYPE: "types",
    Fact.COUNTRY: "countries",
}


class Outcome(models.IntegerChoices):
    """What became of a proposed transfer."""

    DONE = 1, _("carried out")
    REFUSED = 2, _("refused")
    LAPSED = 3, _("lapsed")
    WITHDRAWN = 4, _("withdrawn")
    OVERTAKEN = 5, _("overtaken by what happened to the firearm")
