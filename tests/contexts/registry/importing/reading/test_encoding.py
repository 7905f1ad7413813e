"""Registry, import, reading, tests: encodings said honestly, or refused with what they might be."""

import pytest

from salwa.contexts.registry.importing.reading.encoding import Encoding, find, first_undecodable, known, place
from salwa.platform.errors import Refused


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("serial,make\n1,Тула\n", "utf-8", "utf-8"),
        ("serial,make\n1,Тула\n", "utf-8-sig", "utf-8"),
        ("serial,make\n1,Тула\n", "utf-16", "utf-16-le"),
        ("serial,make\n1,Tula\n", "utf-16-be", "utf-16-be"),
        ("serial,make\n1,Manufacture Française\n2,Société Générale\n", "cp1252", "cp1252"),
        ("serial,make\n1,Тульский завод\n2,Ижевск\n", "cp1251", "cp1251"),
        ("serial,make\n1,مصنع البنادق\n", "cp1256", "cp1256"),
    ],
)
def test_an_encoding_that_leaves_no_doubt_is_found(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    found = find(memoryview(data))
    assert found.name == name
    assert data[found.skip :].decode(found.name) == text


def test_an_encoding_that_leaves_a_doubt_is_asked_for_with_the_guesses() -> None:
    with pytest.raises(Refused) as caught:
        find(memoryview("serial,make\n1,ТУЛА\n".encode("cp1251")))
    told = str(caught.value)
    assert told.startswith("line 2, character 3")
    assert "“ТУЛА” in cp1251" in told
    assert "cp1256" in told


def test_the_mapping_settles_a_doubt() -> None:
    assert find(memoryview("serial,make\n1,ТУЛА\n".encode("cp1251")), "windows-1251").name == "cp1251"


def test_a_wrong_word_in_the_mapping_is_refused_with_line_and_column() -> None:
    with pytest.raises(Refused) as caught:
        find(memoryview("serial,make\n1,Écluse\n".encode("cp1252")), "utf-8")
    assert str(caught.value).startswith("line 2, character 3: byte 0xC9 is not utf-8")


def test_known_names_only_encodings_that_are_read() -> None:
    assert known("UTF8") == "utf-8"
    with pytest.raises(Refused, match="known are"):
        known("ebcdic-cp-be")


def test_place_counts_characters_and_not_bytes() -> None:
    data = memoryview("äö\nüx".encode())
    assert place(data, 7, Encoding("utf-8", 0, "")) == (2, 2)


def test_first_undecodable_looks_past_the_edge_of_a_piece() -> None:
    data = b"a" * ((1 << 22) - 1) + "é".encode() + b"\xff"
    assert first_undecodable(memoryview(data), Encoding("utf-8", 0, "")) == (1 << 22) + 1
