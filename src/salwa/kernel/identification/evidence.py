"""Kernel, identification: from typed marks to the question put to the register."""

from collections.abc import Sequence
from typing import Final

from salwa.kernel import vocabularies
from salwa.kernel.identification.model import Evidence, SerialText, Weighted
from salwa.kernel.identification.parameters import Parameters
from salwa.kernel.marks.model import MarkKind, Reading, Reads

KIN_WEIGHT: Final = 0.1
"""What a kind of the written type, or the type of which it is a kind, weighs against the written one; set by hand."""


def evidence_from(reads: Reads) -> Evidence:
    """Give the evidence that the readings of one written text amount to.

    Several readings of one kind are several meanings, each with its confidence; the maker comes before importer and
    licensor, whose names weigh less. A country or year inside an import mark speaks of the import, not of the making. A
    pistol may stand in the register as the kind of pistol that it is, and the other way round.
    """
    importer = Parameters.fitted().importer
    makers = _weighted(reads.readings, MarkKind.MAKER)
    others = [
        Weighted(one.code, one.weight * importer)
        for kind in (MarkKind.LICENSOR, MarkKind.IMPORTER)
        for one in _weighted(reads.readings, kind)
    ]
    imports = [one for one in reads.readings if one.kind == MarkKind.IMPORT]
    years = [one.year for one in reads.readings if one.kind == MarkKind.YEAR and one.year is not None]
    return Evidence(
        serials=tuple(SerialText(one.text, one.confidence, one.column or "serial") for one in reads.serials),
        makes=_united([*makers, *others]),
        models=_united(_weighted(reads.readings, MarkKind.MODEL)),
        calibres=_united(_weighted(reads.readings, MarkKind.CALIBRE)),
        types=_united([one for given in _weighted(reads.readings, MarkKind.TYPE) for one in _kin(given)]),
        countries=_united(_weighted(reads.readings, MarkKind.COUNTRY)),
        year=years[0] if len(set(years)) == 1 else None,
        import_country=next((one.code for one in imports if one.code), None),
        import_year=next((one.year for one in imports if one.year), None),
    )


def _weighted(readings: Sequence[Reading], kind: MarkKind) -> list[Weighted]:
    return [Weighted(one.code, one.confidence) for one in readings if one.kind == kind and one.code]


def _kin(given: Weighted) -> list[Weighted]:
    """Give a type, and with less weight its kinds, or the kind of which it is one."""
    types = vocabularies.types()
    told = types.get(given.code)
    if told is None:
        return [given]
    if told.id == told.kind:
        others = [one.code for one in types.terms if one.kind == told.kind and one.code != given.code]
    else:
        others = [one.code for one in types.terms if one.id == told.kind]
    return [given, *(Weighted(code, given.weight * KIN_WEIGHT) for code in others)]


def _united(given: Sequence[Weighted]) -> tuple[Weighted, ...]:
    """Join equal codes: the greatest weight counts."""
    best: dict[int, float] = {}
    for one in given:
        best[one.code] = max(best.get(one.code, 0.0), one.weight)
    return tuple(Weighted(code, weight) for code, weight in sorted(best.items(), key=lambda pair: -pair[1]))
