"""Many gates' scans, put together: any order, any batches and any repetition say the same."""

import dataclasses
import random
import time

import pytest

from qurultai.onsite.rules.judging import Alarm, Incident
from qurultai.onsite.rules.merging import Merge
from qurultai.onsite.rules.scans import NOTHING_BEFORE, Block, Evidence, Loss, Measure, digest
from qurultai.onsite.testing import DAYS, GATES, HALL, scan

EXACT = tuple(Measure(gate, 0, 0, 0) for gate in GATES)


def merged(*scans, measures=EXACT, blocks=(), losses=(), now=100):
    merge = Merge(DAYS)
    merge.add(Evidence(scans, measures, blocks, losses))
    return merge.outcome(now)


def incidents(outcome):
    return sorted((incident.kind, int.from_bytes(incident.scan_id)) for incident in outcome.incidents)


def entries(outcome):
    return {key: int.from_bytes(scan_id) for key, scan_id in outcome.entries.items()}


def test_the_first_entry_by_corrected_time_counts_and_the_other_is_a_double():
    ahead = (Measure("g1", 0, 500, 0), Measure("g2", 0, -500, 0))
    outcome = merged(scan(1, 600), scan(2, -450, "g2"), measures=ahead)
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 2}, [("double", 1)])


def test_at_the_same_millisecond_the_least_id_counts_and_the_order_is_in_doubt():
    outcome = merged(scan(2, 10), scan(1, 10, "g2"))
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 1}, [("perhaps_double", 2)])


def test_who_went_out_may_come_in_again():
    outcome = merged(scan(1, 10), scan(2, 20, "g2", "out"), scan(3, 30))
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 1}, [])
    assert outcome.inside == {HALL: {7}}


def test_who_went_out_is_outside_and_who_was_never_in_cannot_leave():
    assert merged(scan(1, 10), scan(2, 20, direction="out")).inside == {}
    assert incidents(merged(scan(2, 20, direction="out"))) == [("exit_without_entry", 2)]


def test_every_period_has_its_own_entry_and_begins_with_an_empty_hall():
    outcome = merged(scan(1, 10), scan(2, 1_000_000))
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 1, (7, HALL, 2): 2}, [])
    assert outcome.inside == {}
    assert merged(scan(1, 10), scan(2, 1_000_000), now=1_000_000).inside == {HALL: {7}}


def test_what_did_not_let_through_is_no_entry_but_an_override_is():
    refused = scan(1, 10, verdict="red")
    guard = scan(2, 20, verdict="red", kind="override", guard="Aigerim", reason="photo compared")
    outcome = merged(refused, guard, scan(3, 30))
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 2}, [("double", 3)])


@pytest.mark.parametrize("said", [{}, {"guard": "Aigerim"}, {"reason": "photo compared"}])
def test_an_override_that_does_not_say_who_and_why_is_kept_and_told(said):
    outcome = merged(scan(1, 10, verdict="red", kind="override", **said))
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 1}, [("unexplained_override", 1)])


def test_without_a_measure_the_order_is_in_doubt_and_no_double_is_overlooked():
    outcome = merged(scan(1, 10), scan(2, 20, direction="out"), scan(3, 30, "g2"), measures=EXACT[:1])
    assert (incidents(outcome), outcome.doubtful) == ([("perhaps_double", 3)], {(7, HALL)})
    single = merged(scan(1, 10), measures=())
    assert (incidents(single), single.doubtful) == ([], {(7, HALL)})
    assert merged(scan(1, 10)).doubtful == frozenset()


def test_an_exit_in_doubt_is_not_called_one_without_an_entry():
    outcome = merged(scan(1, 10, direction="out"), scan(2, 20), measures=())
    assert (incidents(outcome), outcome.doubtful) == ([], {(7, HALL)})


@pytest.mark.parametrize(("error", "kinds"), [(4, []), (5, [("perhaps_double", 3)])])
def test_a_measure_is_as_good_as_its_error(error, kinds):
    measures = (Measure("g1", 0, 0, error), Measure("g2", 0, 0, 5))
    assert incidents(merged(scan(1, 10), scan(2, 20, "g2", "out"), scan(3, 30), measures=measures)) == kinds


def test_an_error_across_a_period_s_beginning_is_a_doubt():
    late = scan(2, 999_999)
    assert incidents(merged(scan(1, 10), late, measures=(Measure("g1", 0, 0, 0),))) == [("double", 2)]
    assert incidents(merged(scan(1, 10), late, measures=(Measure("g1", 0, 0, 1),))) == [("perhaps_double", 2)]


def test_the_measure_with_the_least_error_counts():
    measures = (Measure("g1", 0, 99, 9), Measure("g1", 0, 5, 1), Measure("g1", 0, 50, 3))
    outcome = merged(scan(1, 1_000_004), measures=measures)
    assert entries(outcome) == {(7, HALL, 1): 1}


def test_a_blocked_badge_is_an_incident_from_the_block_on():
    assert incidents(merged(scan(1, 10), blocks=(Block(7, 11), Block(8, 0)))) == []
    assert incidents(merged(scan(1, 10), blocks=(Block(7, 10), Block(7, 50)))) == [("blocked_badge", 1)]
    assert incidents(merged(scan(1, 10), blocks=(Block(7, 50),), measures=())) == [("blocked_badge", 1)]


def test_what_a_lost_device_says_later_is_kept_and_not_believed():
    merge = Merge(DAYS)
    merge.add(Evidence((scan(1, 10), scan(2, 20, serial=8)), EXACT, losses=(Loss("g1", 1), Loss("g1", 9))))
    outcome = merge.outcome(100)
    assert (entries(outcome), incidents(outcome)) == ({(7, HALL, 1): 1}, [("lost_device", 2)])
    assert len(list(merge.stored())) == 2


def test_two_scans_of_one_id_are_both_kept_and_told():
    twin = scan(1, 50, "g2")
    outcome = merged(scan(1, 10), twin)
    assert incidents(outcome) == [("double", 1), ("two_of_one_id", 1)]


def test_a_lost_device_s_own_account_ends_with_its_loss():
    links = chain(6)
    assert merged(links[0], links[5], losses=(Loss("g1", 1),)).alarms == frozenset()
    assert merged(links[0], links[5], losses=(Loss("g1", 6),)).alarms == {Alarm("gap", "g1", 2, 5)}


def chain(count, device="g1", ids=0):
    links, previous = [], NOTHING_BEFORE
    for number in range(1, count + 1):
        links.append(scan(ids + number, number, device, sequence=number, serial=number, previous=previous))
        previous = digest(links[-1])
    return links


def test_a_chain_that_holds_is_silent_and_each_lack_is_told():
    links = chain(6)
    assert merged(*links).alarms == frozenset()
    assert merged(links[0], links[3], links[5]).alarms == {Alarm("gap", "g1", 2, 3), Alarm("gap", "g1", 5, 5)}
    changed = dataclasses.replace(links[1], serial=99)
    assert merged(links[0], changed, *links[2:]).alarms == {Alarm("broken_chain", "g1", 3, 3)}
    forked = dataclasses.replace(links[5], scan_id=bytes(16))
    assert merged(*links, forked).alarms == {Alarm("two_of_one_sequence", "g1", 6, 6)}


def test_the_digest_tells_every_field():
    one = scan(1, 10, verdict="red", kind="override", guard="ab", reason="c")
    others = {
        "device": "g2",
        "sequence": 2,
        "previous": bytes([1] * 32),
        "epoch": 1,
        "at": 11,
        "serial": 8,
        "zone": "x",
    }
    others |= {"direction": "out", "verdict": "amber", "guard": "a", "reason": "bc", "scan_id": bytes(16)}
    digests = {digest(dataclasses.replace(one, **{name: value})) for name, value in others.items()}
    digests |= {digest(one), digest(dataclasses.replace(one, guard="a", reason="bc"))}
    assert len(digests) == len(others) + 2


def test_an_incident_names_scan_badge_and_zone():
    assert merged(scan(1, 10), scan(2, 20)).incidents == {Incident("double", (2).to_bytes(16), 7, HALL)}


def test_ten_thousand_scans_in_batches_of_a_hundred_are_merged_and_judged_in_seconds():
    links = [link for gate in range(10) for link in chain(1000, f"g{gate}", 1000 * gate)]
    random.Random(1).shuffle(links)
    merge, started = Merge(DAYS), time.process_time()
    merge.add(Evidence(measures=tuple(Measure(f"g{gate}", 0, 0, 0) for gate in range(10))))
    for start in range(0, 10_000, 100):
        merge.add(Evidence(scans=tuple(links[start : start + 100])))
        merge.outcome(100)
    assert time.process_time() - started < 5
    assert len(merge.outcome(100).alarms) == 0
