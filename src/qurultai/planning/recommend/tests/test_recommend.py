"""Recommendations: reciprocal, with true reasons, a no that nobody can infer, shared exposure, kept up to date."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qurultai.planning.recommend import (
    Link,
    Person,
    Recommender,
    Saying,
    Settings,
    Stems,
    Topic,
    Tree,
    WorldError,
    gini,
    link,
    true,
)

TOPICS = (
    Topic("space"),
    Topic("space.comms", "space"),
    Topic("space.data", "space"),
    Topic("space.data.maps", "space.data"),
    Topic("law"),
)
WORDS = {
    "en": ("satellites", "antennas", "launches", "orbit", "images", "harvest"),
    "ru": ("спутниками", "антеннами", "запуски", "орбита", "снимков", "урожая"),
    "kk": ("серіктердің", "антенналар", "ұшыру", "орбитада", "суреттер", "егіннің"),
}
INTENTS = ("seller", "buyer", "laboratory", "student", "employer")
FEW = Settings(pool=8, length=3, block=4)


def crowd(seed: int, count: int = 14) -> list[Person]:
    """People who say one or two things, and want a few of the others."""
    dice = random.Random(seed)
    ids = [f"p{n}" for n in range(count)]

    def says() -> Saying:
        tongue = dice.choice(list(WORDS))
        topic = dice.choice((None, *(t.id for t in TOPICS)))
        return Saying(dice.choice(INTENTS), topic, " ".join(dice.sample(WORDS[tongue], dice.randint(0, 3))), tongue)

    people = []
    for i in ids:
        others = [j for j in ids if j != i]
        own = tuple(says() for _ in range(dice.randint(1, 2)))
        people.append(Person(i, own, frozenset(dice.sample(others, dice.randint(0, 2)))))
    return people


def lists(made: Recommender) -> dict[str, list[tuple[str, float]]]:
    return {p.id: [(r.person, r.score) for r in made.recommend(p.id)] for p in made.people}


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_every_reason_is_true_and_nobody_is_recommended_against_a_word_given(seed):
    dice = random.Random(seed)
    people = crowd(seed)
    ids = [p.id for p in people]
    people = [replace(p, noes=frozenset(dice.sample(ids, 2)) - {p.id} - p.wants) for p in people]
    made = Recommender(TOPICS, people, FEW)
    by_id = {p.id: p for p in people}
    for p in people:
        found = made.recommend(p.id)
        assert len({r.person for r in found}) == len(found) <= 3
        for r in found:
            assert true(made.features.tree, r.reason, p, by_id[r.person])
            assert r.person != p.id
            assert r.person not in p.wants | p.noes
            assert p.id not in by_id[r.person].noes
            assert 0 <= r.score <= 1


def test_the_checker_of_reasons_turns_down_what_was_not_said():
    tree = Tree(TOPICS)
    one = Person("a", (Saying("seller", "space.data.maps", "satellites"),))
    two = Person("b", (Saying("buyer", "space.data", "спутниками", "ru"), Saying("buyer", "law", "satellite images")))
    found = link(tree, Stems(one.says + two.says, 64).rarity, one, two)
    assert found is not None
    assert (found.topic, found.words) == ("space.data", ())
    assert true(tree, found, one, two)
    for wrong in (
        replace(found, topic="space.comms"),
        replace(found, words=("satellit",)),
        replace(found, theirs=two.says[1]),
        replace(found, mine=Saying("seller", "law")),
        Link(two.says[0], two.says[0], None, ()),
    ):
        assert not true(tree, wrong, one, two)


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_a_no_changes_no_list_but_those_of_the_two_and_there_only_takes_the_other_out(seed):
    people = crowd(seed)
    dice = random.Random(seed)
    a, b = dice.sample(range(len(people)), 2)
    one, two = people[a], people[b]
    wide = replace(FEW, length=13, pool=13)
    before = Recommender(TOPICS, people, wide)
    silent = [replace(p, wants=p.wants - {two.id}, noes=frozenset({two.id})) if p is one else p for p in people]
    asked = [replace(p, wants=p.wants - {two.id}) if p is one else p for p in people]
    before, after = Recommender(TOPICS, asked, wide), Recommender(TOPICS, silent, wide)
    assert before.chances.weights == after.chances.weights
    assert before.exposures == after.exposures
    old, new = lists(before), lists(after)
    for p in people:
        gone = {one.id: two.id, two.id: one.id}.get(p.id)
        assert new[p.id] == [r for r in old[p.id] if r[0] != gone]


def test_both_sides_must_gain():
    people = [
        Person("a", (Saying("seller", "space.comms"),)),
        Person("b", (Saying("buyer", "space.comms"),)),
        Person("c", (Saying("seller", "space.comms"),)),
        Person("d", (Saying("buyer", "law"),)),
        Person("e", (Saying("student", "space.comms"),)),
    ]
    made = Recommender(TOPICS, people, FEW)
    assert [r.person for r in made.recommend("a")] == ["b", "d"]
    assert [r.person for r in made.recommend("e")] == []
    assert made.recommend("a")[0].reason.topic == "space.comms"
    assert made.recommend("a")[1].reason.topic is None


@pytest.mark.parametrize(
    ("tongue", "mine", "theirs"),
    [("kk", "ғарыштың суреттері", "ғарышта"), ("ru", "спутниками связи", "спутники"), ("en", "antennas", "antenna")],
)
def test_words_meet_in_all_their_forms_in_each_language(tongue, mine, theirs):
    people = [
        Person("a", (Saying("launch", None, mine, tongue),)),
        Person("b", (Saying("payload", None, theirs, tongue),)),
        Person("c", (Saying("payload", None, "xyz", tongue),)),
    ]
    made = Recommender(TOPICS, people, FEW)
    first = made.recommend("a")[0]
    assert first.person == "b"
    assert len(first.reason.words) == 1


def test_a_model_of_meaning_finds_what_shares_no_word():
    meaning = {"cosmodrome": (1.0, 0.0), "launch site": (0.98, 0.2), "yoghurt": (0.0, 1.0), "cheese": (0.1, 0.99)}

    def vectors(sayings):
        rows = np.zeros((len(sayings), 384), np.float32)
        for n, s in enumerate(sayings):
            rows[n, :2] = meaning[s.text]
        return rows

    people = [
        Person("a", (Saying("launch", None, "cosmodrome"),)),
        Person("b", (Saying("payload", None, "yoghurt"),)),
        Person("c", (Saying("payload", None, "cheese"),)),
        Person("d", (Saying("payload", None, "launch site"),)),
    ]
    assert len({r.score for r in Recommender(TOPICS, people, FEW).recommend("a")}) == 1
    assert Recommender(TOPICS, people, FEW, vectors).recommend("a")[0].person == "d"


def test_who_is_wanted_by_somebody_is_high_on_the_list_of_that_one():
    people = [Person("a", (Saying("seller", "law"),))]
    people += [Person(f"b{n}", (Saying("buyer", "law"),)) for n in range(4)]
    people[3] = replace(people[3], wants=frozenset({"a"}))
    assert Recommender(TOPICS, people, FEW).recommend("a")[0].person == "b2"


def many(count: int = 80) -> list[Person]:
    """One side of which everybody wants the same few."""
    dice = random.Random(5)
    sellers = [Person(f"s{n}", (Saying("seller", dice.choice(TOPICS).id),)) for n in range(count // 2)]
    stars = frozenset(f"s{n}" for n in range(3))
    buyers = [
        Person(f"b{n}", (Saying("buyer", dice.choice(TOPICS).id),), stars if n % 3 == 0 else frozenset())
        for n in range(count // 2)
    ]
    return sellers + buyers


def test_prices_share_out_exposure_so_that_nobody_floods_and_few_starve():
    sized = Settings(length=5, most=2.0, least=0.5, rounds=20)
    free, shared = Recommender(TOPICS, many(), replace(sized, rounds=0)), Recommender(TOPICS, many(), sized)
    assert max(free.exposures.values()) > 3 * 5
    assert max(shared.exposures.values()) <= 3 * 5
    starving = [list(made.exposures.values()).count(0) for made in (free, shared)]
    assert starving[0] >= 3 * starving[1]
    assert shared.gini < 0.65 * free.gini


@settings(max_examples=30)
@given(st.integers(0, 10_000), st.integers(1, 6))
def test_changes_one_by_one_give_the_lists_that_scoring_everybody_anew_gives(seed, changes):
    dice = random.Random(seed)
    made = Recommender(TOPICS, crowd(seed, 20), replace(FEW, rounds=0))
    for n in range(changes):
        source = dice.choice(crowd(seed + 1, 20))
        who = dice.choice((f"p{dice.randrange(20)}", f"new{n}"))
        if dice.random() < 0.2 and who in made.chances.number:
            made.remove(who)
        else:
            made.update(Person(who, source.says, source.wants - {who}))
    now = lists(made)
    made.refresh()
    anew = lists(made)
    assert now.keys() == anew.keys()
    for who, found in now.items():
        assert [score for _, score in found] == pytest.approx([score for _, score in anew[who]], abs=1e-6)


def test_who_is_removed_is_on_nobodys_list_and_has_none():
    made = Recommender(TOPICS, crowd(3), FEW)
    made.remove("p4")
    assert made.recommend("p4") == ()
    assert all(r.person != "p4" for p in made.people for r in made.recommend(p.id))


def test_a_newcomer_is_on_lists_at_once_and_prices_can_be_found_anew():
    made = Recommender(TOPICS, many(), Settings(length=5, words=64))
    made.update(Person("new", (Saying("buyer", "law"),)))
    assert len(made.recommend("new")) == 5
    made.share_out()
    assert made.exposures["new"] >= 1


def test_the_same_people_and_seed_give_the_same_lists():
    one, two = (Recommender(TOPICS, crowd(8), FEW) for _ in range(2))
    assert lists(one) == lists(two)


def test_blocks_do_not_change_the_lists():
    small, large = (Recommender(TOPICS, crowd(8), replace(FEW, block=b)) for b in (3, 100))
    for who, found in lists(small).items():
        assert [s for _, s in found] == pytest.approx([s for _, s in lists(large)[who]], rel=1e-4)


def test_nobody_and_one_alone_have_no_lists():
    assert Recommender(TOPICS, ()).exposures == {}
    assert Recommender(TOPICS, (Person("a", (Saying("seller"),)),)).recommend("a") == ()
    assert gini(np.zeros(3)) == 0.0
    assert gini(np.array([0, 0, 0, 8.0])) == 0.75


@pytest.mark.parametrize(
    ("topics", "people"),
    [
        (TOPICS, (Person("a", (Saying("pirate"),)),)),
        (TOPICS, (Person("a", (Saying("seller", "sea"),)),)),
        ((Topic("a", "b"), Topic("b", "a")), ()),
        ((Topic("a", "b"),), ()),
    ],
)
def test_what_is_not_there_is_refused(topics, people):
    with pytest.raises(WorldError):
        Recommender(topics, people)
