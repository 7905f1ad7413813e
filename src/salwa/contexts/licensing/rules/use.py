"""Licensing, rules, ¶29 ¶37: whether the licences of somebody admit what is about to happen to a firearm."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from salwa.contexts.licensing.rules.life import Standing, State, standing
from salwa.contexts.licensing.rules.rule import Rule
from salwa.kernel.packs import Dealing, LicenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """A licence as its use is judged. ``types`` are those that it names itself; else those of the kind count."""

    id: int
    kind: LicenceKind
    state: State
    types: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What is about to happen on a day: a dealing with a firearm of a type (0 unknown), by one who has ``held`` now."""

    dealing: Dealing
    type: int
    day: date
    held: int = 0


class PermitRule(Rule):
    """Something that the taker's licences must satisfy. Source: each rule names its own."""

    @classmethod
    @abstractmethod
    def kept_by(cls, permits: Sequence[Permit], use: Use) -> tuple[Permit, ...]:
        """Give the permits that satisfy it."""


class CoversDealing(PermitRule):
    """The taker has no licence that is in force on that day and permits this.

    Open the taker's licences to see what there is and what is missing.

    Source: Firearms Protocol, article 10: transfers under a licence; the country pack, ``transfers``.
    """

    source = "Firearms Protocol 10; country pack, transfers"
    unverified = True

    @classmethod
    def kept_by(cls, permits: Sequence[Permit], use: Use) -> tuple[Permit, ...]:
        return tuple(
            one
            for one in permits
            if use.dealing in one.kind.permits and standing(one.state, use.day) is Standing.IN_FORCE
        )


class CoversType(PermitRule):
    """The taker's licence does not cover a firearm of this type.

    Source: the country pack, ``types`` of the kind of licence.
    """

    source = "country pack, licences: types"

    @classmethod
    def kept_by(cls, permits: Sequence[Permit], use: Use) -> tuple[Permit, ...]:
        return tuple(one for one in permits if _types(one) is None or use.type in (_types(one) or ()))


class LeavesRoom(PermitRule):
    """The taker has as many firearms as the licence admits, so one more would be too many.

    Source: the country pack, ``quota`` of the kind of licence.
    """

    source = "country pack, licences: quota"

    @classmethod
    def kept_by(cls, permits: Sequence[Permit], use: Use) -> tuple[Permit, ...]:
        return tuple(one for one in permits if one.kind.single_use or (most := _quota(one)) is None or use.held < most)


PERMIT_RULES: Final[tuple[type[PermitRule], ...]] = (CoversDealing, CoversType, LeavesRoom)
"""What the taker's licences must satisfy, one after the other: the first that none satisfies is told."""


def admits(permits: Sequence[Permit], use: Use) -> tuple[Permit, ...]:
    """Give the permits that admit a use: those for one use only first, and of them the one that ends first.

    Source: the rules' own.
    """
    left = tuple(permits)
    for rule in PERMIT_RULES:
        left = rule.kept_by(left, use)
    return tuple(sorted(left, key=lambda one: (not one.kind.single_use, one.state.valid_to or date.max, one.id)))


def broken_by(permits: Sequence[Permit], use: Use) -> type[PermitRule] | None:
    """Give the first rule that no permit satisfies, None where one satisfies all. Source: the rules' own."""
    left = tuple(permits)
    for rule in PERMIT_RULES:
        left = rule.kept_by(left, use)
        if not left:
            return rule
    return None if has_room(permits, use) else LeavesRoom


def has_room(permits: Sequence[Permit], use: Use) -> bool:
    """Whether one who has licences to possess may have one more under one of them, by whichever permit it is acquired.

    Source: the country pack, ``quota`` of the kind of licence.
    """
    possession = Use(dealing=Dealing.POSSESS, type=use.type, day=use.day, held=use.held)
    held_under = CoversType.kept_by(CoversDealing.kept_by(permits, possession), possession)
    return not held_under or bool(LeavesRoom.kept_by(held_under, possession))


def _types(permit: Permit) -> frozenset[int] | None:
    return permit.types or frozenset(permit.kind.types) or None


def _quota(permit: Permit) -> int | None:
    return permit.state.quota if permit.state.quota is not None else permit.kind.quota
