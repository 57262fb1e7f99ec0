"""One simulated forum at its gates: everything that happens in it follows from its seed. All instants are ms.

Partitions, lost and repeated requests and answers, clocks up to a day wrong, dead batteries, a stolen device, blocked
badges, keys in rotation, exits, copies of badges. `truth` is what happened, which no node knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.gates_nodes import DAY, Gate, Hub, News, Node, Server, reach_of
from qurultai.onsite.rules.judging import Alarm
from qurultai.onsite.rules.merging import Merge
from qurultai.onsite.rules.scans import Block, Evidence, Loss, Scan
from qurultai.onsite.rules.verdicts import Attempt, Held, verdict

START = 1_800_000_000_000
PERIODS = {zone: (START - DAY, START + 300_000) for zone in "ABC"}
ALWAYS = (0, 2**60)
STEPS = 60


@dataclass(frozen=True)
class Happened:
    """A scan that was written or shown: when it truly was, by which list, and what became of it."""

    at: int
    scan: Scan
    stamp: int
    reach: str
    shown: bool


class Universe:
    """A forum of three zones with a hub, four to six gates and six badges, for sixty steps and then healed."""

    merge_kind: type[Merge] = Merge

    def __init__(self, seed: int) -> None:
        self.rng = rng = Random(seed)
        self.now = START
        news = News(START, frozenset(), frozenset({1, 2}))
        self.server = Server("server", news, merge=self.merge_kind(PERIODS))
        self.hub = Hub("hub", news)
        zones = ["A", "B", "B", "C", "C", rng.choice("ABC")][: rng.randint(4, 6)]
        self.gates = [Gate(f"g{n}", news, zone=zone, ahead=rng.randint(-DAY, DAY)) for n, zone in enumerate(zones)]
        self.badges = [Held(serial, 1 + serial % 2, frozenset("ABC"), *ALWAYS) for serial in range(1, 7)]
        links = [(gate.name, to) for gate in self.gates for to in ("server", "hub")] + [("hub", "server")]
        self.down = {link for link in links if rng.random() < 0.4}
        self.flying: list[Callable[[], None]] = []
        self.truth: list[Happened] = []
        self.blocked: dict[int, int] = {}
        self.key_ended: int | None = None
        self.cut: dict[str, int] = {}
        self.midway: tuple[list[Scan], frozenset[Alarm]] = ([], frozenset())

    def run(self) -> "Universe":
        """All its steps, then every link heals and everything that still exists is told."""
        for step in range(STEPS):
            self.now += self.rng.randrange(500, 15_000)
            self._step(self.rng.random())
            if step == STEPS // 2:
                self.midway = list(self.server.merge.stored()), self.server.merge.outcome(self.now).alarms
        self._heal()
        return self

    def writes(self, gate: Gate, scan: Scan) -> bool:
        """Write, then show; whether it was shown. The battery may die in between."""
        gate.disk.append(scan)
        return self.rng.random() > 0.03

    def refuses(self, evidence: Evidence) -> bool:
        """Whether the server answers a batch with a final no: never."""
        return False

    def _step(self, dice: float) -> None:
        rng, gate = self.rng, self.rng.choice(self.gates)
        if dice < 0.55:
            self._scan(gate)
        elif dice < 0.72:
            self._upload(gate)
        elif dice < 0.82:
            self._deliver()
        elif dice < 0.86:
            self._forward()
        elif dice < 0.91:
            self.down ^= {rng.choice([(gate.name, "server"), (gate.name, "hub"), ("hub", "server")])}
        elif dice < 0.94:
            gate.restart(rng)
        elif dice < 0.96:
            gate.set_clock(rng)
        elif dice < 0.985:
            self._block(rng.choice(self.badges).serial)
        elif dice < 0.993:
            self._end_a_key()
        elif not self.cut:
            self._steal(gate)

    def _up(self, one: Node, other: Node) -> bool:
        return (one.name, other.name) not in self.down and self.rng.random() > 0.1

    def _asked(self, gate: Gate) -> Node | None:
        order: dict[str, tuple[Node, ...]] = {"A": (self.server,), "B": (self.hub,), "C": (self.server, self.hub)}
        return next((node for node in order[gate.zone] if self._up(gate, node)), None)

    def _scan(self, gate: Gate) -> None:
        rng = self.rng
        if gate.lost:
            return
        badge = rng.choice(self.badges)
        asked = self._asked(gate)
        if asked is self.server:
            self._tell_server()
        if asked is self.hub and self._up(self.hub, self.server):
            self._tell_server()
            self.hub.hear(self.server.news)
        known, news = gate.known(asked)
        inside = (badge.serial, gate.zone) in known.inside
        direction = "out" if rng.random() < (0.5 if inside else 0.02) else "in"
        age = self.now - (news.stamp if asked else gate.heard_at)
        told = verdict(known, Attempt(badge, gate.zone, direction, self.now, reach_of(asked), age))
        scan = gate.scan(rng, self.now, badge.serial, direction, told.colour)
        if asked:
            gate.hear(news)
            gate.heard_at = news.stamp
            trip = rng.randrange(400)
            gate.measure(self.now - trip, self.now - rng.randint(0, trip), self.now, gate.epoch)
        self._write(gate, scan, asked, news.stamp)
        if told.colour == "amber" and rng.random() < 0.5:
            self.now += rng.randrange(1000, 5000)
            guard = {"kind": "override", "guard": "guard 1", "reason": "photo compared"}
            self._write(gate, gate.scan(rng, self.now, badge.serial, direction, "amber", **guard), None, news.stamp)

    def _write(self, gate: Gate, scan: Scan, asked: Node | None, stamp: int) -> None:
        if scan.lets_through:
            for node in (gate, asked) if asked else (gate,):
                node.put_down(scan.serial, scan.zone, scan.direction)
        shown = self.writes(gate, scan)
        self.truth.append(Happened(self.now, scan, stamp, reach_of(asked), shown))
        if not shown or scan not in gate.disk[-1:]:
            gate.restart(self.rng)

    def _tell_server(self) -> None:
        ended = frozenset({1}) if self.key_ended is not None else frozenset()
        self.server.news = News(self.now, frozenset(self.blocked), frozenset({1, 2}) - ended)

    def _send(self, message: Callable[[], None]) -> None:
        """Lost, once or twice, and some time later."""
        self.flying += [message] * self.rng.choice((0, 1, 1, 1, 1, 2))

    def _deliver(self) -> None:
        for _ in range(min(2, len(self.flying))):
            self.flying.pop(self.rng.randrange(len(self.flying)))()

    def _upload(self, gate: Gate) -> None:
        to = self.rng.choice((self.server, self.hub))
        waiting = gate.waiting()
        start = self.rng.randrange(len(waiting)) if waiting else 0
        batch = Evidence(tuple(waiting[start : start + self.rng.randint(1, 8)]), tuple(gate.measures))
        sent, epoch = self.now, gate.epoch
        self._send(lambda: self._arrive(gate, to, batch, sent, epoch))

    def _arrive(self, gate: Gate, to: Node, batch: Evidence, sent: int, epoch: int) -> None:
        if (gate.name, to.name) in self.down:
            return
        if to is self.server:
            self._tell_server()
            if not self.refuses(batch):
                self.server.receive(batch)
        else:
            self.hub.receive(batch)
        stamp, news = self.now, to.news
        self._send(lambda: self._answer(gate, to, batch, news, (sent, stamp, epoch)))

    def _answer(self, gate: Gate, to: Node, batch: Evidence, news: News, times: tuple[int, int, int]) -> None:
        if (gate.name, to.name) in self.down:
            return
        gate.acknowledged.update(scan.scan_id for scan in batch.scans)
        gate.hear(news)
        gate.heard_at = max(gate.heard_at, news.stamp)
        sent, stamp, epoch = times
        gate.measure(sent, stamp, self.now, epoch)

    def _forward(self) -> None:
        hub = self.hub
        waiting = [scan for scan in hub.kept.values() if scan.scan_id not in hub.forwarded]
        batch = Evidence(tuple(waiting), tuple(hub.measures))
        if not self._up(hub, self.server):
            return
        self._tell_server()
        if not self.refuses(batch):
            self.server.receive(batch)
        if self._up(hub, self.server):
            hub.forwarded.update(scan.scan_id for scan in batch.scans)
            hub.hear(self.server.news)

    def _block(self, serial: int) -> None:
        self.blocked.setdefault(serial, self.now)
        self._record(Evidence(blocks=(Block(serial, self.now),)))

    def _end_a_key(self) -> None:
        self.key_ended = self.now if self.key_ended is None else self.key_ended

    def _record(self, evidence: Evidence) -> None:
        self.server.log.append(evidence)
        self.server.merge.add(evidence)

    def _steal(self, gate: Gate) -> None:
        told = {scan.sequence for scan in self.server.merge.stored() if scan.device == gate.name}
        self.cut[gate.name] = next(n for n in range(len(told) + 1) if n + 1 not in told)
        gate.lost = True
        self._record(Evidence(losses=(Loss(gate.name, self.cut[gate.name]),)))
        for badge in self.badges[:2]:
            gate.disk.append(gate.scan(self.rng, self.now, badge.serial, "in", "green"))

    def _heal(self) -> None:
        self.down.clear()
        while self.flying:
            self.now += 1
            self.flying.pop(self.rng.randrange(len(self.flying)))()
        for gate in self.gates:
            trip = self.rng.randrange(200)
            gate.measure(self.now, self.now + self.rng.randint(0, trip), self.now + trip, gate.epoch)
            while waiting := gate.waiting()[:8]:
                batch = Evidence(tuple(waiting), tuple(gate.measures))
                if not self.refuses(batch):
                    self.server.receive(batch)
                gate.acknowledged.update(scan.scan_id for scan in waiting)
            self.server.receive(Evidence(measures=tuple(gate.measures)))
        self.server.receive(Evidence(tuple(self.hub.kept.values()), tuple(self.hub.measures)))
