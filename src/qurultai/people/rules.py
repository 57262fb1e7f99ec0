"""Pure rules of people: what a name may hold, how it is searched, dated names, secrets, where to go on to."""

import datetime as dt
import hashlib
import re
import unicodedata

LONGEST_NAME = 200
STAFF_IDLE_SECONDS, STAFF_SECONDS = 30 * 60, 12 * 3600
SESSION_SECONDS = 14 * 24 * 3600
FRESH_SECONDS = 600
WITHHELD = "—"
"""What stands for the name of somebody who was erased, in every language and in every context."""
SWEEPING_HOURS = range(20, 23)
"""The hours of UTC in which a forum of Kazakhstan sleeps: free space is overwritten then, which holds up writers."""
_BROWSERS = {
    "Edg": "Edge", "OPR/": "Opera", "YaBrowser": "Yandex", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox",
    "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
_SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Macintosh": "Mac",
    "Linux": "Linux",
}  # fmt: skip
TOKEN_PREFIX = "qtk_"
MOST_MARKS = 8
"""Combining marks on one letter; living scripts need four, stacked "zalgo" text has dozens."""
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_JOINERS = "\u200c\u200d"
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:['’ʼ-]\w+)*")
_ALIKE = str.maketrans("ё’ʼ`іғқңөұүәһıłøđ", "е'''игкноууахilod")
_LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip

_LOOKS = str.maketrans("авезікмнорстуүхһѕјԁԛԝ0ı", "abe3ikmhopctyyxhsjdqwoi")
"""Letters of Cyrillic, and two signs, that are taken for Latin ones at a glance (after Unicode's UTS #39)."""


def clean_name(text: str) -> str:
    """A name as typed, without what hides or harms: bidi controls, control characters, stacked marks, loose spaces.

    Letters of every script stay as they are, and so do the joiners that some scripts spell with.
    """
    text = unicodedata.normalize("NFC", text).translate(_BIDI)
    kept, marks = [], 0
    for sign in text:
        category = unicodedata.category(sign)
        if category in {"Cc", "Cs", "Co", "Cn"}:
            kept.append(" " if sign in "\t\r\n" else "")
            continue
        if category == "Cf" and sign not in _JOINERS:
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return _SPACES.sub(" ", "".join(kept)).strip()


def clean_words(text: str) -> str:
    """Longer text as typed, its lines kept, without NUL, bidi controls and other invisible signs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_name(line) for line in lines).strip()


def name_problem(name: str) -> str | None:
    """Why a cleaned name cannot stand: `empty`, `long`, or None; one letter is a name, and so is a single word."""
    if not any(sign.isalpha() for sign in name):
        return "empty"
    return "long" if len(name) > LONGEST_NAME else None


def latin_of(name: str) -> str:
    """Latin spelling of a Cyrillic name, sign by sign, for badges and search until she gives her own."""
    spelled = []
    for sign in name:
        latin = _LATIN.get(sign.lower())
        spelled.append(sign if latin is None else latin.capitalize() if sign.isupper() else latin)
    return "".join(spelled)


def folded(text: str) -> str:
    """Text for search: without case, accents and the letters that people type for one another."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_ALIKE))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def look_of(name: str) -> str:
    """How a name looks at a glance: names of one look are confused with one another, whatever letters they are of.

    Case, accents, spaces, punctuation and Cyrillic letters that look like Latin ones make no difference
    (Unicode Technical Standard #39, "skeleton").
    """
    plain = unicodedata.normalize("NFKD", clean_name(name).casefold())
    return "".join(sign for sign in plain.translate(_LOOKS) if sign.isalnum())


def sought_of(name: str, latin_name: str) -> str:
    """Every spelling of a name, as one line in which each word of a query is looked for."""
    spellings = dict.fromkeys([folded(name), folded(latin_name), folded(latin_of(name))])
    return " ".join(spelling for spelling in spellings if spelling)[:640]


def words_of(query: str) -> list[str]:
    """The words of a query, folded; at most six, whatever their order."""
    return _WORD.findall(folded(query[:200]))[:6]


def is_valid_on(day: dt.date, valid_from: dt.date, valid_until: dt.date | None) -> bool:
    """Whether a half-open range of days holds on one."""
    return valid_from <= day and (valid_until is None or day < valid_until)


def hash_of(secret: str) -> str:
    """The SHA-256 of a secret with 192 random bits: quick to check, useless to whoever reads the table."""
    return hashlib.sha256(secret.encode()).hexdigest()


def safe_next(page: str | None, otherwise: str) -> str:
    """A path of this very site to go on to, or else the other page: never a host, a scheme or a control character."""
    page = page or ""
    inside = page.startswith("/") and not page.startswith("//") and "\\" not in page and page.isprintable()
    return page if inside else otherwise


def session_is_over(now: int, began: int, used: int, *, staff: bool) -> bool:
    """Whether a session has lasted too long: 14 days; for staff 12 hours in all and half an hour without a request."""
    if staff and (now - used >= STAFF_IDLE_SECONDS or now - began >= STAFF_SECONDS):
        return True
    return now - began >= SESSION_SECONDS


def device_of(user_agent: str) -> str:
    """What a browser says it is, in the words that its owner knows: `Firefox · Android`; "" when it says nothing."""
    told = [next((words for sign, words in known.items() if sign in user_agent), "") for known in (_BROWSERS, _SYSTEMS)]
    return " · ".join(word for word in told if word)


def sweeping_is_due(hour: int) -> bool:
    """Whether free space may be overwritten in this hour of UTC."""
    return hour in SWEEPING_HOURS
