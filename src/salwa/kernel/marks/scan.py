"""Kernel, marks: find every mark in a piece of text, the surest first; what is left over may be a serial number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from salwa.kernel.vocabularies import Country, countries

from . import sentences
from .lexicon import LONGEST_PHRASE, Word, WordKind, meaning
from .model import MarkKind, Reading
from .months import days, is_like_date
from .names import Named, begins_stamp, calibre_at, importers, model_at, name_at
from .patterns import APPROVAL, CODE_AND_YEAR, STOCK_NUMBER, YEAR, YEAR_AND_CODE
from .serials import Candidate, form, groups, searched_text
from .tokens import Piece, folded, pieces

_AS_READING: Final = {
    WordKind.CONDITION: (MarkKind.CONDITION, sentences.CONDITION),
    WordKind.PROOF: (MarkKind.PROOF, sentences.PROOF),
    WordKind.STOCK: (MarkKind.STATE_STOCK, sentences.STOCK),
}
_SAID: Final = tuple(kind for kind in WordKind if kind is not WordKind.NONE)
_NARRATIVE: Final = 0.6
"""What a number in remarks is worth against one among the marks."""

_US_STATES: Final = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    ]
)


@dataclass(slots=True)
class Scan:
    """The state of reading one text: its pieces, which are taken, and what was found."""

    text: str
    column: str
    known_makers: tuple[int, ...] = ()
    is_narrative: bool = False
    found: list[Piece] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    serials: list[Candidate] = field(default_factory=list)
    makers: list[int] = field(default_factory=list)
    maker_ends: set[int] = field(default_factory=set)
    labels: dict[int, str] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)
    calibre_words: set[int] = field(default_factory=set)
    import_words: set[int] = field(default_factory=set)
    model_words: set[int] = field(default_factory=set)

    def run(self) -> "Scan":
        """Read the text; afterwards ``readings`` and ``serials`` hold what is in it."""
        self.found = pieces(self.text)
        self.taken = [not piece.key for piece in self.found]
        steps: tuple[Callable[[], None], ...] = (
            self._approvals, self._dates, self._stamps, self._names_and_words, self._import_marks, self._calibres,
            self._models, self._years, self._numbers,
        )  # fmt: skip
        for step in steps:
            step()
        return self

    def verbatim(self, first: int, last: int) -> str:
        """Give the text from piece ``first`` up to piece ``last`` (not included) as it was written."""
        return self.text[self.found[first].start : self.found[last - 1].end]

    def _take(self, first: int, last: int) -> None:
        for place in range(first, last):
            self.taken[place] = True

    def _free(self, first: int, last: int) -> bool:
        return not any(self.taken[place] and self.found[place].key for place in range(first, last))

    def _add(self, named: Named, kind: MarkKind | None = None, reason: str = "") -> None:
        self.readings.append(
            Reading(
                self.verbatim(named.first, named.last), kind or named.kind, named.confidence, self.column,
                named.term.code, None, reason or sentences.IN_COLUMN.told(column=sentences.COLUMNS[self.column]),
            )
        )  # fmt: skip
        self._take(named.first, named.last)

    def _approvals(self) -> None:
        low = folded(self.text) if len(self.text) < 400 else ""
        for pattern, kind, reason in (
            (APPROVAL, MarkKind.APPROVAL, sentences.APPROVAL),
            (STOCK_NUMBER, MarkKind.STATE_STOCK, sentences.STOCK),
        ):
            for match in pattern.finditer(low) if len(low) == len(self.text) else ():
                places = [i for i, p in enumerate(self.found) if p.start < match.end() and match.start() < p.end]
                if places and self._free(places[0], places[-1] + 1):
                    self.readings.append(
                        Reading(self.verbatim(places[0], places[-1] + 1), kind, 0.95, self.column, reason=reason)
                    )
                    self._take(places[0], places[-1] + 1)

    def _dates(self) -> None:
        """Leave out the days that are written with the names of their months: they are no years of manufacture."""
        for start, end in days(self.text):
            places = [i for i, p in enumerate(self.found) if p.start < end and start < p.end]
            if places and self._free(places[0], places[-1] + 1):
                self._take(places[0], places[-1] + 1)

    def _names_and_words(self) -> None:
        place, before = 0, ""
        while place < len(self.found):
            if self.taken[place]:
                place += 1
                continue
            word, word_last = self._word_at(place)
            named = name_at(self.found, place, is_narrative=self.is_narrative)
            if named is not None and self._wins(named, word, word_last):
                self._name(named, before)
                place, before = named.last, ""
            elif word is not None:
                before = self._said(word, place, word_last) or before
                place = word_last
            else:
                place, before = place + 1, ""

    def _wins(self, named: Named, word: Word | None, word_last: int) -> bool:
        """Say whether the name is the better reading: the longer one, or the name, but for parts of the firearm."""
        is_part = word is not None and word.kind is WordKind.PART
        return self._free(named.first, named.last) and named.last >= word_last + is_part

    def _word_at(self, first: int) -> tuple[Word | None, int]:
        for last in range(min(first + LONGEST_PHRASE, len(self.found)), first, -1):
            key = "".join(piece.key for piece in self.found[first:last])
            word = meaning(key, *_SAID) if self.found[first].key and self.found[last - 1].key else None
            if word is not None and self._free(first, last) and not self._is_number_prefix(word, first, last):
                return word, last
        return None, first

    def _is_number_prefix(self, word: Word, first: int, last: int) -> bool:
        """Say whether a short word in capitals stands before digits, as the letters of a serial number do."""
        short = word.kind in (WordKind.PROOF, WordKind.NOISE, WordKind.CONDITION) and last - first == 1
        text = self.found[first].text
        following = self.found[last].text if last < len(self.found) else ""
        return short and len(text) <= 3 and text.isupper() and following[:1].isdigit()

    def _said(self, word: Word, first: int, last: int) -> str:
        """Note what a word says; give what it says about the name that follows."""
        text = self.verbatim(first, last)
        if self.found[first].key in _MODEL_WORDS and word.kind is WordKind.NOISE:
            self.model_words.add(first)
        else:
            self._take(first, last)
        if word.kind in _AS_READING:
            kind, reason = _AS_READING[word.kind]
            self.readings.append(Reading(text, kind, 0.85, self.column, reason=reason.told(meaning=word.meaning)))
            if word.kind is WordKind.STOCK:
                self.labels[last] = sentences.STATE_NUMBER
            return ""
        if word.kind is WordKind.LABEL:
            self.labels[last] = self.labels.get(first, sentences.LABELLED)
        elif word.kind is WordKind.PART:
            self.labels[last] = sentences.ON_PART.told(part=word.meaning)
        elif word.kind is WordKind.NOISE:
            self._noise(first, last)
            return ""
        if word.kind is WordKind.IMPORT:
            self.import_words.add(last)
        return word.kind.value

    def _noise(self, first: int, last: int) -> None:
        key = self.found[first].key
        if key in _CALIBRE_WORDS:
            self.calibre_words.add(last)
        elif key in _MODEL_WORDS:
            self.maker_ends.add(last)
        if first in self.labels:
            self.labels[last] = self.labels[first]

    def _name(self, named: Named, before: str) -> None:
        if named.kind is not MarkKind.MAKER:
            self._add(named)
            return
        if before == WordKind.LICENCE.value:
            self._add(named, MarkKind.LICENSOR, sentences.LICENSOR_NAME)
        elif before == WordKind.IMPORT.value or named.term.code in importers():
            self._add(named, MarkKind.IMPORTER, sentences.IMPORTER_NAME)
            self._place_of_importer(named.last)
            return
        else:
            self._add(named)
        self.makers.append(named.term.code)
        self.maker_ends.add(named.last)

    def _place_of_importer(self, first: int) -> None:
        """Take the town and US State that follow an importer's name."""
        for last in range(first, min(first + 3, len(self.found))):
            if self.found[last].text.strip(".").upper() in _US_STATES and self.found[last].text.isupper():
                if self._free(first, last + 1):
                    self._take(first, last + 1)
                return

    def _import_marks(self) -> None:
        self._codes_and_years()
        for reading_place, reading in enumerate(list(self.readings)):
            if reading.kind is MarkKind.COUNTRY and reading.code is not None:
                self._country_and_year(reading_place, reading)

    def _codes_and_years(self) -> None:
        for first in range(len(self.found)):
            for last in (first + 2, first + 1):
                if last <= len(self.found) and self._free(first, last):
                    year, country = country_and_year(self.verbatim(first, last))
                    glued = (
                        last == first + 1 and "-" not in self.found[first].text and "/" not in self.found[first].text
                    )
                    if country is not None and not glued:
                        text = self.verbatim(first, last)
                        confidence = 0.9 if len(text) > 7 or first in self.import_words else 0.6
                        reason = sentences.IMPORT_MARK
                        self.readings.append(
                            Reading(text, MarkKind.IMPORT, confidence, self.column, country.code, year, reason)
                        )
                        self._take(first, last)
                        break

    def _country_and_year(self, place: int, reading: Reading) -> None:
        """Join a country's name and the year beside it, where it makes no firearms or importing is spoken of."""
        country = countries().get(reading.code or 0)
        start = self.text.find(reading.text)
        beside = [i for i, p in enumerate(self.found) if p.start >= start + len(reading.text)][:1]
        is_import = any(self.found[i].start == start for i in self.import_words if i < len(self.found))
        if country is None or not beside or self.taken[beside[0]] or (country.common and not is_import):
            return
        match = YEAR.match(folded(self.found[beside[0]].text))
        if match and int(match[1]) >= 1960:
            text = self.text[start : self.found[beside[0]].end]
            self.readings[place] = Reading(
                text, MarkKind.IMPORT, 0.85, self.column, country.code, int(match[1]), sentences.IMPORT_MARK
            )
            self.taken[beside[0]] = True

    def _stamps(self) -> None:
        """Take the calibres in which the name of a maker or of a type stands, before that is taken for one."""
        self._calibres(partial(begins_stamp, self.found))

    def _calibres(self, begins: Callable[[int], bool] = lambda _: True) -> None:
        for first in range(len(self.found)):
            if not self.taken[first] and begins(first):
                named = calibre_at(self.found, first, is_sure=first in self.calibre_words)
                if named is not None and self._free(named.first, named.last):
                    self._add(named)

    def _models(self) -> None:
        makers = tuple(dict.fromkeys((*self.makers, *self.known_makers)))
        for first in range(len(self.found)):
            if self.taken[first] or first in self.labels:
                continue
            named = model_at(self.found, first, makers, is_after_maker=first in self.maker_ends)
            if named is not None and self._free(named.first, named.last):
                self._add(named)
        for place in self.model_words:
            self.taken[place] = True

    def _years(self) -> None:
        for place, piece in enumerate(self.found):
            match = YEAR.match(folded(piece.text))
            if match and not self.taken[place] and place not in self.labels:
                self.readings.append(
                    Reading(piece.text, MarkKind.YEAR, 0.7, self.column, None, int(match[1]), sentences.YEAR)
                )
                if not self._is_after_prefix(place):
                    self.numbered.add(place)

    def _is_after_prefix(self, place: int) -> bool:
        before = self.found[place - 1] if place else None
        return before is not None and not self.taken[place - 1] and len(before.text) <= 4 and before.text.isupper()

    def _numbers(self) -> None:
        for first, last in groups(self.found, self.taken):
            text = self.verbatim(first, last)
            labelled = self.labels.get(first, "")
            confidence = form(text)
            if labelled == sentences.STATE_NUMBER:
                confidence *= 0.4
            elif labelled:
                confidence = min(0.97, confidence + 0.12)
            if self.is_narrative and labelled != sentences.LABELLED:
                confidence *= _NARRATIVE if confidence >= 0.5 else 0.2
            if (first in self.numbered and last == first + 1) or (not labelled and is_like_date(text)):
                confidence *= 0.35
            if "." in text.strip(".") and text.replace(".", "").isdigit() and ".." not in text:
                confidence *= 0.3
            self.serials.append(Candidate(text, searched_text(text), confidence, labelled, self.column))


_CALIBRE_WORDS: Final = frozenset({"cal", "caliber", "calibre", "kal", "kaliber", "calibro", "калибр", "عيار", "口径"})
_MODEL_WORDS: Final = frozenset(
    {"model", "modelo", "modele", "modell", "mod", "модель", "موديل", "طراز", "型号", "type", "tipo", "typ", "тип"}
)


def country_and_year(text: str) -> tuple[int, Country | None]:
    """Read ``GHA 2016`` or ``2016 GH`` as a year and a country by its ISO code; no country where it is neither."""
    low = folded(text).strip()
    match, swapped = CODE_AND_YEAR.match(low), YEAR_AND_CODE.match(low)
    code, year = (match[1], match[2]) if match else (swapped[2], swapped[1]) if swapped else ("", "0")
    if not code or not any(c.isupper() for c in text):
        return 0, None
    term = countries().named(code)
    is_code = term is not None and code in {term.alpha2.lower(), term.alpha3.lower(), "usa", "uk"}
    return int(year), term if is_code else None
