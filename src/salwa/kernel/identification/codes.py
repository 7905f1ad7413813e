"""Kernel, identification: a serial as small numbers (identification.md section 2).

A plain text is two things: its folded text, one *code* from 1 to 27 a character (28 for a character that could not be
read), and which look-alike stood there, a *variant* from 0 to 3. Twelve codes of five bits fill the upper 60 bits of a
*word*, the first character highest, so that words sort as the texts do; the lowest bit says that more words follow.
Thirty-two variants of two bits fill one word: plain text = folded text + variants.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from salwa.kernel.identification.compiled import compiled_with_arrays, inlined
from salwa.kernel.marks.folding import ALPHABET, LONGEST, LOOK_ALIKES, UNREADABLE

UNREAD: Final = len(ALPHABET) + 1
"""Code of a character that could not be read."""
CODES: Final = UNREAD
"""Highest code that a registered serial may hold."""
PER_WORD: Final = 12
WORDS: Final = 3
FIRST_LETTER: Final = ALPHABET.index("A") + 1
ZERO: Final = ALPHABET.index("0") + 1

Bytes = NDArray[np.uint8]
U64 = NDArray[np.uint64]


def _tables() -> tuple[Bytes, Bytes, Bytes]:
    code_of = np.zeros(256, dtype=np.uint8)
    variant_of = np.zeros(256, dtype=np.uint8)
    character_of = np.zeros((CODES + 1, 4), dtype=np.uint8)
    for code, character in enumerate(ALPHABET, start=1):
        alike = character + "".join(sorted(c for c, to in LOOK_ALIKES.items() if to == character))
        for variant, one in enumerate(alike):
            code_of[ord(one)] = code
            variant_of[ord(one)] = variant
            character_of[code, variant] = ord(one)
    code_of[ord(UNREADABLE)] = UNREAD
    character_of[UNREAD, 0] = ord(UNREADABLE)
    return code_of, variant_of, character_of


CODE_OF, VARIANT_OF, CHARACTER_OF = _tables()

BASE: Final = np.uint64(0x9E3779B97F4A7C15)
MIX_ONE: Final = np.uint64(0xBF58476D1CE4E5B9)
MIX_TWO: Final = np.uint64(0x94D049BB133111EB)
HASH_MASK: Final = np.uint64(0xFFFFFFFFFF000000)
INDEX_MASK: Final = np.uint64(0x0000000000FFFFFF)


def _powers() -> U64:
    powers = np.ones(2 * LONGEST + 4, dtype=np.uint64)
    for i in range(1, len(powers)):
        powers[i] = (int(powers[i - 1]) * int(BASE)) % 2**64
    return powers


POWERS: Final = _powers()
"""Powers of the base of the polynomial hash, modulo 2^64."""


@inlined
def mixed(value: np.uint64) -> np.uint64:
    """Spread a polynomial hash over the upper 40 bits of a word; the lower 24 are zero."""
    value ^= value >> np.uint64(30)
    value *= MIX_ONE
    value ^= value >> np.uint64(27)
    value *= MIX_TWO
    value ^= value >> np.uint64(31)
    return value & HASH_MASK


@inlined
def pack(codes: Bytes, start: int, length: int) -> np.uint64:
    """Pack up to twelve codes from ``start`` into the upper 60 bits of a word."""
    word = np.uint64(0)
    for k in range(PER_WORD):
        i = start + k
        code = np.uint64(codes[i]) if i < length else np.uint64(0)
        word = (word << np.uint64(5)) | code
    return word << np.uint64(4)


@inlined
def unpack(word: np.uint64, codes: Bytes, start: int) -> int:
    """Write the codes of ``word`` from ``start`` on; give the index behind the last."""
    for k in range(PER_WORD):
        code = (word >> np.uint64(59 - 5 * k)) & np.uint64(31)
        if code == np.uint64(0):
            return start + k
        if start + k >= LONGEST:
            return LONGEST
        codes[start + k] = code
    return min(start + PER_WORD, LONGEST)


@compiled_with_arrays
def encode(offsets: NDArray[np.int64], data: Bytes, words: U64, variants: U64) -> None:
    """Encode plain texts.

    offsets: (n + 1,) int64 into data; data: uint8 ASCII; words: (n, 3) uint64, written; variants: (n,) uint64, written.
    Characters outside the plain alphabet are passed over; what goes beyond 32 is cut.
    """
    codes = np.zeros(LONGEST, dtype=np.uint8)
    for row in range(len(offsets) - 1):
        length = 0
        variant = np.uint64(0)
        for at in range(offsets[row], offsets[row + 1]):
            code = CODE_OF[data[at]]
            if code != 0 and length < LONGEST:
                codes[length] = code
                variant |= np.uint64(VARIANT_OF[data[at]]) << np.uint64(2 * length)
                length += 1
        for word in range(WORDS):
            words[row, word] = pack(codes, word * PER_WORD, length)
        if length > PER_WORD:
            words[row, 0] |= np.uint64(1)
        variants[row] = variant


def encode_one(plain: str) -> tuple[Bytes, Bytes]:
    """Give codes and variants, one byte a character, of one plain text of at most 32 characters."""
    raw = np.frombuffer(plain.encode("ascii"), dtype=np.uint8)
    return CODE_OF[raw], VARIANT_OF[raw]
