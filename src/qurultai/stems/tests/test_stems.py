"""Every form of a word has one stem, words that only look alike have two, and names sound the same in both scripts."""

import pytest

from qurultai.stems import plain, plain_stem, sound, stem, words_of
from qurultai.stems.kazakh import Grammar

FAMILIES = """
ғарыш ғарыштың ғарышта ғарышкер ғарышы ғарыштық ғарышпен ғарыштан ғарышқа ғарышты ғарышында ғарыштағы ғарышкерлер
спутник спутниктер спутниктердің спутнигі спутнигін спутниктерінің спутниктеріміз
ынтымақтастық ынтымақтастығы ынтымақтастықтың ынтымақтастығының ынтымақтастыққа
жер жерді жерден жерге жердің жерінде жерлер жері
дерек деректер деректерді деректері деректерінің деректеріне
білім білімі білімнің білімдер білімін
ғылым ғылымның ғылымға ғылымы
кітап кітабы кітаптар кітабында
серік серігі серіктер серіктердің
жерсерік жерсерігі жерсеріктік
қазақстан қазақстанның қазақстанда қазақстандық
алматы алматыда алматының алматыдағы
технология технологиялар технологиясы технологиялардың технологияларын
ел елі елдер елдің елдердің
халық халқы халқының халықтың
орын орны орында орындар
орта ортада ортасы
планета планеталар планетада планетасы
кеңістік кеңістігі кеңістіктегі
құқық құқығы құқықтық құқықтың
жұмыс жұмыстар жұмысы жұмысшы жұмысшылар
өндіріс өндірісі өндірістік өндірістің
университет университеті университеттер университетінің
басқару басқаруы басқарудың басқаруда
клуб клубы клубтар клубтың
күн күні күндер күндері күндерінің
толқын толқыны толқындар толқынның
""".strip().splitlines()
APART = """
орта ор
планета план
астана аста
білім біл
жер жерсерік
адам ада
спикер спи
антенна антен
шығын шығ
балық ба
""".strip().splitlines()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_form_of_a_kazakh_word_has_its_stem(family):
    assert len({stem(word, "kk") for word in family.split()}) == 1


@pytest.mark.parametrize("family", FAMILIES)
def test_typed_without_kazakh_letters_the_forms_have_one_stem_too(family):
    forms = family.split()
    assert {plain_stem(plain(word), "kk") for word in forms} == {plain_stem(forms[0], "kk")}


@pytest.mark.parametrize("pair", APART)
def test_what_is_no_ending_stays(pair):
    first, second = pair.split()
    assert stem(first, "kk") != stem(second, "kk")


def test_without_harmony_and_the_list_of_stems_words_fall_apart():
    careless = Grammar(harmony=False)
    object.__setattr__(careless, "whole", frozenset())
    assert (careless.stem("алматыда"), stem("алматыда", "kk")) == ("алмат", "алматы")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", "спутник спутники спутников спутником"),
        ("ru", "космический космическая космическом"),
        ("en", "satellite satellites"),
        ("en", "launch launches launched launching"),
    ],
)
def test_russian_and_english_forms_have_one_stem(language, forms):
    assert len({stem(word, language) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        "Есенов Yessenov Esenov Есенов",
        "Жұмабаев Zhumabayev Jumabaev Жумабаев",
        "Қасым Kassym Qasym Kasym",
        "Сәрсенбаева Sarsenbayeva Sarsenbaeva",
        "Айгерім Aigerim Aygerim",
        "Ахметов Akhmetov Ahmetov",
        "Тоқаев Tokayev Toqaev",
        "Щербаков Shcherbakov",
        "Юлия Yulia Yuliya",
        "Müller Muller Мюллер Мuller",
    ],
)
def test_a_name_sounds_the_same_in_every_spelling(spellings):
    assert {sound(*words_of(name)) for name in spellings.split()} == {sound(*words_of(spellings.split()[0]))}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ұшу – «Өнер», Ёлка!", ["ұшу", "өнер", "елка"]),
        ("O’Brien's rocket-2", ["obriens", "rocket", "2"]),
        ("caf\u0065\u0301 и\u0306од", ["café", "йод"]),
        ('\0 \u0301\u0302 * ^ : - "', []),
        ("x" * 500, ["x" * 60]),
    ],
)
def test_words_are_cut_out_of_a_text(text, words):
    assert words_of(text) == words
