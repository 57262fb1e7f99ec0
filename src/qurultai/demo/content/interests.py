"""What the 700 people star: a few sessions of their own topic, sometimes the great ones of a topic next to it."""

from random import Random

from .shapes import Person, Session, Stars

FEWEST, MOST = 2, 4
NEIGHBOUR, ANYTHING = 0.1, 0.02
GREAT = frozenset({"panel", "plenary", "ceremony"})
"""Kinds of sessions that people from other topics come to."""
FAMOUS = 4
"""So many of the largest sessions attract people of every topic."""
TOPICS_OF_CATEGORY = {
    "investor": ("investment", "launch"),
    "business": ("investment", "spacecraft"),
    "exhibitor_staff": ("spacecraft", "links"),
    "employer": ("education",),
    "student": ("education", "spacecraft"),
    "cansat_team": ("cansat",),
    "media_journalist": ("society",),
    "media_technical": ("society",),
    "head_of_delegation": ("policy", "investment"),
    "delegation_member": ("policy",),
    "diplomatic_corps": ("policy",),
    "vip_guest": ("society", "science"),
    "volunteer": ("education", "society"),
    "public_visitor": ("society",),
}
"""Where a category's interest lies; who is in none of these has any one topic."""
NEAR = {
    "cansat": ("education",),
    "education": ("cansat", "society"),
    "investment": ("launch", "policy"),
    "launch": ("spacecraft", "investment"),
    "links": ("observation", "spacecraft"),
    "observation": ("science", "links"),
    "policy": ("investment", "observation"),
    "science": ("observation", "society"),
    "society": ("education", "science"),
    "spacecraft": ("links", "launch"),
}


def stars(sessions: tuple[Session, ...], people: tuple[Person, ...], seed: int) -> tuple[Stars, ...]:
    """Return up to four starred sessions for everybody; never an own one, nor one that the whole forum attends.

    Each star falls into the person's one topic, seldom on a great session of a topic next to it or on one of the most
    famous; within these by expected audience to the power 0.7.
    """
    dice = Random(f"stars {seed}")
    open_to_choice = [session for session in sessions if not session.whole_forum]
    by_topic = {topic: [one for one in open_to_choice if one.topic == topic] for topic in sorted(NEAR)}
    famous = sorted(open_to_choice, key=lambda one: (-one.expected, one.code))[:FAMOUS]
    return tuple(_stars(person, by_topic, famous, dice) for person in people)


def _stars(person: Person, by_topic: dict[str, list[Session]], famous: list[Session], dice: Random) -> Stars:
    topic = dice.choice(TOPICS_OF_CATEGORY.get(person.category) or tuple(by_topic))
    near = [one for one in by_topic[dice.choice(NEAR[topic])] if one.kind in GREAT]
    chosen: set[str] = set()
    for _ in range(dice.randint(FEWEST, MOST)):
        chance = dice.random()
        pool = famous if chance < ANYTHING else near if chance < ANYTHING + NEIGHBOUR else by_topic[topic]
        pool = [one for one in pool if person.code not in one.people and one.code not in chosen]
        if pool:
            chosen.add(dice.choices(pool, [one.expected**0.7 for one in pool])[0].code)
    return Stars(person.code, tuple(sorted(chosen)))
