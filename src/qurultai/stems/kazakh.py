"""Stems of Kazakh words in Cyrillic by taking endings off from the right.

A word is stem + derivation + plural + possessive + case; endings are taken off in the opposite order, at most one of
each, a derivation at most twice. An ending is one only where the language would put it: its vowels agree with the
stem's (harmony), and its first sound with the stem's last (assimilation): спутник+тер, ғарыш+тың, not орта as ор+та.
Rules after the standard grammar (Қазақ грамматикасы, 2002). What they would spoil stands in `WHOLE`; nouns that lose a
vowel before an ending in `ELIDED`. A stem is a key for search and need not be a word: its last б г ғ are п к қ.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from qurultai.stems.spelling import plain

BACK, FRONT = frozenset("аоұыя"), frozenset("әеөүіэ")
VOWELS = frozenset("аәеоөуұүыіэяию")
GLIDES = frozenset("уию")
VOICELESS = frozenset("кқпстфхцчшщһбвгд")
SHORTEST = 3

_STEMS = """
ғылым білім айырым шығын толқын мәтін алтын ағын келін тұтқын бүгін кейін дейін түтін бүтін тығын тізгін сайын ұшқын
салқын жарқын жақын бұрын мойын қойын құйын орын күтім өнім бөлім төлем келісім ұйым қатысым
алматы қарағанды әскери кісі сыртқы ішкі негізгі соңғы алдыңғы мәңгі жылқы төменгі жоғары қазіргі күнделікті дәрігер
дата мандат команда астана антенна сцена стена арена домен абонент клиент момент орден олимпиада аренда пропаганда
бригада комета планета ракета анкета карта газета смета монета
қазақстан өзбекстан қырғызстан тәжікстан түрікменстан пәкістан ауғанстан үндістан татарстан башқұртстан дағыстан
түркістан арабстан
"""
WHOLE = frozenset(_STEMS.split())
"""Stems that end as if they had an ending: in -ым, -ын and -ы of their own, loans, lands."""
_LOST = """
халқ:халық орн:орын ауз:ауыз ерк:ерік нарқ:нарық әрп:әріп қарп:қаріп ғұрп:ғұрып қауп:қауіп көрк:көрік құлқ:құлық
мойн:мойын қойн:қойын бөрк:бөрік парқ:парық ырқ:ырық мүлк:мүлік қырк:қырық ұйқ:ұйқы мұрн:мұрын ерн:ерін
"""
ELIDED = dict(pair.split(":") for pair in _LOST.split())
"""Nouns that lose their last vowel before a possessive, by what is left of them."""
SHORT = frozenset(
    [
        "ел",
        "ай",
        "су",
        "ту",
        "ұл",
        "ән",
        "ат",
        "ас",
        "от",
        "іс",
        "ой",
        "үй",
        "ет",
        "оқ",
        "аң",
        "ер",
        "ін",
        "ұя",
        "әл",
        "ақ",
        "ар",
        "ем",
        "ен",
        "өн",
        "ұн",
        "ит",
        "ант",
        "арт",
    ]
)
"""Nouns of two letters that take endings."""


def _after_vowel(last: str) -> bool:
    return last in VOWELS


def _after_open(last: str) -> bool:
    return last in VOWELS or last in "рй"


def _after_liquid(last: str) -> bool:
    return _not_voiceless(last) and (last not in VOWELS or last in GLIDES)


def _after_voiceless(last: str) -> bool:
    return last in VOICELESS


def _after_consonant(last: str) -> bool:
    return last not in VOWELS or last in GLIDES


def _after_vowel_or_nasal(last: str) -> bool:
    return last in VOWELS or last in "мнң"


def _not_voiceless(last: str) -> bool:
    return last not in VOICELESS


def _after_hissing(last: str) -> bool:
    return last in "зж"


def _possessed(last: str) -> bool:
    return last in "ыі"


Place = Callable[[str], bool]
_PLACED: tuple[tuple[str, tuple[tuple[str, Place], ...]], ...] = (
    (
        "case",
        (
            ("ндағы ндегі нда нде на не н", _possessed),
            ("дағы дегі да де", _not_voiceless),
            ("тағы тегі та те тан тен ты ті тың тің пен қа ке", _after_voiceless),
            ("ның нің", _after_vowel_or_nasal),
            ("дың дің", _after_liquid),
            ("ны ні", _after_vowel),
            ("ды ді", _after_liquid),
            ("ға ге", _not_voiceless),
            ("дан ден", _not_voiceless),
            ("нан нен", _after_vowel_or_nasal),
            ("мен", _not_voiceless),
            ("бен", _after_hissing),
        ),
    ),
    (
        "possessive",
        (
            ("ымыз іміз ыңыз іңіз ым ім ың ің ы і", _after_consonant),
            ("мыз міз ңыз ңіз сы сі", _after_vowel),
        ),
    ),
    (
        "plural",
        (
            ("лар лер", _after_open),
            ("дар дер", _after_liquid),
            ("тар тер", _after_voiceless),
        ),
    ),
    (
        "derivation",
        (
            ("лық лік", _after_open),
            ("дық дік", _after_liquid),
            ("тық тік", _after_voiceless),
            ("шы ші", _after_consonant),
            ("кер гер", _after_consonant),
        ),
    ),
)
ORDER = ("case", "possessive", "plural", "derivation", "derivation")
_LONG_STEM = {"кер": 5, "гер": 5, "ым": 4, "ім": 4, "ың": 4, "ің": 4, "на": 4, "не": 4}
"""Endings that are often part of a stem, and how long the rest must be at least."""
_NEUTRAL = frozenset(["мен", "бен", "пен", "кер", "гер"])
"""Endings that do not follow the harmony."""


def _same(word: str) -> str:
    return word


@dataclass(frozen=True)
class Grammar:
    """The rules in one alphabet; `fold` brings the tables to it, and `harmony` says whether its vowels show harmony."""

    fold: Callable[[str], str] = _same
    harmony: bool = True
    endings: dict[str, tuple[tuple[str, Place], ...]] = field(init=False)
    whole: frozenset[str] = field(init=False)
    elided: dict[str, str] = field(init=False)
    short: frozenset[str] = field(init=False)
    joined: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        folded = {layer: _sorted(rules, self.fold) for layer, rules in _PLACED}
        object.__setattr__(self, "endings", folded)
        object.__setattr__(self, "whole", frozenset(map(self.fold, WHOLE)))
        object.__setattr__(self, "elided", {self.fold(short): self.fold(long) for short, long in ELIDED.items()})
        object.__setattr__(self, "short", frozenset(map(self.fold, SHORT)))
        object.__setattr__(self, "joined", frozenset(map(self.fold, ("ны", "ні", "сы", "сі"))))

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        taken = ""
        for layer in ORDER:
            if word in self.whole:
                break
            shorter = self._without(word, layer)
            word, taken = (_hardened(shorter), layer) if shorter else (word, taken)
        return _hardened(self.elided.get(word, word) if taken else word)

    def _without(self, word: str, layer: str) -> str:
        """The word without its ending of this layer, one that leaves a known stem or the longest; "" for none."""
        found = ""
        for ending, place in self.endings[layer]:
            rest = word[: -len(ending)]
            if not rest or not word.endswith(ending) or not place(self._sound(rest[-1])):
                continue
            if rest in self.whole:
                return rest
            if not found and self._stands(rest, ending) and not self._belongs(rest, ending, layer):
                found = rest
        return found

    def _sound(self, last: str) -> str:
        """The last sound; in the plain alphabet и after folding stands for і as well."""
        return last if self.harmony or last != "и" else "і"

    def _stands(self, rest: str, ending: str) -> bool:
        """Whether what is left can be a stem: long enough, with a vowel, in harmony with its ending."""
        if rest in self.short:
            return True
        if len(rest) < _LONG_STEM.get(ending, SHORTEST) or not any(sign in VOWELS for sign in rest):
            return False
        return not self.harmony or ending in _NEUTRAL or _agree(rest, ending)

    def _belongs(self, rest: str, ending: str, layer: str) -> bool:
        """Whether the ending's first sound is the stem's last: толқын+ы, not толқы+ны; жұмыс+ы, not жұмы+сы; оқу+шы."""
        last = self._sound(rest[-1])
        if ending in self.joined:
            return last in "ыі" and rest[-2] != "ш"
        return layer == "possessive" and len(ending) == 1 and last == "ш" and _after_consonant(rest[-2])


def _sorted(rules: Iterable[tuple[str, Place]], fold: Callable[[str], str]) -> tuple[tuple[str, Place], ...]:
    pairs = {(fold(ending), place) for endings, place in rules for ending in endings.split()}
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _agree(rest: str, ending: str) -> bool:
    """Whether the last clear vowel of the rest and the first of the ending are of one kind, back or front."""
    wanted = next((sign in BACK for sign in ending if sign in BACK or sign in FRONT), None)
    found = next((sign in BACK for sign in reversed(rest) if sign in BACK or sign in FRONT), None)
    return wanted is None or found is None or wanted == found


def _hardened(word: str) -> str:
    return word[:-1] + {"ғ": "қ", "г": "к", "б": "п"}.get(word[-1], word[-1]) if len(word) >= SHORTEST else word


TRUE = Grammar()
PLAIN = Grammar(plain, harmony=False)
