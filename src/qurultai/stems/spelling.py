"""How words are written: cut out of a text, folded to plain letters, and brought to one sound in Cyrillic and Latin."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST = 60
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_FOREIGN = re.compile(r"[^\x00-\x7f\u0400-\u052f]")
_PLAIN = str.maketrans("әғқңөұүһієґї", "агкноуухиеги")
_SPELLED = """
а:a ә:a б:b в:v г:g ғ:g д:d е:e ж:zh з:z и:i й:y к:k қ:k л:l м:m н:n ң:n о:o ө:o п:p р:r с:s т:t у:u ұ:u ү:u
ф:f х:h һ:h ц:ts ч:ch ш:sh щ:sh ъ: ы:y і:i ь: э:e ю:yu я:ya є:ye ї:yi ґ:g
"""
_LETTERS = str.maketrans(dict(pair.split(":") for pair in _SPELLED.split()))
_SOUNDS = (
    (re.compile("shch|sch|sh"), "ш"),
    (re.compile("tch|ch"), "ч"),
    (re.compile("zh|dj|j"), "ж"),
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("[iy]+(?=[aeou])"), ""),
    (re.compile("[iy]+"), "i"),
    (re.compile("([^aeou])\\1+"), "\\1"),
)
_BACK = str.maketrans({"ш": "sh", "ч": "ch", "ж": "zh"})


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word of an NFC text begins and ends, and the word folded: lower case, ё as е."""
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if not (word.isalnum() and word.isascii()):
            word = "".join(sign for sign in unicodedata.normalize("NFKC", word).lower() if sign.isalnum())
        yield match.start(), match.end(), (word.replace("ё", "е") or "0")[:LONGEST]


def positions(text: str) -> Iterator[tuple[int, int]]:
    """Where each word of an NFC text begins and ends; as many as `spans` gives, without their folding."""
    return (match.span() for match in _WORD.finditer(text))


def words_of(text: str) -> list[str]:
    """The words of a text, folded; never an empty one."""
    return [word for _start, _end, word in spans(unicodedata.normalize("NFC", text))]


def plain(text: str) -> str:
    """Folded words without Kazakh letters and Latin accents; й stays й."""
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda match: _without_marks(match.group()), text.translate(_PLAIN))


@lru_cache(maxsize=2_000)
def _without_marks(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"}.get(sign, sign))
    return "".join(part for part in apart if part.isalnum())


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """One Latin spelling for all that a Cyrillic name is given in: Есенов, Yessenov and Esenov are all `esenov`."""
    word = plain(word).translate(_LETTERS)
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word.translate(_BACK)


def grams(word: str) -> list[str]:
    """The three-letter pieces of a word's sound with its ends, each once, for finding words that look alike."""
    padded = f"00{sound(word)}0"
    return list(dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2)))
