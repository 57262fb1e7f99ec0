"""Pictures of plans as SVG."""

from xml.sax.saxutils import escape

from qurultai.planning.meetings import Plan, Problem
from qurultai.planning.tracks import Plan as TracksPlan
from qurultai.planning.tracks import Problem as TracksProblem

CELL, LABEL, HEAD = 18, 90, 40
INK, LINE, _MEETING, _IDLE = "#1f2933", "#d5dbe1", "#2b6cb0", "#f3d19c"
_MOST = 1_000


def sheet(words: str, width: int, height: int) -> list[str]:
    """An empty sheet with its title above."""
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="10" role="img"><title>{escape(words)}</title>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="6" y="16" font-size="12" fill="{INK}">{escape(words)}</text>',
    ]


def meetings_picture(problem: Problem, plan: Plan, title: str) -> str:
    """Who is in a meeting when (blue), and who waits between two meetings (sand); of many, the first thousand."""
    agendas = problem.agendas[:_MOST]
    width, height = LABEL + CELL * len(problem.slots) + 10, HEAD + CELL * len(agendas) + 10
    busy: dict[str, dict[int, str]] = {a.id: {} for a in problem.agendas}
    for wish in problem.wishes:
        place = plan.assignment.get(wish.id)
        if place is not None:
            busy[wish.a][place.slot], busy[wish.b][place.slot] = wish.b, wish.a
    out = sheet(f"{title}: {plan.status}, value {plan.value}, bound {plan.bound}", width, height)
    for t in range(len(problem.slots)):
        out.append(f'<text x="{LABEL + CELL * t + 3}" y="{HEAD - 6}" fill="{INK}">{t + 1}</text>')
    for row, agenda in enumerate(agendas):
        y = HEAD + CELL * row
        out.append(f'<text x="6" y="{y + 13}" fill="{INK}">{escape(agenda.id)}</text>')
        slots = busy[agenda.id]
        for t in range(len(problem.slots)):
            waits = bool(slots) and min(slots) < t < max(slots)
            fill = _MEETING if t in slots else _IDLE if waits else "none"
            tip = f"<title>{escape(f'{agenda.id} – {slots[t]}')}</title>" if t in slots else ""
            out.append(
                f'<rect x="{LABEL + CELL * t}" y="{y}" width="{CELL - 1}" height="{CELL - 1}" '
                f'stroke="{LINE}" fill="{fill}">{tip}</rect>'
            )
    return "\n".join([*out, "</svg>"]) + "\n"


def tracks_picture(problem: TracksProblem, plan: TracksPlan, title: str) -> str:
    """One row for each room, one column for each slot of each session; a colour for each track."""
    slots = sum(problem.sessions)
    width, height = LABEL + CELL * slots + 8 * len(problem.sessions), HEAD + CELL * problem.rooms + 10
    out = sheet(f"{title}: {plan.status}, value {plan.value}, bound {plan.bound}", width, height)
    x = LABEL
    for row, length in zip(plan.grid, problem.sessions, strict=False):
        for r, cell in enumerate(row):
            y = HEAD + CELL * r
            fill = "none" if cell is None else f"hsl({cell.track * 137 % 360} 55% 62%)"
            tip = "" if cell is None else f"<title>{escape(f'track {cell.track}: {cell.slots}')}</title>"
            out.append(
                f'<rect x="{x}" y="{y}" width="{CELL * length - 1}" height="{CELL - 1}" stroke="{LINE}" '
                f'fill="{fill}">{tip}</rect>'
            )
        x += CELL * length + 8
    out += [f'<text x="6" y="{HEAD + CELL * r + 13}" fill="{INK}">{r + 1}</text>' for r in range(problem.rooms)]
    return "\n".join([*out, "</svg>"]) + "\n"
