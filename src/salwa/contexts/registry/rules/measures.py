"""Registry, rules, ¶28 ¶64: how a mark should stand on its part. They advise; an old firearm is never refused."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from salwa.contexts.registry.rules import Rule
from salwa.kernel.marks.model import MarkKind

LEAST_HEIGHT: Final = Decimal("1.6")
"""Millimetres. Source: EU 2018/68, as quoted in tracing.md section 2."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a mark stands: on what, how deep, how high; millimetres, None where nobody measured.

    ``least_height`` and ``least_depth`` are what the State asks for such a mark, None where it asks nothing.
    ``is_doubled``: another part of the firearm, of metal, bears a mark of the same kind.
    """

    kind: MarkKind
    on_polymer: bool = False
    on_plate: bool | None = None
    depth: Decimal | None = None
    height: Decimal | None = None
    least_height: Decimal | None = None
    least_depth: Decimal | None = None
    is_doubled: bool = False


class StandingRule(Rule):
    """A check of how one mark stands. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, mark: Standing) -> bool:
        """Whether the mark stands as it should."""


class ImportMarkOnMetal(StandingRule):
    """An import mark on a polymer frame stands on a metal plate in it, or a metal part bears it a second time.

    Source: tracing.md section 1, import mark: ISACS guidance on polymer frames.
    """

    source = "ISACS guidance on polymer frames"

    @classmethod
    def is_kept(cls, mark: Standing) -> bool:
        if mark.kind is not MarkKind.IMPORT or not mark.on_polymer:
            return True
        return bool(mark.on_plate) or mark.is_doubled


class SerialOnPlate(StandingRule):
    """On a frame that is not of metal, the serial number stands on a metal plate set into it.

    Source: tracing.md section 1, mark quality: non-metal frames have an embedded metal plate (ISACS guidance).
    """

    source = "ISACS guidance on polymer frames"

    @classmethod
    def is_kept(cls, mark: Standing) -> bool:
        return mark.kind is not MarkKind.SERIAL or not mark.on_polymer or mark.on_plate is not False


class HighEnough(StandingRule):
    """The characters of this mark are lower than is asked.

    Source: the State's marking scheme (country pack); where it says nothing, 1.6 mm (EU 2018/68, tracing.md section 2).
    """

    source = "country pack; EU 2018/68"

    @classmethod
    def is_kept(cls, mark: Standing) -> bool:
        return mark.height is None or mark.height >= (mark.least_height or LEAST_HEIGHT)


class DeepEnough(StandingRule):
    """This mark is less deep than the State asks.

    Source: the State's marking scheme (country pack).
    """

    source = "country pack"

    @classmethod
    def is_kept(cls, mark: Standing) -> bool:
        return mark.depth is None or mark.least_depth is None or mark.depth >= mark.least_depth


STANDING_RULES: Final[tuple[type[StandingRule], ...]] = (ImportMarkOnMetal, SerialOnPlate, HighEnough, DeepEnough)


def advice_on_standing(mark: Standing) -> Sequence[type[StandingRule]]:
    """Give the rules that a mark does not meet. Source: the rules' own."""
    return tuple(rule for rule in STANDING_RULES if not rule.is_kept(mark))
