"""Registry, import, reading: in which encoding a text file is written, said honestly or refused.

UTF-8 and UTF-16 prove themselves. The one-byte encodings do not: the same bytes are letters in all of them. A file in
one is taken for Windows-1252, 1251 or 1256 only where its words leave no doubt (letters of one script, in the case a
hand would write); else the file is refused, and the person says which it is in the mapping.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from salwa.contexts.registry.importing.reading.refusing import refused

KNOWN: Final = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "latin-1": "latin-1",
    "iso8859-1": "latin-1",
    "cp1252": "cp1252",
    "cp1251": "cp1251",
    "cp1256": "cp1256",
}
"""Encodings that a mapping may name, by Python's name for them."""

_CHUNK: Final = 1 << 22
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_WORDS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Encoding:
    """Python's name of the encoding, how many leading bytes to leave out, and how it was found."""

    name: str
    skip: int
    how: str


def known(name: str) -> str:
    """Give Python's name of an encoding a mapping names; raises Refused with the names that may be used."""
    try:
        found = codecs.lookup(name.strip()).name
    except LookupError:
        found = ""
    if found not in KNOWN:
        raise refused(
            _("The mapping names the encoding “%(name)s”; known are %(listed)s.")
            % {"name": name, "listed": ", ".join(sorted(set(KNOWN.values())))}
        )
    return KNOWN[found]


def find(data: memoryview, said: str = "") -> Encoding:
    """Find the encoding of the text in ``data``. Raises Refused with line and column of what cannot be read."""
    if said:
        return _check(data, _skip_mark(data, known(said)))
    marked = _by_mark(data)
    if marked is not None:
        return _check(data, marked)
    unmarked = _utf_16_without_mark(data)
    if unmarked is not None:
        return _check(data, unmarked)
    bad = first_undecodable(data, Encoding("utf-8", 0, ""))
    _refuse_control(data)
    if bad is None:
        return Encoding("utf-8", 0, _("every byte of it is UTF-8"))
    return _one_byte(data, bad)


def _skip_mark(data: memoryview, name: str) -> Encoding:
    marked = _by_mark(data)
    how = _("the mapping says so")
    if name == "utf-16":
        return Encoding(marked.name if marked else "utf-16-le", marked.skip if marked else 0, how)
    skip = marked.skip if marked and marked.name in (name, name.removesuffix("-sig")) else 0
    return Encoding(name.removesuffix("-sig"), skip, how)


def _by_mark(data: memoryview) -> Encoding | None:
    head = bytes(data[:4])
    if head.startswith(codecs.BOM_UTF8):
        return Encoding("utf-8", 3, _("the file begins with the mark of UTF-8"))
    if head.startswith(codecs.BOM_UTF16_LE):
        return Encoding("utf-16-le", 2, _("the file begins with the mark of UTF-16"))
    if head.startswith(codecs.BOM_UTF16_BE):
        return Encoding("utf-16-be", 2, _("the file begins with the mark of UTF-16"))
    return None


def _utf_16_without_mark(data: memoryview) -> Encoding | None:
    head = bytes(data[:4096])
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and even == 0:
        return Encoding("utf-16-le", 0, _("every second byte is zero, as in UTF-16"))
    if even > len(head) // 5 and odd == 0:
        return Encoding("utf-16-be", 0, _("every second byte is zero, as in UTF-16"))
    return None


def _check(data: memoryview, encoding: Encoding) -> Encoding:
    bad = first_undecodable(data, encoding)
    if bad is not None:
        line, column = place(data, bad, encoding)
        raise refused(
            _("byte 0x%(given)s is not %(name)s, though %(how)s.")
            % {"given": format(data[bad], "02X"), "name": encoding.name, "how": encoding.how},
            line=line,
            column=_("character %(column)s") % {"column": column},
        )
    if not encoding.name.startswith("utf-16"):
        _refuse_control(data)
    return encoding


def first_undecodable(data: memoryview, encoding: Encoding) -> int | None:
    """Offset of the first byte that ``encoding`` cannot read, or None."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    at = encoding.skip
    while at < len(data):
        chunk = bytes(data[at : at + _CHUNK])
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(chunk, final=at + len(chunk) >= len(data))
        except UnicodeDecodeError as error:
            return min(at - pending + error.start, len(data) - 1)
        at += len(chunk)
    return None


def place(data: memoryview, offset: int, encoding: Encoding) -> tuple[int, int]:
    """Line and character, both from 1, of the byte at ``offset``."""
    text = bytes(data[encoding.skip : offset]).decode(encoding.name, errors="replace")
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


def _refuse_control(data: memoryview) -> None:
    """Refuse NUL and other control characters, which no typed table holds."""
    found = _CONTROL.search(data)
    if found is None:
        return
    at = found.start()
    line, column = place(data, at, Encoding("latin-1", 0, ""))
    head = bytes(data[: 1 << 16])
    if data[at] == 0:
        name = _("a NUL character")
    else:
        name = _("the control character 0x%(code)s") % {"code": format(data[at], "02X")}
    is_text = len(_CONTROL.findall(head)) <= len(head) // 100
    kind = _("The file may be damaged") if is_text else _("This is not a text file")
    raise refused(
        _("there is %(name)s here. %(kind)s; nothing was read.") % {"name": name, "kind": kind},
        line=line,
        column=_("character %(column)s") % {"column": column},
    )


def _one_byte(data: memoryview, bad: int) -> Encoding:
    words = _words(data)
    fitting = [name for name, fits in (("cp1252", _western), ("cp1251", _cyrillic), ("cp1256", _arabic)) if fits(words)]
    if len(fitting) == 1:
        return Encoding(fitting[0], 0, _("its words can be read in no other"))
    line, column = place(data, bad, Encoding("latin-1", 0, ""))
    sample = next((w for w in words if len(w) > 2), words[0])
    guesses = ", ".join(
        _("“%(word)s” in %(encoding)s") % {"word": sample.decode(name), "encoding": name}
        for name in fitting or ("cp1252", "cp1251", "cp1256")
        if _decodable(sample, name)
    )
    raise refused(
        _(
            "byte 0x%(given)s is not UTF-8, and the encoding cannot be told for certain "
            "(%(guesses)s). Save the file as UTF-8, or name its encoding in the mapping: [file] "
            'encoding = "cp1252".'
        )
        % {"given": format(data[bad], "02X"), "guesses": guesses},
        line=line,
        column=_("character %(column)s") % {"column": column},
    )


def _words(data: memoryview) -> list[bytes]:
    words: dict[bytes, None] = {}
    for found in _WORD.finditer(data):
        words[found.group()] = None
        if len(words) >= _MOST_WORDS:
            break
    return list(words)


def _decodable(word: bytes, name: str) -> bool:
    try:
        word.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(words: list[bytes], name: str) -> Iterator[str]:
    for word in words:
        yield word.decode(name, errors="replace")


def _western(words: list[bytes]) -> bool:
    """Latin letters with accents stand among plain ones: at least one in a word, and none is a run of three alone."""
    proof = False
    for word in _decoded(words, "cp1252"):
        letters = [c for c in word if c.isalpha()]
        accented = [c for c in letters if not c.isascii()]
        if "�" in word or not all(unicodedata.name(c, "").startswith("LATIN") or c in "ªº" for c in letters):
            return False
        if len(accented) > max(1, len(letters) // 2) or (len(accented) >= 3 and len(accented) == len(letters)):
            return False
        proof = proof or (bool(accented) and len(letters) >= 3 and _cased(word))
    return proof


def _cyrillic(words: list[bytes]) -> bool:
    return _wholly(words, "cp1251", "CYRILLIC") and all(_cased(w) for w in _decoded(words, "cp1251"))


def _arabic(words: list[bytes]) -> bool:
    return _wholly(words, "cp1256", "ARABIC")


def _wholly(words: list[bytes], name: str, script: str) -> bool:
    """Every word with a high byte is of one script throughout, and one at least has three letters."""
    long_enough = False
    for word in _decoded(words, name):
        letters = [c for c in word if c.isalpha()]
        if "�" in word or not all(unicodedata.name(c, "").startswith(script) for c in letters):
            return False
        long_enough = long_enough or len(letters) >= 3
    return long_enough


def _cased(word: str) -> bool:
    """A hand writes ``слово``, ``Слово`` or ``СЛОВО``; another encoding read wrongly gives ``сЛОвО``."""
    parts = [part for part in re.split(r"[^\w]+", word) if part]
    return all(p.islower() or p.isupper() or p.istitle() or not any(c.isalpha() for c in p) for p in parts)
