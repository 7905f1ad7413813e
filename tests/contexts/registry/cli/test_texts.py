"""A table of texts is read whole, or refused with line and column."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salwa.contexts.registry.cli.texts import read_texts
from salwa.platform.errors import NotFound, Refused


def table(folder: Path, content: bytes) -> Path:
    path = folder / "T.csv"
    path.write_bytes(content)
    return path


def test_the_column_is_read_in_order_whatever_stands_beside_it(tmp_path: Path) -> None:
    assert read_texts(table(tmp_path, "\ufeffno;text\n1;ТТ\n2;\n3;五六式\n".encode())) == ["ТТ", "", "五六式"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1: the file is empty"),
        (b"make\nglock\n", "line 1, text: there is no column of this name; the columns are 'make'"),
        (b"text,text\na,b\n", "line 1, text: this column stands twice"),
        (b"text\nglock\n\xff\xfe\n", "line 3: this is not UTF-8 text (byte 1"),
        (b"text\nglo\0ck\n", "line 2: this line holds a NUL byte"),
        (b"text\n" + b"x" * 10_000_000, "line 2: this line is longer than"),
        (b"text,b\na\n", "line 2: this line has 1 fields, the heading 2"),
        (b'text\n"glock\n', "the quotation marks do not close"),
        (bytes(range(256)) * 10, "line 1"),
    ],
)
def test_what_cannot_be_read_is_named_by_line_and_column(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(Refused, match="line") as refused:
        read_texts(table(tmp_path, content))
    assert told in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="cannot be opened"):
        read_texts(tmp_path / "none.csv")


@given(content=st.binary(max_size=300))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = table(tmp_path_factory.mktemp("texts"), b"text\n" + content)
    faults: tuple[object, ...] = ()
    texts: list[str] = []
    try:
        texts = read_texts(path)
    except Refused as refused:
        faults = refused.faults
    assert faults or len(texts) <= content.count(b"\n") + content.count(b"\r") + 1
