"""What was read becomes the question that is put."""

from salwa.kernel import vocabularies
from salwa.kernel.identification.evidence import evidence_from
from salwa.kernel.identification.model import SerialText, Weighted
from salwa.kernel.marks.model import MarkKind, Reading, Reads


def test_each_kind_of_mark_finds_its_field() -> None:
    serial = Reading("1187342", MarkKind.SERIAL, 0.9, "remarks")
    reads = Reads(
        (
            serial,
            Reading("FN", MarkKind.MAKER, 0.8, code=4),
            Reading("FN", MarkKind.MAKER, 0.5, code=4),
            Reading("CAI", MarkKind.IMPORTER, 1.0, code=9),
            Reading("FAL", MarkKind.MODEL, 0.7, code=40),
            Reading("7.62", MarkKind.CALIBRE, 0.6, code=5),
            Reading("rifle", MarkKind.TYPE, 0.9, code=2),
            Reading("Belgium", MarkKind.COUNTRY, 0.9, code=56),
            Reading("1973", MarkKind.YEAR, 0.9, year=1973),
            Reading("GHA 2016", MarkKind.IMPORT, 0.9, code=288, year=2016),
        ),
        (serial,),
    )
    evidence = evidence_from(reads)
    assert evidence.serials == (SerialText("1187342", 0.9, "remarks"),)
    assert evidence.makes == (Weighted(4, 0.8), Weighted(9, 0.3))
    assert (evidence.models, evidence.calibres) == ((Weighted(40, 0.7),), (Weighted(5, 0.6),))
    assert (evidence.types[0], evidence.countries) == (Weighted(2, 0.9), (Weighted(56, 0.9),))
    assert (evidence.year, evidence.import_country, evidence.import_year) == (1973, 288, 2016)


def test_two_different_years_say_nothing() -> None:
    years = tuple(Reading(str(year), MarkKind.YEAR, 0.9, year=year) for year in (1973, 1981))
    assert evidence_from(Reads(years, ())).year is None


def kinds(written: str) -> dict[str, float]:
    types = vocabularies.types()
    reading = Reading(written, MarkKind.TYPE, 0.8, code=types.by_id(written).code)
    told = evidence_from(Reads((reading,), ())).types
    return {types.by_code(one.code).id: round(one.weight, 3) for one in told}


def test_a_type_may_stand_in_the_register_as_its_kind_and_the_other_way_round() -> None:
    assert kinds("pistol")["pistol"] == 0.8
    assert kinds("pistol")["pistol-semi-automatic"] == 0.08
    assert "revolver" not in kinds("pistol")
    assert kinds("pistol-semi-automatic") == {"pistol-semi-automatic": 0.8, "pistol": 0.08}
    assert kinds("mortar") == {"mortar": 0.8}
