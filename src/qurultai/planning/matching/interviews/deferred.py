"""Who should meet whom: deferred acceptance, the students proposing, both sides with capacities.

Gale and Shapley, *College admissions and the stability of marriage*, American Mathematical Monthly 69 (1962); Roth,
*Stability and polarization of interests in job matching*, Econometrica 52 (1984): with responsive preferences on both
sides no pair blocks the outcome, and no other pairwise stable one gives a student better interviews.
"""

from collections import deque

from .frame import Frame
from .types import Pair


def deferred_acceptance(frame: Frame) -> set[Pair]:
    """The musts, and the matching that is stable beside them."""
    musts = set(frame.musts)
    left = {s: frame.students[s].most - sum(i == s for i, _ in musts) for s in frame.students}
    room = {r: frame.room[r] - sum(j == r for _, j in musts) for r in frame.recruiters}
    waiting = {s: deque(r for r in rs if (s, r) not in musts) for s, rs in frame.of_student.items()}
    held: dict[str, list[str]] = {r: [] for r in frame.recruiters}
    asking = deque(s for s in frame.students if left[s] > 0)
    while asking:
        s = asking.popleft()
        while left[s] > 0 and waiting[s]:
            r = waiting[s].popleft()
            if room[r] <= 0:
                continue
            held[r].append(s)
            left[s] -= 1
            if len(held[r]) > room[r]:
                worst = max(held[r], key=lambda i, r=r: frame.liked[i, r])  # type: ignore[misc]
                held[r].remove(worst)
                left[worst] += 1
                if worst != s:
                    asking.append(worst)
    return musts | {(s, r) for r, ss in held.items() for s in ss}
