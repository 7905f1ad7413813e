"""Kernel, marks: the serial column: a serial number, several, or something else that a hand put there."""

import re
from dataclasses import dataclass, field
from typing import Final

from salwa.kernel.vocabularies import calibres, countries, makes, models, types
from salwa.kernel.vocabularies.keys import by_shape, squeezed
from salwa.kernel.vocabularies.saying import Said, Sentence

from . import sentences
from .folding import UNREADABLE, plain
from .lexicon import Word, WordKind, meaning
from .model import MarkKind, Reading
from .months import is_like_date
from .names import importers, model_of, surely_calibre
from .patterns import APPROVAL, LABEL_GLUED, PLAIN_SERIAL, STOCK_NUMBER
from .scan import Scan, country_and_year
from .serials import Candidate, form, looks_like_date, parts_of, searched_text
from .spreadsheets import lost
from .tokens import folded, pieces

_SHOWN: Final = 60
_APPROVERS: Final = ("ptb", "bka", "ptp", "bam", "kwk", "tuv")
_COMMENT: Final = re.compile(r"(.*\d[^()]*?)\s*\(([^()\d]*[^\W\d][^()\d]*)\)\s*")
"""A number, and words about it in brackets."""
_UNREAD_INSIDE: Final = re.compile(r"(\w[\w .\-/]*?)\s*[\[(<]([^\[\]()<>]+)[\])>]\s*(\w[\w .\-/]*)")
"""A number with words in brackets where a part of it should stand."""
_MOST_SUPPOSED: Final = 3
_LETTERS_ONLY: Final = 0.2
"""How surely one unknown word is a serial number: found if it is registered, and nothing is said of it otherwise."""
_LABEL_OR_LETTERS: Final = ("NR ", "NO ")
"""In capitals these may be the word for number or letters of it."""


@dataclass(slots=True)
class SerialColumn:
    """What the serial column holds."""

    serials: list[Candidate] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_serial(text: str, makers: tuple[int, ...]) -> SerialColumn:
    """Read the serial column beside the makers that the other columns name."""
    text = text.strip()
    if PLAIN_SERIAL.fullmatch(text) and not _is_weighed(text, makers):
        return SerialColumn([Candidate(text, text, 0.95, sentences.WHOLE_SERIAL, "serial")])
    if not text:
        return SerialColumn()
    if (spoiled := lost(text)) is not None:
        return _refused(text, MarkKind.REMARK, spoiled.told(text=shown(text)))
    if not squeezed(text) and not plain(searched_text(text)):
        return _refused(text, MarkKind.REMARK, sentences.NOT_SERIAL_SIGNS.told(text=shown(text)))
    found = _unread_inside(text) or _other_kind(text, makers) or _by_parts(text, makers)
    if found.serials and is_like_date(text):
        found.notes.append(sentences.LIKE_DATE.told(text=shown(text)))
    return found


def _unread_inside(text: str) -> SerialColumn | None:
    """Read ``BKS [illegible] 12`` as one number, of which one to three characters could not be read."""
    found = _UNREAD_INSIDE.fullmatch(text)
    if found is None or meaning(squeezed(found[2]), WordKind.CONDITION) is None:
        return None
    note = sentences.UNREAD_INSIDE.told(text=shown(text))
    serials = [
        Candidate(text, f"{found[1]}{UNREADABLE * unread}{found[3]}", 0.6, note, "serial")
        for unread in range(1, _MOST_SUPPOSED + 1)
    ]
    return SerialColumn(serials, [Reading(found[2], MarkKind.CONDITION, 0.9, "serial")], [note])


def _is_weighed(text: str, makers: tuple[int, ...]) -> bool:
    """Say whether a text in a serial number's form may be something else: model, import mark, State stock, nothing."""
    if text.startswith(_LABEL_OR_LETTERS) or (" " in text and meaning(squeezed(text.split(" ", 1)[0]), WordKind.STOCK)):
        return True
    if len(text) > 8:
        return len(set(text)) == 1
    key = text.replace(" ", "").lower()
    if key.startswith(_APPROVERS) or len(set(key)) == 1:
        return True
    is_import = key[-4:-2] in ("19", "20") and country_and_year(text)[1] is not None
    return is_import or models().named(key, make=makers[0] if makers else 0) is not None


def shown(text: str) -> str:
    """Give the text as a sentence quotes it."""
    clean = " ".join(text.split())
    return clean if len(clean) <= _SHOWN else f"{clean[: _SHOWN - 1]}…"


def _refused(text: str, kind: MarkKind, note: str, *, code: int | None = None, year: int | None = None) -> SerialColumn:
    return SerialColumn([], [Reading(text, kind, 0.95, "serial", code, year, note)], [note])


def _other_kind(text: str, makers: tuple[int, ...]) -> SerialColumn | None:
    """Say what the whole text is, where it is surely no serial number; None where it may be one."""
    for step in (_words_only, _approval, _calibre, _name, _import_mark, _model):
        found = step(text, makers)
        if found is not None:
            return found
    return None


def _words_only(text: str, _makers: tuple[int, ...]) -> SerialColumn | None:
    key = squeezed(text)
    word = meaning(key, WordKind.NONE, WordKind.CONDITION, WordKind.PROOF, WordKind.STOCK)
    if word is None and len(key) > 3 and len(set(key)) == 1 and key[0] in "x0о":
        word = Word(WordKind.NONE, sentences.SAYS_NOTHING)
    if word is None or (word.kind in (WordKind.PROOF, WordKind.STOCK) and len(key) < 3):
        return None
    if word.kind is WordKind.CONDITION:
        return _refused(
            text, MarkKind.CONDITION, sentences.NOT_SERIAL_CONDITION.told(text=shown(text), meaning=word.meaning)
        )
    if word.kind is WordKind.PROOF:
        return _refused(text, MarkKind.PROOF, sentences.NOT_SERIAL_PROOF.told(text=shown(text)))
    if word.kind is WordKind.STOCK:
        return _refused(text, MarkKind.STATE_STOCK, sentences.NOT_SERIAL_STOCK.told(text=shown(text)))
    return _refused(text, MarkKind.REMARK, sentences.NOT_SERIAL_NOTHING.told(text=shown(text), why=word.meaning))


def _approval(text: str, _makers: tuple[int, ...]) -> SerialColumn | None:
    low = folded(text).strip()
    if STOCK_NUMBER.fullmatch(low):
        return _refused(text, MarkKind.STATE_STOCK, sentences.NOT_SERIAL_STOCK.told(text=shown(text)))
    if looks_like_date(text):
        return _refused(text, MarkKind.REMARK, sentences.NOT_SERIAL_DATE.told(text=shown(text)))
    if not APPROVAL.fullmatch(low) and not APPROVAL.fullmatch(by_shape(low)):
        return None
    return _refused(text, MarkKind.APPROVAL, sentences.NOT_SERIAL_APPROVAL.told(text=shown(text)))


def _calibre(text: str, _makers: tuple[int, ...]) -> SerialColumn | None:
    term = surely_calibre(text)
    if term is None:
        return None
    note = sentences.NOT_SERIAL_CALIBRE.told(text=shown(text))
    return _refused(text, MarkKind.CALIBRE, note, code=term.code)


def _name(text: str, _makers: tuple[int, ...]) -> SerialColumn | None:
    """A maker, importer, country or type: words, or a name of several words that is known letter for letter."""
    make = makes().exact(text)
    key = squeezed(text)
    if any(c.isdigit() for c in key) and (make is None or make.common < 2):
        return None
    if make is not None and (len(key) > 3 or make.common >= 2):
        is_importer = make.code in importers()
        kind = MarkKind.IMPORTER if is_importer else MarkKind.MAKER
        note = (sentences.NOT_SERIAL_IMPORTER if is_importer else sentences.NOT_SERIAL_MAKER).told(text=shown(text))
        return _refused(text, kind, note, code=make.code)
    country = countries().exact(text)
    if country is not None and len(key) > 3:
        return _refused(text, MarkKind.COUNTRY, sentences.NOT_SERIAL_COUNTRY.told(text=shown(text)), code=country.code)
    found = types().exact(text)
    if found is not None and (len(key) > 3 or not key.isascii()):
        return _refused(text, MarkKind.TYPE, sentences.NOT_SERIAL_TYPE.told(text=shown(text)), code=found.code)
    return None


def _import_mark(text: str, _makers: tuple[int, ...]) -> SerialColumn | None:
    year, country = country_and_year(text)
    if country is None:
        words = pieces(text)
        country = countries().exact(" ".join(p.text for p in words[:-1])) if len(words) in (2, 3) else None
        year = (
            int(words[-1].text) if country is not None and words[-1].text.isdigit() and len(words[-1].text) == 4 else 0
        )
        if country is None or not 1960 <= year <= 2049:
            return None
    note = sentences.NOT_SERIAL_IMPORT.told(text=shown(text))
    reading = Reading(text, MarkKind.IMPORT, 0.9, "serial", country.code, year, sentences.IMPORT_MARK)
    if len(text) > 7 and not text.replace("-", "").replace(".", "").isalnum():
        return SerialColumn([], [reading], [note])
    parted = len(pieces(text)) > 1
    reading = Reading(
        text, MarkKind.IMPORT, 0.6 if parted else 0.25, "serial", country.code, year, sentences.IMPORT_MARK
    )
    weak = Candidate(
        text, text, 0.4 if parted else 0.8, sentences.NUMBER_OR_OTHER.told(name=sentences.AN_IMPORT_MARK), "serial"
    )
    return SerialColumn([weak], [reading], [sentences.WEIGHED.told(text=shown(text), name=sentences.AN_IMPORT_MARK)])


def _model(text: str, makers: tuple[int, ...]) -> SerialColumn | None:
    """A model known letter for letter, with letters; beside another maker's name it may be a serial number."""
    key = squeezed(text)
    own = next((m for m in (model_of(text, code) for code in makers) if m is not None), None)
    term = own or model_of(text)
    if term is None or key.isdigit() or (not any(c.isdigit() for c in key) and len(key) < 3):
        return None
    note = sentences.NOT_SERIAL_MODEL.told(text=shown(text))
    is_own = own is not None and own.make_code in makers
    if is_own or not makers or (term.make_code == 0 and term.common):
        return _refused(text, MarkKind.MODEL, note, code=term.code)
    weak = Candidate(text, text, 0.6 * form(text), sentences.NUMBER_OR_OTHER.told(name=sentences.A_MODEL), "serial")
    reading = Reading(
        text, MarkKind.MODEL, 0.3, "serial", term.code, None, sentences.NUMBER_OR_OTHER.told(name=sentences.A_MODEL)
    )
    return SerialColumn([weak], [reading], [sentences.WEIGHED.told(text=shown(text), name=sentences.A_MODEL)])


def _by_parts(text: str, makers: tuple[int, ...]) -> SerialColumn:
    """Take the text as one serial number or several, after words that say so; other words in it are read as marks."""
    low = folded(text.replace("№", "#"))
    label = LABEL_GLUED.match(low) if len(low) == len(text) else None
    bare = text[label.end() :].strip() if label and form(text[label.end() :]) else text
    if any(_is_word(piece.key) for piece in pieces(bare)):
        return _mixed(bare, makers)
    comment = _COMMENT.fullmatch(bare)
    if comment is not None:
        out = _by_parts(comment[1], makers)
        out.readings.append(Reading(comment[2], MarkKind.REMARK, 0.6, "serial"))
        return out
    out = SerialColumn()
    parts = parts_of(bare)
    for part in parts:
        sure = form(part)
        if sure:
            reason = sentences.WHOLE_SERIAL if len(parts) == 1 else sentences.SPLIT
            reason = sentences.VERY_SHORT if sure < 0.4 else reason
            out.serials.append(Candidate(part, searched_text(part), min(0.95, sure), reason, "serial"))
    if not out.serials and not plain(searched_text(bare)).replace(UNREADABLE, ""):
        return _refused(text, MarkKind.CONDITION, sentences.NOT_SERIAL_SIGNS.told(text=shown(text)))
    if not out.serials:
        return _refused(text, MarkKind.REMARK, sentences.NOT_SERIAL_WORDS.told(text=shown(text)))
    if label and text.startswith(_LABEL_OR_LETTERS) and len(out.serials) == 1:
        out.serials.append(Candidate(text, searched_text(text), 0.5, sentences.TOGETHER, "serial"))
    elif len(out.serials) > 1:
        texts = "; ".join(dict.fromkeys(shown(one.text) for one in out.serials))
        out.notes.append(sentences.SEVERAL_SERIALS.told(texts=texts))
        if "/" in bare and " " not in bare:
            out.serials.insert(0, Candidate(bare, searched_text(bare), 0.6, sentences.TOGETHER, "serial"))
    _weigh_numbers(out)
    return out


def _weigh_numbers(out: SerialColumn) -> None:
    """Lower a number that is a calibre or a year as well; it stays a serial number, since nothing else is there."""
    for place, one in enumerate(out.serials):
        bare = one.text.strip()
        name: Sentence | None = None
        if bare.isdigit() and len(bare) < 5 and calibres().exact(bare) is not None:
            name = sentences.A_CALIBRE
        if bare.isdigit() and len(bare) == 4 and 1850 <= int(bare) <= 2049:
            name = sentences.A_YEAR
        if name:
            reason = sentences.NUMBER_OR_OTHER.told(name=name)
            out.serials[place] = Candidate(one.text, one.searched, one.confidence * 0.6, reason, one.column)
            out.notes.append(sentences.WEIGHED.told(text=shown(bare), name=name))


def _is_word(key: str) -> bool:
    """Say whether a piece is a word and no part of a number: five letters, or a word that is known here."""
    letters = key.isalpha()
    kinds = (
        WordKind.LABEL,
        WordKind.PART,
        WordKind.CONDITION,
        WordKind.STOCK,
        WordKind.IMPORT,
        WordKind.NONE,
        WordKind.MADE,
    )
    known = letters and (len(key) > 2 or not key.isascii()) and meaning(key, *kinds) is not None
    return known or (letters and len(key) > 4) or (letters and len(key) > 2 and makes().named(key) is not None)


def _mixed(text: str, makers: tuple[int, ...]) -> SerialColumn:
    """Read a serial column that holds words beside numbers (``12345 rusted``, ``frame A1234 slide B5678``)."""
    scan = Scan(text, "serial", makers).run()
    out = SerialColumn(readings=scan.readings)
    lone = len(scan.serials) == 1
    for one in scan.serials:
        sure = min(0.95, one.confidence + 0.05) if lone else one.confidence
        if sure > 0.1:
            reason = one.reason or (sentences.WHOLE_SERIAL if lone else sentences.SPLIT)
            out.serials.append(Candidate(one.text, one.searched, sure, reason, "serial"))
    if not out.serials:
        condition = next((r for r in scan.readings if r.kind is MarkKind.CONDITION), None)
        if condition is not None:
            word = condition.reason.facts["meaning"] if isinstance(condition.reason, Said) else condition.reason
            note = sentences.NOT_SERIAL_CONDITION.told(text=shown(text), meaning=word)
        elif text.isalpha() and not scan.readings:
            note = sentences.LETTERS_ONLY.told(text=shown(text))
            out.serials.append(Candidate(text, text, _LETTERS_ONLY, note, "serial"))
        else:
            note = sentences.NOT_SERIAL_WORDS.told(text=shown(text))
            out.readings.append(Reading(text, MarkKind.REMARK, 0.6, "serial", reason=note))
        out.notes.append(note)
    elif scan.serials[0].reason == sentences.STATE_NUMBER:
        out.serials.append(Candidate(text, searched_text(text), 0.6, sentences.TOGETHER, "serial"))
    elif len(texts := dict.fromkeys(shown(one.text) for one in out.serials)) > 1:
        out.notes.append(sentences.SEVERAL_SERIALS.told(texts="; ".join(texts)))
    return out
