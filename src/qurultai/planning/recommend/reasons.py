"""The reason of a recommendation: the two sayings that fit best, what they share, and whether that is true."""

from .features import Tree
from .meaning import stems_of
from .types import COMPLEMENT, Link, Person, Saying

_MOST_WORDS = 3


def link(tree: Tree, rarity, mine: Person, theirs: Person) -> Link | None:
    """The best pair of complementing sayings with a topic or a word in common, or else the first that complement."""
    best: tuple[tuple[float, int, int], Link] | None = None
    for n, a in enumerate(mine.says):
        for m, b in enumerate(theirs.says):
            if COMPLEMENT[a.intent] == b.intent:
                found = _shared(tree, rarity, a, b)
                depth = len(tree.path(found.topic)) if found.topic else 0
                worth = 2.0 * depth + sum(rarity(w) for w in found.words)
                if best is None or (worth, -n, -m) > best[0]:
                    best = (worth, -n, -m), found
    return best[1] if best else None


def _shared(tree: Tree, rarity, a: Saying, b: Saying) -> Link:
    words = sorted(set(stems_of(a)) & set(stems_of(b)), key=lambda w: (-rarity(w), w))
    return Link(a, b, tree.common(a.topic, b.topic), tuple(words[:_MOST_WORDS]))


def true(tree: Tree, found: Link, mine: Person, theirs: Person) -> bool:
    """Whether both said it, the intents answer each other, and the topic and every word belong to both sayings."""
    said = found.mine in mine.says and found.theirs in theirs.says
    answers = COMPLEMENT[found.mine.intent] == found.theirs.intent
    topics = [s.topic for s in (found.mine, found.theirs)]
    topic = found.topic is None or all(t is not None and found.topic in tree.path(t) for t in topics)
    words = all(w in stems_of(found.mine) and w in stems_of(found.theirs) for w in found.words)
    return said and answers and topic and words
