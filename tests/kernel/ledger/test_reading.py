"""Rows are read out of entries in one go, and only where they are spelled as an action spells them."""

import numpy as np
import pytest

from salwa.kernel.ledger.hashing import Slices
from salwa.kernel.ledger.reading import CUT, Tables, read

TABLES = Tables(Slices.of([b"firearm", b"mark"]), np.array([1, 2]))
DIGEST = "0123456789abcdef" * 4
HEAD, MIDDLE, PRIVATE, END = '{"a":1,', '"entry":7,', '"private":"x",', '"summary":{}}'
PIECES = "".join(piece + chr(CUT) for piece in (HEAD, MIDDLE, PRIVATE, END)).encode()


def entry(rows="", at='"at":12,'):
    return f"{HEAD}{at}{MIDDLE}{PRIVATE}{rows}{END}".encode()


def said(*bodies):
    return read(Slices.of(bodies), PIECES * len(bodies), TABLES)


def test_rows_are_read_with_the_entry_that_says_them():
    one = f'"rows":[["firearm",1,"41","{DIGEST}"],["mark",2,"-41/3",""]],'
    got = said(entry(at=""), entry(one), entry(f'"rows":[["firearm",3,"0","{DIGEST}"]],'))
    assert got.fits.tolist() == [True] * 3
    assert got.entries.tolist() == [1, 1, 2]
    assert got.ats.tolist() == [12, 12, 12]
    assert got.tables.tolist() == [0, 1, 0]
    assert got.forms.tolist() == [1, 2, 3]
    assert got.keys[:, 0].tolist() == [41, -41, 0]
    assert got.keys[1, :2].tolist() == [-41, 3]
    assert [one.tobytes().hex() for one in got.digests] == [DIGEST, "00" * 32, DIGEST]


@pytest.mark.parametrize(
    "rows",
    [
        '"rows":[],',
        f'"rows":[["other",1,"4","{DIGEST}"]],',
        f'"rows":[["firearm",01,"4","{DIGEST}"]],',
        f'"rows":[["firearm",1,"04","{DIGEST}"]],',
        f'"rows":[["firearm",1,"-0","{DIGEST}"]],',
        f'"rows":[["firearm",1,"4/1","{DIGEST}"]],',
        f'"rows":[["mark",1,"4","{DIGEST}"]],',
        f'"rows":[["firearm",1,"9223372036854775808","{DIGEST}"]],',
        f'"rows":[["firearm",1,"4","{DIGEST.upper()}"]],',
        f'"rows":[["firearm",1,"4","{DIGEST[1:]}"]],',
        f'"rows":[["firearm",1,"4", "{DIGEST}"]],',
        f'"rows":[["firearm",1,"4","{DIGEST}"],["firearm"',
        f'"rows":[["firearm",1,"4","{DIGEST}"]]',
        '"other":1,',
    ],
)
def test_what_is_spelled_otherwise_is_left_alone(rows):
    good = f'"rows":[["firearm",1,"4","{DIGEST}"]],'
    got = said(entry(good), entry(rows), entry(good))
    assert got.fits.tolist() == [True, False, True]
    assert got.entries.tolist() == [0, 2]


def test_rows_without_a_place_in_the_order_of_writing_are_left_alone():
    good = f'"rows":[["firearm",1,"4","{DIGEST}"]],'
    assert said(entry(good, at=""), entry(good, at='"at":,'), entry(good, at='"at":012,')).fits.tolist() == [False] * 3


@pytest.mark.parametrize("body", [b"", b"{", entry()[:-1], entry() + b" ", entry().replace(b"1", b"2", 1)])
def test_an_entry_of_other_pieces_does_not_fit(body):
    assert said(body, entry()).fits.tolist() == [False, True]
