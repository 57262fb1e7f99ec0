"""Stems of words in Kazakh, Russian and English, so that a search finds ғарыштың by ғарыш.

Russian and English by Snowball. Kazakh by our own stripping of inflectional suffixes from the end, the longest that
fits first: the first sound of a suffix follows the last sound of the stem (Kazakh assimilates), which tells most false
endings from true ones. A stem keeps at least three letters and one vowel. What the rules would spoil is in `WHOLE`.
"""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_OPEN = frozenset("аәеиоөэюяыіұү")
_VOICELESS = frozenset("пфкқтсшщчцхһбвгд")
_SONANT = frozenset("лмнңрйузжғ")
_BEFORE = {
    **dict.fromkeys("тқкп", _VOICELESS),
    "д": _SONANT | _OPEN,
    **dict.fromkeys("ғг", _SONANT | _OPEN),
    "л": _OPEN | frozenset("рйу"),
    "н": _OPEN | frozenset("нңму"),
    "м": _SONANT | _OPEN,
    "б": frozenset("зж"),
    **dict.fromkeys("ңй", _OPEN),
    **dict.fromkeys("ыіае", _VOICELESS | _SONANT),
}
"""After which last letters of a stem an ending may begin with a letter; loan words end voiced and are voiceless."""
SHORTEST = 3
ROUNDS = 4

_ENDINGS = """
    мын мін бын бін пын пін сың сің сыз сіз мыз міз быз біз пыз піз
    ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті да де та те нда нде
    дан ден тан тен нан нен мен бен пен менен бенен пенен
    ым ім ың ің ын ін сын сін ыңыз іңіз ңыз ңіз сы сі ы і ымыз іміз
    лар лер дар дер тар тер дағы дегі тағы тегі нікі дікі тікі лық лік дық дік тық тік
    ған ген қан кен атын етін йтын йтін
"""
"""Person, case, possessive, plural and belonging, participles."""
_LONGEST_FIRST = tuple(sorted(set(_ENDINGS.split()), key=lambda ending: (-len(ending), ending)))
_WHOLE_WORDS = """
    ғылым білім адам қазақстан астана алматы орта орбита ракета планета антенна миссия комета жаңа қала дала сала баға
    шара мұра тарих қазір қарым арқылы негізгі соңғы алғашқы бүгінгі ерекше екі жеті алты аты жылы әлемдік ұлттық ғылыми
    халық балық жарық тұлға болашақ дерек серік жерсерік көлік бөлік өзгеріс
"""
WHOLE = frozenset(_WHOLE_WORDS.split())
"""Stems that look as if they had an ending, and words whose shortened form would meet another word."""


def folded(text: str) -> str:
    """Lower case, composed letters, ё as е."""
    return unicodedata.normalize("NFKC", text).lower().replace("ё", "е")


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; a language without rules leaves it as it is."""
    if language == "kk":
        return kazakh_stem(word)
    return _snowball(language).stemWord(word) if language in ("ru", "en") else word


def kazakh_stem(word: str) -> str:
    """The Kazakh stem: up to four endings are taken off, each the longest that leaves a whole stem."""
    for _round in range(ROUNDS):
        if word in WHOLE:
            return word
        left = (_hardened(word[: -len(end)]) for end in _LONGEST_FIRST if word.endswith(end) and _fits(word, end))
        shorter = next(left, None)
        if shorter is None:
            return word
        word = shorter
    return word


def _fits(word: str, ending: str) -> bool:
    """Whether what is left is a stem: long enough, with a vowel, and with a last sound that the ending may follow."""
    left = word[: -len(ending)]
    if len(left) < SHORTEST or not _VOWELS & set(left):
        return left in WHOLE
    if ending in ("сы", "сі", "сын", "сін"):
        return left[-1] in "аәеиоэюя"
    if ending in ("на", "не", "нан", "нен", "нда", "нде"):
        return left[-1] in "ыі"
    return left[-1] in _BEFORE.get(ending[0], _OPEN | _SONANT | _VOICELESS)


def _hardened(word: str) -> str:
    """A stem's voiced last sound back as the dictionary has it: серіг(і) → серік, кітаб(ы) → кітап."""
    hard = {"ғ": "қ", "г": "к", "б": "п"}.get(word[-1:])
    return word[:-1] + hard if hard and len(word) > SHORTEST else word


@cache
def _snowball(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer({"ru": "russian", "en": "english"}[language])
