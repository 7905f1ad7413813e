"""Kernel, identification: the fitted numbers of the search, and where they come from.

``parameters.toml`` is written by ``python -m bench.fit`` from queries of the first damage generator; its head says when
and on what. Every number has a meaning in words there.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from salwa.kernel.identification.alignment import EVENTS, Floats
from salwa.kernel.identification.layout import FIELDS

FITTED = Path(__file__).parent / "parameters.toml"


@dataclass(frozen=True, slots=True)
class FieldWorth:
    """What agreement (times the logarithm of rarity), disagreement and an open field of the register are worth."""

    scale: float
    differs: float
    missing: float


@dataclass(frozen=True, slots=True)
class Absent:
    """Firearms that are not in the register.

    level: logarithm of their weight against the registered; power: exponent of the density; floor: least density;
    occupied: share of the weight that is left where a firearm stands in the register exactly as written; beside:
    weight for each unit of mass of rows that are not as written; namesake: other firearms of the same number for
    each registered one that bears it, whatever else was written.
    """

    level: float
    power: float
    floor: float
    occupied: float
    beside: float
    namesake: float


@dataclass(frozen=True, slots=True)
class Beyond:
    """Registered firearms whose serial is damaged beyond what is looked for, for each one that is not in the register.

    By the edits that are looked for beside the illegible characters: none_left, one_left, two_left.
    """

    none_left: float
    one_left: float
    two_left: float


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """Probabilities from which a verdict is given, and the fewest readable characters for ``no_record``.

    handful: what the first must have where fewer could be read, for a person to go through all that were found.
    """

    match: float
    no_record: float
    fewest_readable: int
    handful: float
    tie: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameters:
    """All of them, costs and worths multiplied by the slope.

    absent: (6,) in the order of :class:`Absent`; beyond: (3,) in the order of :class:`Beyond`; ``slope`` flattens
    scores, ``unseen`` is the share of firearms written with two edits or more, ``importer`` what an importer's or
    licensor's name weighs as the make.
    """

    costs: Floats
    fields: Mapping[str, FieldWorth]
    most: float
    echo: float
    roles: Floats
    absent: Floats
    beyond: Floats
    slope: float
    unseen: float
    settled: float
    importer: float
    verdict: VerdictRule

    @staticmethod
    @lru_cache(maxsize=1)
    def fitted() -> "Parameters":
        """Give the fitted parameters that come with this version."""
        return Parameters.from_data(tomllib.loads(FITTED.read_text(encoding="utf-8")))

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> "Parameters":
        """Read what ``parameters.toml`` holds. Errors: ``KeyError`` for a missing number."""
        slope = float(data["posterior"]["slope"])
        costs = np.array([data["costs"][event] for event in EVENTS], dtype=np.float64) * slope
        agreement = data["agreement"]
        return Parameters(
            costs=costs,
            fields={name: FieldWorth(**_sloped(data["fields"][name], slope)) for name in FIELDS},
            most=float(agreement["most"]),
            echo=float(agreement["echo"]),
            roles=np.array([0.0, agreement["component"], agreement["other_number"], -3.0], dtype=np.float64) * slope,
            absent=np.array(astuple(Absent(**data["absent"])), dtype=np.float64),
            beyond=np.array(astuple(Beyond(**data["beyond"])), dtype=np.float64),
            slope=slope,
            unseen=float(data["posterior"]["unseen"]),
            settled=float(data["posterior"]["settled"]),
            importer=float(data["evidence"]["importer"]),
            verdict=VerdictRule(**data["verdict"]),
        )


def _sloped(values: Mapping[str, float], slope: float) -> dict[str, float]:
    return {name: float(value) * slope for name, value in values.items()}
