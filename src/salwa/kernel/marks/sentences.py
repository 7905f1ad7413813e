"""Kernel, marks: the sentences that a reader of marks says to the officer, in English."""

from typing import Final

from salwa.kernel.vocabularies.saying import Sentence

# why a text is what it is (Reading.reason)
IN_COLUMN: Final = Sentence("written in the column {column}")
WHOLE_SERIAL: Final = Sentence("written as the serial number")
LABELLED: Final = Sentence("follows the words for a serial number")
ON_PART: Final = Sentence("on the {part}")
LEFT_OVER: Final = Sentence("the only text that is nothing else and can be a serial number")
AMONG_OTHERS: Final = Sentence("one of several texts that can be a serial number")
NUMBER_OR_OTHER: Final = Sentence("also {name}, so a weak serial number")
VERY_SHORT: Final = Sentence("very short for a serial number")
SPLIT: Final = Sentence("one of several numbers written together")
TOGETHER: Final = Sentence("several parts written together, taken as one number")
WITHOUT_DOUBT: Final = Sentence("the question mark as a sign of doubt about the whole")
X_UNREAD: Final = Sentence("the small x as characters that could not be read")
STATE_NUMBER: Final = Sentence("a number of the State's stock")
MODEL_AS_MAKE: Final = Sentence("written as the make, but a model's name")
IMPORTER_NAME: Final = Sentence("an importer's name")
LICENSOR_NAME: Final = Sentence("named as the one who gave the licence")
IMPORT_MARK: Final = Sentence("a country and a year: an import mark")
CONDITION: Final = Sentence("describes the mark: {meaning}")
APPROVAL: Final = Sentence("an approval or test number")
PROOF: Final = Sentence("a proof mark")
STOCK: Final = Sentence("a State's property mark")
YEAR: Final = Sentence("a year")

# why a text in the serial column is not a serial number (Reading.reason and Reads.notes)
NOT_SERIAL_CALIBRE: Final = Sentence("{text} is a calibre, not a serial number.")
NOT_SERIAL_MODEL: Final = Sentence("{text} is a model, not a serial number.")
NOT_SERIAL_APPROVAL: Final = Sentence("{text} is an approval or test number, not a serial number.")
NOT_SERIAL_CONDITION: Final = Sentence("{text} says how the mark looks ({meaning}); it is not a serial number.")
NOT_SERIAL_NOTHING: Final = Sentence("{text} {why}; it is not a serial number.")
NOT_SERIAL_MAKER: Final = Sentence("{text} is a maker's name, not a serial number.")
NOT_SERIAL_IMPORTER: Final = Sentence("{text} is an importer's inscription, neither make nor serial number.")
NOT_SERIAL_IMPORT: Final = Sentence("{text} is an import mark (country and year), not a serial number.")
NOT_SERIAL_COUNTRY: Final = Sentence("{text} is a country, not a serial number.")
NOT_SERIAL_TYPE: Final = Sentence("{text} is a type of firearm, not a serial number.")
NOT_SERIAL_PROOF: Final = Sentence("{text} is a proof mark, not a serial number.")
NOT_SERIAL_STOCK: Final = Sentence("{text} is a State's property mark, not a serial number.")
NOT_SERIAL_WORDS: Final = Sentence("{text} holds no serial number.")
LETTERS_ONLY: Final = Sentence("{text} has letters only, as few serial numbers have; it is searched as it stands.")
NOT_SERIAL_SIGNS: Final = Sentence("{text} holds no letter or digit that could be read.")
NOT_SERIAL_DATE: Final = Sentence("{text} is a date, not a serial number.")
LOST_AS_NUMBER: Final = Sentence(
    "{text} is what a spreadsheet made of a long number: its digits are lost. Take the number from where it was first "
    "written down."
)
LOST_AS_DATE: Final = Sentence(
    "{text} is a date that a spreadsheet made of what was typed. Take the number from where it was first written down; "
    "if it stands so on the firearm, write it in capitals."
)
LIKE_DATE: Final = Sentence(
    "{text} is searched as it stands, but a spreadsheet may have made a date of another number: compare it with where "
    "it was first written down."
)
LOST_AS_SIGNS: Final = Sentence(
    "{text} is what a spreadsheet shows where a column is too narrow: the number is not in it. Take it from where it "
    "was first written down."
)
LOST_AS_ERROR: Final = Sentence(
    "{text} is the sign of an error in a spreadsheet: the number is not in it. Take it from where it was first written "
    "down."
)
WEIGHED: Final = Sentence("{text} may be {name} as well as a serial number; both are weighed.")

# about the text as a whole (Reads.notes)
INVISIBLE: Final = Sentence(
    "Invisible characters in {column} were left out of the reading; the text as written is kept."
)
CUT: Final = Sentence("The text in {column} is very long; only its first {count} characters were read.")
FOUND_IN: Final = Sentence("{text} in {column} was taken as the serial number.")
SEVERAL_SERIALS: Final = Sentence("Several numbers are written: {texts}. Each is searched.")
UNREADABLE: Final = Sentence("Some characters of {text} could not be read; every character is tried in their place.")
ADVISE_RESTORATION: Final = Sentence(
    "The number is damaged: have it restored and look for a second place where it stands."
)
DOUBTED_END: Final = Sentence(
    "{text} ends with a question mark: it is searched as one character more that could not be read, and as it stands "
    "without it."
)
DOUBTED_X: Final = Sentence(
    "The small x in {text} may stand for characters that could not be read: it is searched so, and as it stands."
)
ENDS_WITH_X: Final = Sentence(
    "{text} ends with {letters}. If X stands for a character that could not be read, write ? instead."
)
UNREAD_INSIDE: Final = Sentence(
    "How many characters of {text} could not be read is not said: one, two and three are searched. Write ? for each."
)

# what stands in the places of a sentence
A_CALIBRE: Final = Sentence("a calibre")
A_MODEL: Final = Sentence("a model")
A_YEAR: Final = Sentence("a year")
AN_IMPORT_MARK: Final = Sentence("an import mark")
SAYS_NOTHING: Final = Sentence("says nothing")
COLUMNS: Final = {
    "marks": Sentence("marks"),
    "serial": Sentence("serial"),
    "make": Sentence("make"),
    "model": Sentence("model"),
    "calibre": Sentence("calibre"),
    "type": Sentence("type"),
    "remarks": Sentence("remarks"),
}
"""The columns by name."""
