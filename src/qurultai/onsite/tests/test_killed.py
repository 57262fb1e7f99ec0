"""Gates in processes of their own, killed again and again: each scan is stored once, and what follows is not lost."""

import pytest

from qurultai.onsite.tests.many import broken, live_on, many

GATES, BADGES, SCANS, BATCH, DEADLY = 4, 30, 24, 9, 0.1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_gates_that_are_killed_cut_off_and_wrong_in_their_clocks_lose_nothing_and_tell_nothing_twice(tmp_path):
    made = many(tmp_path, GATES, BADGES, SCANS)
    live_on(made, BATCH, DEADLY)
    assert broken(made) == []
    assert made.killed > GATES
