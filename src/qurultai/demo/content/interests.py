"""What the 700 people star: a few topics each, popular sessions more often."""

from random import Random

from .shapes import Person, Session, Stars

FEWEST, MOST = 3, 12
LIKED = 6.0
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


def stars(sessions: tuple[Session, ...], people: tuple[Person, ...], seed: int) -> tuple[Stars, ...]:
    """Return 3 to 12 starred sessions for everybody; never an own one, nor one that the whole forum attends.

    Drawn without replacement with weights (Efraimidis and Spirakis 2006): expected audience to the power 0.7,
    six times that for a topic the person likes.
    """
    dice = Random(f"stars {seed}")
    open_to_choice = [session for session in sessions if not session.whole_forum]
    topics = sorted({session.topic for session in open_to_choice})
    return tuple(_stars(person, open_to_choice, topics, dice) for person in people)


def _stars(person: Person, sessions: list[Session], topics: list[str], dice: Random) -> Stars:
    liked = {*TOPICS_OF_CATEGORY.get(person.category, ()), *dice.sample(topics, 2)}
    weights = {
        session.code: session.expected**0.7 * (LIKED if session.topic in liked else 1.0)
        for session in sessions
        if person.code not in session.people
    }
    keys = {code: dice.random() ** (1 / weight) for code, weight in weights.items()}
    chosen = sorted(keys, key=keys.__getitem__, reverse=True)[: dice.randint(FEWEST, MOST)]
    return Stars(person.code, tuple(sorted(chosen)))
