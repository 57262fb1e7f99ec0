"""The simulator's nodes: gates with a disk and a clock of their own, a hub, a server. All instants are ms.

A gate asks the server for class A, the hub for class B and whomever it reaches for class C; whoever is asked puts down
at once whom it let in. Copies of scans travel by themselves, later, and may be lost or repeated.
"""

from dataclasses import dataclass, field
from random import Random

from qurultai.onsite.rules.merging import Merge
from qurultai.onsite.rules.scans import NOTHING_BEFORE, Evidence, Measure, Scan, digest
from qurultai.onsite.rules.verdicts import GateList, Reach

DAY = 24 * 3600 * 1000
AGES_AGO = -(10**12)
"""When a list was known to be the server's, for who cannot say."""
CLASSES = {"A": "A", "B": "B", "C": "C"}


@dataclass(frozen=True)
class News:
    """What the server knew at an instant of its clock."""

    stamp: int
    blocked: frozenset[int]
    keys: frozenset[int]


@dataclass
class Node:
    """Whoever has a list and knows whom it let in."""

    name: str
    news: News
    inside: set[tuple[int, str]] = field(default_factory=set)

    def hear(self, news: News) -> None:
        """Keep the newer list."""
        if news.stamp > self.news.stamp:
            self.news = news

    def learn(self, scan: Scan) -> None:
        """Somebody else's scan, told later: entries count, exits do not, for an entry may have come after them."""
        if scan.lets_through and scan.direction == "in":
            self.inside.add((scan.serial, scan.zone))

    def put_down(self, serial: int, zone: str, direction: str) -> None:
        """Whom it let through just now."""
        (self.inside.add if direction == "in" else self.inside.discard)((serial, zone))


@dataclass
class Gate(Node):
    """A device: what is on its disk survives a dead battery, the age of its list does not."""

    zone: str = "C"
    ahead: int = 0
    epoch: int = 0
    disk: list[Scan] = field(default_factory=list)
    acknowledged: set[bytes] = field(default_factory=set)
    measures: set[Measure] = field(default_factory=set)
    heard_at: int = AGES_AGO
    lost: bool = False

    def scan(self, rng: Random, now: int, serial: int, direction: str, colour: str, **guard: str) -> Scan:
        """The next link of its chain, not yet on its disk."""
        previous = digest(self.disk[-1]) if self.disk else NOTHING_BEFORE
        number = len(self.disk) + 1
        at = now + self.ahead
        return Scan(
            rng.randbytes(16),
            self.name,
            number,
            previous,
            self.epoch,
            at,
            serial,
            self.zone,
            direction,
            colour,
            **guard,
        )

    def restart(self, rng: Random) -> None:
        """The battery is dead and charged again; its clock may have been lost."""
        self.heard_at = AGES_AGO
        self.set_clock(rng if rng.random() < 0.3 else None)

    def set_clock(self, rng: Random | None) -> None:
        """A new epoch; with `rng` also another time, by up to a day."""
        self.epoch += 1
        if rng:
            self.ahead = rng.randint(-DAY, DAY)

    def measure(self, sent: int, stamp: int, received: int, epoch: int) -> None:
        """How far its clock was ahead when the server's said `stamp`, if it was not set meanwhile."""
        if epoch == self.epoch:
            ahead = (sent + received) // 2 + self.ahead - stamp
            self.measures.add(Measure(self.name, epoch, ahead, (received - sent) // 2 + 1))

    def known(self, asked: Node | None) -> tuple[GateList, News]:
        """What it can go by: its own list and the one of whom it asked, the newer, with both's inside."""
        news = max(self.news, asked.news, key=lambda one: one.stamp) if asked else self.news
        inside = self.inside | asked.inside if asked else self.inside
        return GateList(news.keys, news.blocked, inside, CLASSES), news

    def waiting(self) -> list[Scan]:
        """What nobody has acknowledged."""
        return [scan for scan in self.disk if scan.scan_id not in self.acknowledged]


@dataclass
class Hub(Node):
    """A computer at the venue: keeps scans on its disk and sends them on."""

    kept: dict[bytes, Scan] = field(default_factory=dict)
    measures: set[Measure] = field(default_factory=set)
    forwarded: set[bytes] = field(default_factory=set)

    def receive(self, evidence: Evidence) -> None:
        """On its disk before it acknowledges."""
        for scan in evidence.scans:
            self.kept[scan.scan_id] = scan
            self.learn(scan)
        self.measures.update(evidence.measures)


@dataclass
class Server(Node):
    """Keeps all evidence, and every batch as it came, to put it together in other orders."""

    merge: Merge = field(default_factory=lambda: Merge({}))
    log: list[Evidence] = field(default_factory=list)

    def receive(self, evidence: Evidence) -> None:
        """Stored first."""
        self.log.append(evidence)
        self.merge.add(evidence)
        for scan in evidence.scans:
            self.learn(scan)


def reach_of(asked: Node | None) -> Reach:
    """Whom a gate reached, in the words of the rules."""
    return {Server: "server", Hub: "hub"}.get(type(asked), "alone")
