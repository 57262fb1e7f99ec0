"""Rules (a) to (e) of I4, checked by one who knows what truly happened."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from benchmarks.gates_universe import PERIODS, Happened, Universe
from qurultai.onsite.rules.judging import period_of
from qurultai.onsite.rules.merging import NEVER, Outcome
from qurultai.onsite.rules.scans import Evidence
from qurultai.onsite.rules.verdicts import OLDEST_LIST


@dataclass
class Case:
    """What happened to one badge in one zone, in the order in which it did."""

    entries: dict[int, bytes] = field(default_factory=dict)
    doubles: set[bytes] = field(default_factory=set)
    lone_exits: set[bytes] = field(default_factory=set)
    instants: list[Happened] = field(default_factory=list)
    greens_while_green: int = 0
    greens: int = 0
    most_greens: int = 0
    last_period: int = -1
    inside: str = ""


def violations(universe: Universe) -> list[str]:
    """Each broken rule with what broke it; empty for a universe in which all held."""
    outcome = universe.server.merge.outcome(universe.now)
    return [
        *_stored_once(universe),
        *_shown_and_told(universe),
        *_any_order(universe, outcome),
        *_judged_as_it_was(universe, outcome),
        *_refused_in_time(universe, outcome),
        *(f"(b) {alarm}" for alarm in outcome.alarms),
        *_lacks_are_told(universe),
    ]


def _stored_once(universe: Universe) -> Iterator[str]:
    stored = list(universe.server.merge.stored())
    written = {scan for gate in universe.gates for scan in gate.disk}
    if len(stored) != len(set(stored)):
        yield "(a) a scan is stored twice"
    if not set(stored) <= written:
        yield "(a) a scan is stored that nobody wrote"


def _shown_and_told(universe: Universe) -> Iterator[str]:
    stored = {scan.scan_id for scan in universe.server.merge.stored()}
    for happened in universe.truth:
        scan = happened.scan
        if happened.shown and scan.lets_through and scan.device not in universe.cut and scan.scan_id not in stored:
            yield f"(b) {scan.device} let through by scan {scan.sequence}, which never arrived"


def _lacks_are_told(universe: Universe) -> Iterator[str]:
    """Halfway, when much is on its way: what is missing before the last that arrived, and nothing else, is an alarm."""
    stored, alarms = universe.midway
    told = {(alarm.device, n) for alarm in alarms for n in range(alarm.first, alarm.last + 1) if alarm.kind == "gap"}
    for gate in universe.gates:
        if gate.name not in universe.cut:
            there = {scan.sequence for scan in stored if scan.device == gate.name}
            missing = set(range(1, max(there, default=0))) - there
            if missing != {n for device, n in told if device == gate.name}:
                yield f"(b) {gate.name} lacks {sorted(missing)}, which is not what is told"
    if any(alarm.kind != "gap" for alarm in alarms):
        yield "(b) a chain is called broken that is not"


def _any_order(universe: Universe, outcome: Outcome) -> Iterator[str]:
    rng = Random(0)
    pieces = list(universe.server.log)
    rng.shuffle(pieces)
    other = universe.merge_kind(PERIODS)
    for piece in pieces:
        other.add(Evidence(piece.scans[::-1], piece.measures[::-1], piece.blocks, piece.losses))
    if other.outcome(universe.now) != outcome:
        yield "(c) another order says something else"


def _believed(universe: Universe) -> list[Happened]:
    """What let through, as written, without what a lost device had not told before its loss."""
    written = {scan.scan_id for gate in universe.gates for scan in gate.disk}
    return [
        happened
        for happened in universe.truth
        if (scan := happened.scan).lets_through
        and scan.scan_id in written
        and scan.sequence <= universe.cut.get(scan.device, scan.sequence)
    ]


def _truth(happened: list[Happened]) -> dict[tuple[int, str], Case]:
    groups: defaultdict[tuple[int, str], Case] = defaultdict(Case)
    for one in happened:
        scan = one.scan
        group, period = groups[scan.serial, scan.zone], period_of(one.at, PERIODS[scan.zone])
        group.instants.append(one)
        if period != group.last_period:
            group.last_period, group.inside = period, ""
        if scan.direction == "out":
            if not group.inside:
                group.lone_exits.add(scan.scan_id)
            group.inside, group.greens = "", 0
            continue
        group.greens += scan.verdict == "green"
        group.most_greens = max(group.greens, group.most_greens)
        if group.inside:
            group.doubles.add(scan.scan_id)
            group.greens_while_green += group.inside == scan.verdict == "green"
        group.entries.setdefault(period, scan.scan_id)
        group.inside = scan.verdict
    return groups


def _judged_as_it_was(universe: Universe, outcome: Outcome) -> Iterator[str]:
    errors = _errors(universe)
    told, exits = _told(outcome, {"double", "perhaps_double"}), _told(outcome, {"exit_without_entry"})
    for (serial, zone), truth in _truth(_believed(universe)).items():
        if len(told[serial, zone]) < len(truth.doubles):
            yield f"(d) of {len(truth.doubles)} doubles of {serial} in {zone} only {len(told[serial, zone])} are told"
        if (serial, zone) in outcome.doubtful:
            if not _in_doubt(truth.instants, errors, PERIODS[zone]):
                yield f"(d) the order of {serial} in {zone} is called doubtful and is not"
            continue
        entries = {period: scan_id for (*group, period), scan_id in outcome.entries.items() if group == [serial, zone]}
        if entries != truth.entries:
            yield f"(c) another entry of {serial} in {zone} counts than the first"
        if told[serial, zone] != truth.doubles:
            yield f"(d) doubles of {serial} in {zone} that were none"
        if exits[serial, zone] != truth.lone_exits:
            yield f"(d) exits of {serial} in {zone} without an entry are not those told"
        inside = bool(truth.inside) and truth.last_period == period_of(universe.now, PERIODS[zone])
        if inside != (serial in outcome.inside.get(zone, ())):
            yield f"(c) {serial} is inside {zone} or not, and the server is wrong"
    yield from _exposure(universe)


def _errors(universe: Universe) -> dict[tuple[str, int], int]:
    """The least error of the measures that the server was told, by device and epoch."""
    errors: dict[tuple[str, int], int] = {}
    for measure in (measure for piece in universe.server.log for measure in piece.measures):
        key = measure.device, measure.epoch
        errors[key] = min(measure.error, errors.get(key, measure.error))
    return errors


def _in_doubt(happened: list[Happened], errors: dict[tuple[str, int], int], starts: Sequence[int]) -> bool:
    """Whether clocks may leave the order open: one was never measured, or twice both errors reach so far."""
    worst = max(errors.get((one.scan.device, one.scan.epoch), NEVER) for one in happened)
    instants = [one.at for one in happened]
    gaps = [later - earlier for earlier, later in pairwise(instants)]
    gaps += [2 * abs(at - start) for at in instants for start in starts]
    return min(gaps) <= 4 * worst


def _told(outcome: Outcome, kinds: set[str]) -> defaultdict[tuple[int, str], set[bytes]]:
    told: defaultdict[tuple[int, str], set[bytes]] = defaultdict(set)
    for incident in outcome.incidents:
        if incident.kind in kinds:
            told[incident.serial, incident.zone].add(incident.scan_id)
    return told


def _exposure(universe: Universe) -> Iterator[str]:
    """Without a guard's decision: no double in A, none in B with its one hub, one entry per gate in C."""
    gates = sum(gate.zone == "C" for gate in universe.gates)
    for (serial, zone), truth in _truth([one for one in universe.truth if one.scan.lets_through]).items():
        if zone != "C" and truth.greens_while_green:
            yield f"(c) green twice for {serial} in {zone}"
        if zone == "C" and truth.most_greens > gates:
            yield f"(c) green {truth.most_greens} times for {serial} in C with {gates} gates"


def _refused_in_time(universe: Universe, outcome: Outcome) -> Iterator[str]:
    used = {incident.scan_id for incident in outcome.incidents if incident.kind == "blocked_badge"}
    believed = {one.scan.scan_id for one in _believed(universe)}
    key_of = {badge.serial: badge.key for badge in universe.badges}
    for one in universe.truth:
        scan = one.scan
        if not scan.lets_through or scan.direction == "out":
            continue
        ended = universe.key_ended if key_of[scan.serial] == 1 else None
        for since in (universe.blocked.get(scan.serial), ended):
            if since is None or scan.verdict != "green" or one.at < since:
                continue
            if one.stamp > since or one.at - since > OLDEST_LIST.get(scan.zone, one.at):
                yield f"(e) {scan.serial} green in {scan.zone} {one.at - since} ms after its end"
        if scan.verdict == "green" and scan.zone != "C" and one.reach == "alone":
            yield f"(e) {scan.zone} is open though nobody could be asked"
        blocked_at = universe.blocked.get(scan.serial)
        if blocked_at is not None and one.at >= blocked_at and scan.scan_id in believed - used:
            yield f"(e) {scan.serial} was used after its block and nobody is told"
