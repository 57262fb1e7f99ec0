"""What the front page shows of the programme."""

import datetime as dt

from qurultai.website.rules.highlights import main_ones
from qurultai.website.shapes import Talk
from qurultai.website.site import Shown

HIGHLIGHTS = ("ceremony", "plenary", "panel", "film_screening")
MOST_HIGHLIGHTS = 12
LEAST_OF_A_DAY = 3


def highlights(shown: Shown) -> list[tuple[dt.date, list[Talk]]]:
    """The main sessions of each day; of a programme without any such kind, the first ones."""
    main = [[talk for talk in day.talks if talk.kind in HIGHLIGHTS] for day in shown.days]
    if not any(main):
        main = [list(day.talks) for day in shown.days]
    rank = {kind: number for number, kind in enumerate(HIGHLIGHTS)}
    chosen = main_ones(main, lambda talk: rank.get(talk.kind, 0), MOST_HIGHLIGHTS, LEAST_OF_A_DAY)
    return [(day.date, talks) for day, talks in zip(shown.days, chosen, strict=True) if talks]
