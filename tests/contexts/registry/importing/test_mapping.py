"""Registry, import, tests: what a mapping may say, and how it is told what it may not."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salwa.contexts.registry.importing.mapping import Mapping, parse_mapping, read_mapping, said_of_cells
from salwa.platform.errors import Refused

WHOLE = """
source = "Cantonal register"
[file]
encoding = "cp1252"
delimiter = ";"
date_formats = ["DD/MM/YYYY"]
[columns]
serial = "Numéro"
[constants]
import_country = "BE"
[values.status]
"En Service" = "registered"
"""


def test_what_a_mapping_does_to_cells_is_said() -> None:
    told = said_of_cells(parse_mapping(WHOLE + "[values.make]\nFN = 'FN Herstal'\n"))
    assert told == (
        "Dates are read as DD/MM/YYYY.",
        "Every row gets import_country “BE”.",
        "In status, “en service” is read as “registered”.",
        "In make, “fn” is read as “FN Herstal”.",
    )
    assert said_of_cells(Mapping()) == ()


def test_a_source_with_a_nul_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="source: The name of the source holds a character"):
        parse_mapping('source = "a\\u0000b"')


def test_a_whole_mapping_is_read(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(WHOLE, encoding="utf-8")
    found = read_mapping(tmp_path / "m.toml")
    assert (found.source, found.form.encoding, found.form.delimiter) == ("Cantonal register", "cp1252", ";")
    assert found.columns == {"serial": "Numéro"}
    assert found.values == {"status": {"en service": "registered"}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("serial = ", "not TOML"),
        ("[colums]\nserial = 'a'", "no “colums”"),
        ("[columns]\nserie = 'a'", "no “serie”"),
        ("[columns]\nserial = ['a']", "text in quotation marks"),
        ("[columns]\nserial = 'a'\nmake = 'a'", "both serial and make"),
        ("[file]\nencoding = 'klingon'", "known are"),
        ("[file]\ndelimiter = '#'", "known are"),
        ("[file]\ndate_formats = ['%d/%m/%y']", "century"),
        ("[file]\nheading_line = 'four'", "number of a line"),
        ("[file]\nheading_line = 5000", "number of a line"),
        ("[file]\nwithout_serials = 'yes'", "true or false"),
        ("[file]\ndate_formats = ['%d %Y']", "without its month"),
        ("[constants]\nexternal_id = 'x'", "same external_id"),
        ("values = 3", "table"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(text: str, told: str) -> None:
    with pytest.raises(Refused, match=told):
        parse_mapping(text)


def test_a_mapping_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be opened"):
        read_mapping(tmp_path / "none.toml")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_mapping_or_refused(text: str) -> None:
    try:
        parse_mapping(text)
    except Refused as error:
        told = [str(fault) for fault in error.faults]
    else:
        told = ["read"]
    assert all(told)
