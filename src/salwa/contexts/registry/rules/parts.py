"""Registry, rules, ¶64: what must be true before a part goes into a weapon or comes out of it. Pure."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Final

from salwa.contexts.registry.rules import Rule
from salwa.kernel.lifecycle import UNKNOWN_TIME, Happened, State, Status

CONTROL_KINDS: Final = frozenset({"FRAME", "RECEIVER", "LOWER_RECEIVER", "CHASSIS"})
"""Kinds of part that may carry a weapon's identity, by the names of their codes (ITI 10; tracing.md section 1)."""

NO_STATE: Final = State()
_GONE: Final = frozenset({Status.LOST, Status.STOLEN, Status.DESTROYED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A part about to go into a weapon or out of it.

    ``weapon`` is the state of the weapon; ``part`` that of the part's own record, empty where it has none yet. ``kind``
    is the name of the part's kind, ``control`` that of the part which carries the weapon's identity when this one
    comes in, empty where none does. ``moved`` is when the part was moved last.
    """

    weapon: State
    happened: Happened
    today: date
    kind: str = ""
    part: State = NO_STATE
    control: str = ""
    must_control: bool = False
    comes_in: bool = False
    moved: Happened = UNKNOWN_TIME


class MoveRule(Rule):
    """A check of one move of a part. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def is_kept(cls, move: Move) -> bool:
        """Whether the part may be moved."""


class MissingStaysWhole(MoveRule):
    """This weapon is recorded as lost or stolen. Record how it came back before its parts are changed.

    Source: Firearms Protocol, article 7: records that let lost and stolen firearms and their parts be traced.
    """

    source = "Firearms Protocol 7"

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return move.weapon.status not in {Status.LOST, Status.STOLEN} or move.happened.surely_before(move.weapon.since)


class ExhibitStaysWhole(MoveRule):
    """This weapon, or this part, is held as evidence: no part goes in or out before it is released.

    Source: tracing.md section 2, events to model: evidence custody.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return not any(
            one.status is Status.EVIDENCE and not move.happened.surely_before(one.since)
            for one in (move.weapon, move.part)
        )


class PartIsAtHand(MoveRule):
    """This part is recorded as lost, stolen or destroyed. Record how it came back before it is fitted.

    Source: Firearms Protocol, article 7: records that let lost and stolen firearms and their parts be traced.
    """

    source = "Firearms Protocol 7"

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return not (move.comes_in and move.part.status in _GONE)


class PartOfTheSameHolder(MoveRule):
    """The part and the weapon have different holders on record. Record the transfer of the part first.

    Source: EU 2021/555, article 4(5): the holder and each change of holder are kept, of parts as of firearms.
    """

    source = "EU 2021/555 article 4(5)"

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        holders = {move.weapon.holder, move.part.holder} - {None}
        return not move.comes_in or len(holders) < 2


class MovesInOrder(MoveRule):
    """This part was moved after that day already. Compare the date with where the part has been.

    Source: tracing.md section 2: an exchange of a part is an event of its own, in the order in which it happened.
    """

    source = "Salwa, house rule"

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return not move.happened.surely_before(move.moved)


class OneControlComponent(MoveRule):
    """This weapon has such a part already, and it carries its identity. Exchange it instead.

    Source: International Tracing Instrument, paragraph 10: one component without which the weapon cannot be used.
    """

    source = "ITI 10"
    unverified = True

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return not (move.comes_in and move.kind in CONTROL_KINDS and move.kind == move.control)


class ControlForControl(MoveRule):
    """In the place of the part that carries the identity comes another such part: a frame, a receiver or a chassis.

    Source: International Tracing Instrument, paragraph 10: the identity is marked on an essential component.
    """

    source = "ITI 10"
    unverified = True

    @classmethod
    def is_kept(cls, move: Move) -> bool:
        return not move.must_control or move.kind in CONTROL_KINDS


MOVE_RULES: Final[tuple[type[MoveRule], ...]] = (
    MissingStaysWhole,
    ExhibitStaysWhole,
    PartIsAtHand,
    PartOfTheSameHolder,
    MovesInOrder,
    OneControlComponent,
    ControlForControl,
)
"""Rules that refuse a move, in the order they are told."""


def broken_moves(move: Move) -> tuple[type[MoveRule], ...]:
    """Give the rules that the move breaks. Source: the rules' own."""
    return tuple(rule for rule in MOVE_RULES if not rule.is_kept(move))
