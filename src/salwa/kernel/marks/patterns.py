"""Kernel, marks: the forms of calibres, approval numbers, years, dates and codes, as patterns over folded text."""

import re
from typing import Final

APPROVAL: Final = re.compile(
    r"(?<![a-z0-9])(?:ptb|p\.t\.b\.?|bka|b\.k\.a\.?|ptp|bam|kwkg|tuv|prtb|"
    r"physikalisch[- ]technische)(?:\s*[-/]?\s*(?:nr|no|number)\.?)?"
    r"\s*[-:/.]?\s*(?:[a-z]\s*[-/]?\s*)?\d{1,5}(?:[-/]\d{1,4})?(?![0-9])|(?<![a-z0-9])(?:ptb|bka)(?![a-z0-9])"
)
"""A German or Austrian approval or test number, as on gas and alarm weapons (tracing.md section 6, case 3)."""

STOCK_NUMBER: Final = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{3}-\d{4}(?!\d)")
"""A NATO stock number: of a kind of article, never of one weapon."""

YEAR: Final = re.compile(r"^(18[5-9]\d|19\d\d|20[0-4]\d)(?:г\.?|г|年|年製|年制|yr)?$")
DATE: Final = re.compile(
    r"^(?:(?:19|20)\d\d[-./年](?:0?[1-9]|1[0-2])[-./月](?:0?[1-9]|[12]\d|3[01])日?|(?:0?[1-9]|[12]\d|"
    r"3[01])[-./](?:0?[1-9]|1[0-2])[-./](?:19|20)\d\d|"
    r"(?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12]\d|3[01])[-./](?:19|20)\d\d)$"
)
CODE_AND_YEAR: Final = re.compile(r"^([a-z]{2,3})\s*[-./]?\s*(19[89]\d|20[0-4]\d)$")
YEAR_AND_CODE: Final = re.compile(r"^(19[89]\d|20[0-4]\d)\s*[-./]?\s*([a-z]{2,3})$")

SURELY_CALIBRE: Final = re.compile(
    r"\d\s*[x×х*✕]\s*\d{2,3}|\d\s*(?:mm|мм|毫米|ملم|مم)(?![a-z])|^\s*\.\s*\d{2,3}|\d\.\d{1,2}(?!\d)|"
    r"\d\s*(?:ga|gauge|gage|guage|bore|号|cal)\b|"
    r"\b(?:acp|auto|magnum|mag|special|spl|luger|para|parabellum|win|winchester|rem|remington|nato|lr|"
    r"long rifle|wmr|hmr|kurz|corto|"
    r"makarov|tokarev|nagant|british|s&w|s & w|blackout|creedmoor|springfield|colt|sig|hornet|ruger|bmg|"
    r"lapua|mauser)\b|"
    r"\b(?:cal|calibre|caliber|kal|kaliber|calibro|ponto|gauge)\b|калибр|عيار|口径|^\d{2}\s*[-/]\s*\d{2}(?:\s|$)"
)
"""What a calibre has and a serial number has not: a size with its length, a unit, a point, a cartridge's name."""

SMITH_AND_WESSON: Final = re.compile(r"\bS\.?\s?&\s?W\b\.?", re.IGNORECASE)
CARTRIDGE: Final = re.compile(r"\s(?:CTGE?S?|CARTRIDGES?)\.?$", re.IGNORECASE)
"""The word for cartridge, which makers of revolvers stamp behind the calibre."""

STAMPED: Final = re.compile(
    r"\.?\d{2}\s(?:S&W\s(?:SPECIAL|SPL|SPEC|LONG|SHORT|CTGE?S?|CARTRIDGES?)\b|LONG\sRIFLE\b)", re.IGNORECASE
)
"""A calibre in which the name of a maker or of a type stands that says nothing of this firearm."""

CALIBRE_BEGINS: Final = re.compile(
    r"^(?:\.?\d{1,3}(?![\d])|(?:cal|calibre|caliber|kal|kaliber|calibro|ponto|pt|m43$)|калибр|кал|عيار|口径|"
    r"3006$|4570$|3030$)"
)

PLAIN_SERIAL: Final = re.compile(
    r"[A-Z]{0,4}[ -]?[0-9]{5,10}[A-Z]{0,2}|[A-Z]{2,4}[0-9]{3,4}|[0-9]{2}[A-Z]{1,2}[0-9]{5,7}"
)
"""The commonest forms of serial numbers: five digits and more, or two to four letters and three or four digits."""

LABEL_GLUED: Final = re.compile(
    r"^\s*(?:s\s*[/.\\-]\s*n(?:[o°º]|um)?\b|sn\s*[:#.]|serial(?:\s*(?:number|num|no|nr|#))?|ser(?:ie|"
    r"ial)?\s*[.:#]\s*(?:no|nr|n)?|n\s*[°º]|№|nr\s*[.:]|(?:nr|no|num|ser)\s+(?=\S*[\d?*_])|"
    r"no\s*[.:]|#|nº\s*(?:de\s*)?(?:serie|série)?|num(?:ero|éro)?(?:\s*de\s*)?(?:serie|série)?\s*[.:]|"
    r"зав\.?\s*№|сер\.?\s*№|номер|رقم|编号|枪号|"
    r"ser\.?\s*br\.?|br\.\s*|seri\s*no\s*)[\s.:#=-]*(?=[^\s.:#=-])"
)
