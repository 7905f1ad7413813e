"""Kernel, ledger: SHA-256 of many messages by the instructions that most processors have for it since 2017 (SHA-NI).

Several times as fast as sixteen lanes of ordinary ones (lanes.py), which are used wherever :data:`HAS_SHA` is False.
The order of the steps is that of Intel's paper of 2013, "New instructions supporting the Secure Hash Algorithm".
"""

from collections.abc import Callable
from typing import Any, Final, cast

import llvmlite.ir as ir
import numpy as np
from numba import types
from numba.core import cgutils, codegen, config
from numba.core.extending import intrinsic

from salwa.kernel.ledger.lanes import ROUNDS, START, Number, Octets, Offsets, Words, compiled

_Value = Any
_codegen: Final[Any] = codegen
_config: Final[Any] = config
_cgutils: Final[Any] = cgutils
_WORD: Final = ir.IntType(32)
_WORDS: Final = ir.VectorType(_WORD, 4)
_OCTETS: Final = ir.VectorType(ir.IntType(8), 16)
_BACKWARDS: Final = [4 * word + octet for word in range(4) for octet in reversed(range(4))]
# The order in which the instructions have the eight words of a state: F E B A H G D C.
_PLACES: Final = np.array([5, 4, 1, 0, 7, 6, 3, 2])
_START_PLACED: Final = START[_PLACES]


def has_sha(features: str) -> bool:
    """Whether a processor has the instructions; ``features`` as LLVM lists them: ``+sha,+ssse3,-avx512f``."""
    return {"+sha", "+ssse3"} <= set(features.split(","))


HAS_SHA: Final = has_sha(_codegen.get_host_cpu_features() if _config.CPU_FEATURES is None else _config.CPU_FEATURES)
"""Whether this processor has the instructions, and numba was not told to do without."""


class _Steps:
    """Writes the instructions of one block."""

    def __init__(self, builder: _Value) -> None:
        self._builder = builder

    def call(self, name: str, *given: _Value) -> _Value:
        """Call one of the instructions; all of them take and give four words."""
        kind = ir.FunctionType(_WORDS, [_WORDS] * len(given))
        module = self._builder.module
        known = module.globals.get(f"llvm.x86.{name}") or ir.Function(module, kind, f"llvm.x86.{name}")
        return self._builder.call(known, given)

    def picked(self, first: _Value, second: _Value, *places: int) -> _Value:
        """Give four words of eight."""
        return self._builder.shuffle_vector(first, second, ir.Constant(_WORDS, list(places)))

    def words(self, octets: _Value, at: int) -> _Value:
        """Read four words, the first octet of each the greatest."""
        place = self._builder.gep(octets, [ir.Constant(ir.IntType(64), at)])
        read = self._builder.load(self._builder.bitcast(place, _OCTETS.as_pointer()), align=1)
        turned = ir.Constant(ir.VectorType(_WORD, 16), _BACKWARDS)
        return self._builder.bitcast(self._builder.shuffle_vector(read, read, turned), _WORDS)

    def block(self, octets: _Value, state: tuple[_Value, _Value]) -> tuple[_Value, _Value]:
        """Take one block: give the two halves of the state behind it."""
        low, high = state
        told = [self.words(octets, 16 * at) for at in range(4)]
        for at in range(16):
            if at >= len(told):
                summed = self._builder.add(
                    self.call("sha256msg1", told[at - 4], told[at - 3]),
                    self.picked(told[at - 2], told[at - 1], 1, 2, 3, 4),
                )
                told.append(self.call("sha256msg2", summed, told[at - 1]))
            mixed = self._builder.add(told[at], ir.Constant(_WORDS, ROUNDS[4 * at : 4 * at + 4].tolist()))
            high = self.call("sha256rnds2", high, low, mixed)
            low = self.call("sha256rnds2", low, high, self.picked(mixed, mixed, 2, 3, 0, 0))
        return self._builder.add(low, state[0]), self._builder.add(high, state[1])


def _block(_context: _Value, state: _Value, octets: _Value, at: _Value) -> tuple[_Value, _Value]:
    """Take the 64 octets from ``at`` on into ``state``."""

    def written(context: _Value, builder: _Value, signature: _Value, given: _Value) -> _Value:
        held, read = (context.make_array(signature.args[n])(context, builder, given[n]).data for n in range(2))
        where = builder.bitcast(held, _WORDS.as_pointer())
        halves = [builder.gep(where, [ir.Constant(ir.IntType(64), half)]) for half in range(2)]
        before = (builder.load(halves[0], align=4), builder.load(halves[1], align=4))
        after = _Steps(builder).block(builder.gep(read, [given[2]]), before)
        for half, value in zip(halves, after, strict=True):
            builder.store(value, half, align=4)
        return context.get_dummy_value()

    return types.void(state, octets, at), written


def _copied(  # numba goes by the number of arguments
    _context: _Value, to: _Value, _at: _Value, octets: _Value, _begin: _Value, _count: _Value
) -> tuple[_Value, _Value]:
    """Copy so many octets from one place to another. A slice would be looked at for what it shares."""

    def written(context: _Value, builder: _Value, signature: _Value, given: _Value) -> _Value:
        target, source = (
            builder.gep(context.make_array(signature.args[n])(context, builder, given[n]).data, [given[n + 1]])
            for n in (0, 2)
        )
        _cgutils.raw_memcpy(builder, target, source, given[4], 1)
        return context.get_dummy_value()

    return types.void(to, types.int64, octets, types.int64, types.int64), written


_take: Final = cast(Callable[[Words, Octets, Number], None], intrinsic(_block))
copy: Final = cast(Callable[[Octets, Number, Octets, Number, Number], None], intrinsic(_copied))


@compiled
def finish(message: Octets, length: Number, state: Words, out: Octets, at: Number) -> None:
    """Write SHA-256 of the first octets of a message, behind which 72 are free, to ``out`` from ``at`` on."""
    blocks = (length + 72) >> 6
    message[length] = 0x80
    message[length + 1 : (blocks << 6) - 8] = 0
    for q in range(8):
        message[(blocks << 6) - 1 - q] = np.uint8(((length << 3) >> (8 * q)) & 0xFF)
    for i in range(8):
        state[i] = _START_PLACED[i]
    for block in range(blocks):
        _take(state, message, block << 6)
    for i in range(8):
        word = state[i]
        where = at + 4 * _PLACES[i]
        for q in range(4):
            out[where + q] = np.uint8((word >> np.uint32(24 - 8 * q)) & np.uint32(0xFF))


@compiled
def hashed(octets: Octets, begins: Offsets, lengths: Offsets, out: Octets) -> None:
    """Write SHA-256 of each message to ``out``."""
    longest = 0
    for i in range(len(lengths)):
        longest = max(longest, lengths[i])
    message, state = np.empty(longest + 72, np.uint8), np.empty(8, np.uint32)
    for i in range(len(begins)):
        length = lengths[i]
        copy(message, 0, octets, begins[i], length)
        finish(message, length, state, out, 32 * i)


@compiled
def bound(prefix: Octets, keys: Octets, texts: Octets, edges: Offsets, out: Octets) -> None:
    """Write the digest of each row to ``out``: SHA-256 over 0, SHA-256 over prefix and key, and the text.

    ``edges``: where each key begins and ends among the keys, and each text among the texts; a row of four for each.
    """
    longest = 0
    for i in range(len(edges)):
        longest = max(longest, len(prefix) + edges[i, 1] - edges[i, 0], 33 + edges[i, 3] - edges[i, 2])
    named, message = np.empty(longest + 72, np.uint8), np.empty(longest + 72, np.uint8)
    state = np.empty(8, np.uint32)
    copy(named, 0, prefix, 0, len(prefix))
    for i in range(len(edges)):
        key, text = edges[i, 1] - edges[i, 0], edges[i, 3] - edges[i, 2]
        copy(named, len(prefix), keys, edges[i, 0], key)
        message[0] = 0
        finish(named, len(prefix) + key, state, message, 1)
        copy(message, 33, texts, edges[i, 2], text)
        finish(message, 33 + text, state, out, 32 * i)


@compiled
def level_above(digests: Octets, out: Octets) -> None:
    """Hash each pair of digests into the node above, which may be written over them: SHA-256 over 1 and both."""
    message, state = np.empty(65 + 72, np.uint8), np.empty(8, np.uint32)
    message[0] = 1
    for i in range(len(digests) // 64):
        copy(message, 1, digests, 64 * i, 64)
        finish(message, 65, state, out, 32 * i)
