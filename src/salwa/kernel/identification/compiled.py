"""Kernel, identification: functions compiled to machine code once, kept beside the sources.

numba keys its cache by the file of the outermost function only; a change in a function called by it would leave stale
machine code behind. The cache therefore lives in a folder named by the digest of all sources of this package.
``python -m salwa.kernel.identification.warm`` fills it, so that no user waits for a compiler.

Three ways to compile. What runs for every key, serial and row (:func:`compiled`, :func:`inlined`) may not make arrays:
without the counting of references that arrays need it runs several times faster. What builds a segment
(:func:`compiled_with_arrays`) may.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import numba
from numba.core import config

HERE: Final = Path(__file__).parent
Function = TypeVar("Function", bound=Callable[..., Any])
Number = Any
"""A number inside compiled code: an integer or float of the machine, which Python's types cannot tell apart."""
_njit: Final[Callable[..., Any]] = numba.njit
_config: Final[Any] = config


def source_digest() -> str:
    """Give 16 hexadecimal digits over every source file of this package."""
    digest = hashlib.sha256(numba.__version__.encode())
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


if not _config.CACHE_DIR:
    _config.CACHE_DIR = str(HERE / "__pycache__" / f"compiled-{source_digest()}")


def compiled_folder() -> Path:
    """Give the folder of the machine code."""
    return Path(_config.CACHE_DIR)


def compiled(function: Function) -> Function:
    """Compile ``function`` at its first call, without the interpreter lock, and keep the machine code on disk."""
    return cast(Function, _njit(cache=True, nogil=True, error_model="numpy", _nrt=False)(function))


def inlined(function: Function) -> Function:
    """Compile a small ``function`` into every compiled function that calls it."""
    return cast(Function, _njit(nogil=True, error_model="numpy", _nrt=False, forceinline=True)(function))


def compiled_with_arrays(function: Function) -> Function:
    """Compile a ``function`` that makes arrays of its own."""
    return cast(Function, _njit(cache=True, nogil=True, error_model="numpy")(function))
