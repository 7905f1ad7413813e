"""A row's text and digest are what they are said to be, and a list proves each of its rows."""

from hashlib import sha256

import pytest

from salwa.kernel.ledger.rows import Form, ListTiles, blind_of, levels_of, list_root, row_digest, row_digests
from salwa.kernel.ledger.tree import Frontier, leaf_hash, verify_inclusion

FORM = Form.of("some_table", 1, 2, "a:int b:int word:text")


def test_a_row_is_written_with_its_table_and_the_fingerprint_of_its_form():
    assert FORM.text([1, -2, 'é"\n']) == f'["some_table", "{FORM.fingerprint}", 1, -2, "é\\"\\n"]'
    assert FORM.key == ("a", "b")
    with pytest.raises(ValueError, match="3 columns"):
        FORM.text([1, 2])


def test_another_number_kind_or_order_is_another_form():
    others = [
        Form.of("some_table", 2, 2, "a:int b:int word:text"),
        Form.of("some_table", 1, 1, "a:int b:int word:text"),
        Form.of("some_table", 1, 2, "b:int a:int word:text"),
        Form.of("some_table", 1, 2, "a:int b:int word:bool"),
    ]
    assert len({FORM.fingerprint, *(one.fingerprint for one in others)}) == 5


@pytest.mark.parametrize("columns", ["a:int b:text", "a:int b:float", "a"])
def test_a_form_that_cannot_be_is_refused(columns):
    with pytest.raises(ValueError, match="cannot be read"):
        Form.of("some_table", 1, 2, columns)


def test_a_digest_is_the_hash_of_a_leaf_over_blind_and_text():
    blind = blind_of(b"s" * 32, "some_table", "1/2")
    assert blind == sha256(b"s" * 32 + b"some_table\x001/2").digest()
    assert row_digest(blind, "[1]") == leaf_hash(blind + b"[1]")
    assert row_digests(b"s" * 32, "some_table", [b"1/2"], [b"[1]"]) == row_digest(blind, "[1]")


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 70_000])
def test_a_list_proves_its_rows(count):
    leaves = [sha256(b"%d" % n).digest() for n in range(count)]
    tree = Frontier()
    for leaf in leaves:
        tree.append(leaf)
    tiles = ListTiles(levels_of(b"".join(leaves)))
    assert tiles.root() == list_root(b"".join(leaves)) == tree.root()
    for at in {0, count // 2, count - 1}:
        verify_inclusion(leaf=leaves[at], index=at, size=count, proof=tiles.proof(at), root=tree.root())
