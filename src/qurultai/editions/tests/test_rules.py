"""How far clocks are from UTC, in words."""

import datetime as dt
import zoneinfo

import pytest

from qurultai.editions.rules import utc_words


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Asia/Almaty", "UTC+5"), ("Asia/Kathmandu", "UTC+5:45"), ("America/St_Johns", "UTC−2:30"), ("UTC", "UTC+0")],
)
def test_a_zone_is_told_by_its_distance_from_utc_on_that_day(zone, said):
    assert utc_words(zoneinfo.ZoneInfo(zone), dt.date(2027, 7, 1)) == said
