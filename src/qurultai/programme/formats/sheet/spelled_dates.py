"""Dates and times as people type them into cells: month names in three languages, Excel's day numbers, am and pm."""

import re
from datetime import date, time, timedelta

_MONTHS = (
    ("january", "jan", "января", "январь", "янв", "қаңтар", "қаң"),
    ("february", "feb", "февраля", "февраль", "фев", "февр", "ақпан", "ақп"),
    ("march", "mar", "марта", "март", "мар", "наурыз", "нау"),
    ("april", "apr", "апреля", "апрель", "апр", "сәуір", "сәу"),
    ("may", "мая", "май", "мамыр", "мам"),
    ("june", "jun", "июня", "июнь", "июн", "маусым", "мау"),
    ("july", "jul", "июля", "июль", "июл", "шілде", "шіл"),
    ("august", "aug", "августа", "август", "авг", "тамыз", "там"),
    ("september", "sep", "sept", "сентября", "сентябрь", "сен", "сент", "қыркүйек", "қыр"),
    ("october", "oct", "октября", "октябрь", "окт", "қазан", "қаз"),
    ("november", "nov", "ноября", "ноябрь", "ноя", "нояб", "қараша", "қар"),
    ("december", "dec", "декабря", "декабрь", "дек", "желтоқсан", "жел"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s.\-]+(\w+)\.?[\s,.\-]+(\d{4})(?:\s*(?:г|ж|года|жыл|жылы)\.?)?")
_MONTH_FIRST = re.compile(r"(\w+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*(?:ж|жыл|жылғы|жылы)?\.?[\s,]+(\d{1,2})\s+(\w+)")
_EXCEL_DAYS = range(25_569, 109_938)
_EXCEL_ZERO = date(1899, 12, 30)
_HALF_DAY = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)


def spelled_date(text: str) -> date | None:
    """The date of "8 сентября 2027", "2027 ж. 8 қыркүйек", "8 Sep 2027" or "September 8, 2027"; None for other text."""
    wanted = text.strip().lower()
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_YEAR_FIRST, (1, 3, 2))):
        match = pattern.fullmatch(wanted)
        if match and (month := _MONTH.get(match[order[1]])):
            return date(int(match[order[0]]), month, int(match[order[2]]))
    return None


def numbered_date(text: str) -> date | None:
    """The date that Excel's day number means (46638 is 2027-09-08), of the years 1970 to 2200; None for other text."""
    number = text.strip()
    if number.isascii() and number.isdigit() and len(number) < 7 and int(number) in _EXCEL_DAYS:
        return _EXCEL_ZERO + timedelta(days=int(number))
    return None


def half_day_clock(text: str) -> time | None:
    """The clock time of "9:30 am" or "9 PM"; None for other text; raises ValueError for an hour that is none."""
    match = _HALF_DAY.fullmatch(text.strip())
    if not match:
        return None
    hour = int(match[1])
    if not 1 <= hour <= 12:
        raise ValueError(text)
    return time(hour % 12 + (12 if match[3].lower() == "p" else 0), int(match[2] or 0))
