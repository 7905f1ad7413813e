"""Kernel, vocabularies: NCIC's list of makes, with the digit 0 set right and name, other names and place apart.

The list types the digit 0 for the letter O and runs name, trade names, maker and place together in one text; the first
name of a code is the first in the alphabet (``BANTAM MODEL MFG BY BERETTA`` stands for Beretta).
"""

import re
from dataclasses import dataclass
from typing import Final

from .table import RAW, rows

COUNTRY_USE: Final = re.compile(
    r"\b(USE|CODE)\b.{0,25}\bIF\b.{0,5}\bMAKE|CODE OF MAKE CAN|\bTRIBE\b|\bTRIBES\b|BAND OF|NATION OF"
)
NOT_MAKES: Final = frozenset({"ZZZ", "T1", "US", "IP", "XY", "JY"})
SHARED: Final = {
    "SW": "SMITH & WESSON", "HR": "HARRINGTON & RICHARDSON", "SR": "STURM, RUGER & CO.",
    "OM": "OM BRAND OF OJANGUREN Y MARCAIDE", "WS": "WEBLEY & SCOTT", "MT": "MOUNTAINEER RIFLE",
}  # fmt: skip
"""Two-letter codes that NCIC gives to a make and to a country or State at once: the make's part."""

_STATES: Final = [
    "ALABAMA",
    "AL",
    "ALASKA",
    "AK",
    "ARIZONA",
    "AZ",
    "ARKANSAS",
    "AR",
    "CALIFORNIA",
    "CALIF",
    "CA",
    "COLORADO",
    "CO",
    "CONNECTICUT",
    "CT",
    "DELAWARE",
    "DE",
    "FLORIDA",
    "FL",
    "GEORGIA",
    "GA",
    "HAWAII",
    "HI",
    "IDAHO",
    "ID",
    "ILLINOIS",
    "IL",
    "INDIANA",
    "IN",
    "IOWA",
    "IA",
    "KANSAS",
    "KS",
    "KENTUCKY",
    "KY",
    "LOUISIANA",
    "LA",
    "MAINE",
    "ME",
    "MARYLAND",
    "MD",
    "MASSACHUSETTS",
    "MASS",
    "MA",
    "MICHIGAN",
    "MI",
    "MINNESOTA",
    "MN",
    "MISSISSIPPI",
    "MS",
    "MISSOURI",
    "MO",
    "MONTANA",
    "MT",
    "NEBRASKA",
    "NE",
    "NEVADA",
    "NV",
    "OHIO",
    "OH",
    "OKLAHOMA",
    "OK",
    "OREGON",
    "OR",
    "PENNSYLVANIA",
    "PA",
    "TENNESSEE",
    "TN",
    "TEXAS",
    "TX",
    "UTAH",
    "UT",
    "VERMONT",
    "VT",
    "VIRGINIA",
    "VA",
    "WASHINGTON",
    "WA",
    "WISCONSIN",
    "WI",
    "WYOMING",
    "WY",
    "NEW_HAMPSHIRE",
    "NH",
    "NEW_JERSEY",
    "NJ",
    "NEW_MEXICO",
    "NM",
    "NEW_YORK",
    "NY",
    "NORTH_CAROLINA",
    "NC",
    "NORTH_DAKOTA",
    "ND",
    "RHODE_ISLAND",
    "RI",
    "SOUTH_CAROLINA",
    "SC",
    "SOUTH_DAKOTA",
    "SD",
    "WEST_VIRGINIA",
    "WV",
]
_COUNTRIES: Final = {
    "GERMANY": "DE", "AUSTRIA": "AT", "ITALY": "IT", "SPAIN": "ES", "FRANCE": "FR", "BELGIUM": "BE", "TURKEY": "TR",
    "CHINA": "CN", "JAPAN": "JP", "BRAZIL": "BR", "ARGENTINA": "AR", "ENGLAND": "GB", "SCOTLAND": "GB", "RUSSIA": "RU",
    "BULGARIA": "BG", "ROMANIA": "RO", "HUNGARY": "HU", "POLAND": "PL", "CZECH REPUBLIC": "CZ", "SERBIA": "RS",
    "SOUTH AFRICA": "ZA", "AUSTRALIA": "AU", "CANADA": "CA", "SWITZERLAND": "CH", "SWEDEN": "SE", "FINLAND": "FI",
    "ISRAEL": "IL", "PHILIPPINES": "PH", "SOUTH KOREA": "KR", "KOREA": "KR", "PAKISTAN": "PK", "INDIA": "IN",
    "MEXICO": "MX", "PORTUGAL": "PT", "SLOVAKIA": "SK", "SLOVENIA": "SI", "CROATIA": "HR", "INDONESIA": "ID",
    "UKRAINE": "UA", "NORWAY": "NO", "DENMARK": "DK", "EGYPT": "EG", "TAIWAN": "TW", "NEW ZEALAND": "NZ",
    "CZECHOSLOVAKIA": "CS", "YUGOSLAVIA": "YU",
}  # fmt: skip
_STATE: Final = "|".join(sorted((s.replace("_", " ") for s in _STATES), key=len, reverse=True))
_COUNTRY: Final = "|".join(sorted(_COUNTRIES, key=len, reverse=True))
_AT_STATE: Final = re.compile(
    rf"^(?P<name>.+?)(?:\s*[,;]\s*|[\s-]+(?!(?:CO|IN|OR|ME|LA|OK|HI|MA|DE|PA|ID|"
    rf"AL)\b))(?P<state>{_STATE})\.?(?:,? USA)?$"
)
_AT_COUNTRY: Final = re.compile(rf"^(?P<name>.+?)[\s,;(-]+(?P<country>{_COUNTRY})\)?$")
_FIRM_END: Final = re.compile(
    r"^(?P<name>.*\b(?:INC|INCORPORATED|LLC|L\.L\.C|LTD|LIMITED|CORP|CORPORATION|COMPANY|CO|GMBH|S\.?P\.?A|"
    r"S\.?A|ARMS|ARMORY|"
    r"MFG|MANUFACTURING|TACTICAL|FIREARMS|WEAPONS|GUNS|INDUSTRIES|CUSTOM|SYSTEMS|WORKS|TECHNOLOGIES|DEFENSE|"
    r"PRECISION|"
    r"ORDNANCE|RIFLES|ENTERPRISES|ARSENAL)\b\.?)[\s,;-]+(?P<city>[A-Z][A-Z .'-]*)$"
)
_GLUED: Final = re.compile(
    r"(?<=[A-Z.)'])(?=MFRS?\.|MFD\.|MFD |MFG\. (?:OF|BY)|MODEL OF|IMPORTER|IMPORTED BY|BRAND (?:OF|NAME|"
    r"SOLD)|SUBSIDIARY|"
    r"TRADE ?NAME|MADE BY|SEE )|(?<=\bINC\.)(?=[A-Z])|(?<=\bLLC)(?=[A-Z])"
)
_NOTE: Final = re.compile(
    r"\(?\s*[-*;,.]?\s*(?:\(?\bDO\s?N[O0]T C[O0]NFUSE|NOT (?:THE )?SAME|NOT TO BE C|NOT ASSOC|NOT AFFIL|"
    r"OUT OF BUS|PER (?:MICHELE|ATF)|"
    r"ADDED/?ASS|UPDATED PER|\bSEE (?:ALSO )?|\*+ ?COMPANY|COMPANY (?:NAME )?(?:HAS )?CHANGE|NAME CHANGED|"
    r"TOOK OVER|TAKING OVER|"
    r"BOUGHT (?:OUT )?BY|SERIAL NUMBERS|MAK/|MAK CODE|SEPERATE|SEPARATE|BEGAN|STARTED|MERGED|MOVED|HALTED|"
    r"ALS[O] SEE)"
)
_OWNER: Final = re.compile(
    r"\s*[-;,(]?\s*\b(?:MODEL OF|MODEL MFG BY|MODEL|MFG\.? BY|MFD\.? ?BY|MADE BY|BRAND NAME OF|BRTAND OF|"
    r"BRAND OF|BRAND SOLD BY|"
    r"SUBSIDIARY OF|TRADE ?NAME OF|BRAND RIFLES MADE BY)\s+(?:MODEL OF )?(?P<owner>.+)$"
)
_PRODUCT: Final = re.compile(
    r"\s*[-;,(]?\s*\b(?:MFRS?\.?|MFGR?S?\.?|MAKERS?|MANUFACTURERS?|MANUFACTURES|MAKES|MAINLY|IMPORTER|"
    r"IMPORTERS|IMPORTS|IMPORTED|DISTRIBUT\w+|EARLY|"
    r"PRODUCER|DESIGNER|MODELS?:|RECEIVER|PREDECESSOR|SUCCESSOR|SUCCEEDED|JOINT OPER|ALSO MADE)\b.*$"
)
_OTHER_NAME: Final = re.compile(
    r"[\s,;(-]*\b(?:AKA|A\.K\.A\.?|ALSO KNOWN AS|DBA|D/B/A|\(?DOING BUSINESS AS|TRADE ?NAMES?(?: IS|"
    r" USED BY)?|FORMERLY(?: KNOWN AS)?|ALSO)"
    r"\b[\s:,-]*(?P<other>[^();]+)\)?"
)


@dataclass(frozen=True, slots=True)
class NcicMake:
    """One entry of NCIC's list, cleaned. ``owner`` is the maker that the text names behind a brand or model."""

    code: str
    name: str
    others: tuple[str, ...] = ()
    owner: str = ""
    city: str = ""
    state: str = ""
    country: str = ""


def makes() -> list[NcicMake]:
    """Read NCIC's makes without its countries, tribes and administrative entries; codes with the letter O."""
    out = []
    for row in rows(RAW / "ncic_gun_codes" / "gun_make_MAK.csv"):
        code = row["code"].replace("0", "O")
        text = SHARED.get(code) or letters(row["description"])
        if code in NOT_MAKES or (code not in SHARED and COUNTRY_USE.search(text)):
            continue
        out.append(parse(code, text))
    return out


def letters(text: str) -> str:
    """Set the letter O where a 0 stands among letters only; numbers keep theirs (``W0RKS`` but ``TP-70``)."""
    return re.sub(r"[A-Z0]*[A-Z][A-Z0]*(?![1-9])", _no_zero, text)


def _no_zero(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1] if match.start() else " "
    return match[0] if before in "123456789" else match[0].replace("0", "O")


def parse(code: str, text: str) -> NcicMake:
    """Take one description apart."""
    text = " ".join(_GLUED.sub(" ", text.upper().replace("_", " ").replace("''", '"')).split())
    note = _NOTE.search(text)
    if note and note.start() > 2:
        text = text[: note.start()]
    others = [match["other"] for match in _OTHER_NAME.finditer(text) if match.start() > 0]
    text = _OTHER_NAME.sub(" ", text) if not text.startswith(("AKA", "FORMERLY")) else text
    owner = ""
    match_owner = _OWNER.search(text)
    if match_owner and match_owner.start() > 1:
        owner, text = _tidy(_PRODUCT.sub("", match_owner["owner"]).split(";")[0]), text[: match_owner.start()]
    product = _PRODUCT.search(text)
    if product and product.start() > 2:
        text = text[: product.start()]
    name, city, state, country = _placed(text)
    return NcicMake(code, _tidy(name), tuple(filter(None, map(_tidy, others))), owner, city, state, country)


def _placed(text: str) -> tuple[str, str, str, str]:
    """Split ``NAME; CITY, STATE`` (or without the signs between) into name, city, state and country code."""
    text = text.strip(" ,;.-\"'")
    state = country = ""
    if at_state := _AT_STATE.match(text):
        text, state, country = (
            at_state["name"],
            at_state["state"].title() if len(at_state["state"]) > 2 else at_state["state"],
            "US",
        )
    elif at_country := _AT_COUNTRY.match(text):
        text, country = at_country["name"], _COUNTRIES[at_country["country"]]
    if not country:
        return text, "", "", ""
    text = text.strip(" ,;(-")
    if ";" in text:
        name, _, city = text.rpartition(";")
        return name, city.strip().title(), state, country
    if firm := _FIRM_END.match(text):
        return firm["name"], firm["city"].title(), state, country
    name, comma, city = text.rpartition(",")
    if comma and len(city.split()) <= 3 and not re.search(r"\b(INC|LLC|LTD|CO|CORP)\b", city):
        return name, city.strip().title(), state, country
    return text, "", state, country


_KEEP: Final = re.compile(
    r"^(?!(?:INC|CO|GUN|RED|WAR|AIR|ED|LE|HAS|OR|IN|BIG|OLD|SUN|OAK|FOX|ACE|EL|ETS|TED|JIM|TOM|MAX|KEN|BEN|"
    r"BOB|RAY|ROY|LEE|DAN|"
    r"RON|RAM|SAM|TOP|TWO|TRI|PRO|NEW|LOS|LAS|MT|ST|DR|FLY|HY|BAY|ELK|DI|DU|D|ET|AL|ONE|SIX|OX|ARM|TOY|BAR|"
    r"COP|BOY)$)"
    r"(?:[A-Z]{1,3}\d*|[A-Z](?:\.[A-Z])+\.?)$"
)
_SMALL: Final = frozenset({"Of", "And", "The", "By", "De", "La", "Y", "For"})


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)?|[)\"]", " ", text)).strip(" ,;.-/'&:")
    words = [w if _KEEP.match(w) and w.title() not in _SMALL and len(w) < 4 else _title(w) for w in text.split()]
    return " ".join(w.lower() if i and w in _SMALL else w for i, w in enumerate(words))


def _title(word: str) -> str:
    return re.sub(r"[A-Z]+('[A-Z])?", lambda m: m[0].capitalize(), word)
