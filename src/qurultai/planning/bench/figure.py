"""Pictures of plans as SVG: one row for each agenda, one column for each slot."""

from xml.sax.saxutils import escape

from qurultai.planning.meetings import Plan, Problem

_CELL, _LABEL, _HEAD = 18, 90, 40
_INK, _LINE, _MEETING, _IDLE = "#1f2933", "#d5dbe1", "#2b6cb0", "#f3d19c"


def meetings_picture(problem: Problem, plan: Plan, title: str) -> str:
    """Who is in a meeting when (blue), and who waits between two meetings (sand)."""
    width, height = _LABEL + _CELL * len(problem.slots) + 10, _HEAD + _CELL * len(problem.agendas) + 10
    busy: dict[str, dict[int, str]] = {a.id: {} for a in problem.agendas}
    for wish in problem.wishes:
        place = plan.assignment.get(wish.id)
        if place is not None:
            busy[wish.a][place.slot], busy[wish.b][place.slot] = wish.b, wish.a
    words = f"{title}: {plan.status}, value {plan.value}, bound {plan.bound}"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="10" role="img"><title>{escape(words)}</title>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="6" y="16" font-size="12" fill="{_INK}">{escape(words)}</text>',
    ]
    for t in range(len(problem.slots)):
        out.append(f'<text x="{_LABEL + _CELL * t + 3}" y="{_HEAD - 6}" fill="{_INK}">{t + 1}</text>')
    for row, agenda in enumerate(problem.agendas):
        y = _HEAD + _CELL * row
        out.append(f'<text x="6" y="{y + 13}" fill="{_INK}">{escape(agenda.id)}</text>')
        slots = busy[agenda.id]
        for t in range(len(problem.slots)):
            waits = bool(slots) and min(slots) < t < max(slots)
            fill = _MEETING if t in slots else _IDLE if waits else "none"
            tip = f"<title>{escape(f'{agenda.id} – {slots[t]}')}</title>" if t in slots else ""
            out.append(
                f'<rect x="{_LABEL + _CELL * t}" y="{y}" width="{_CELL - 1}" height="{_CELL - 1}" '
                f'stroke="{_LINE}" fill="{fill}">{tip}</rect>'
            )
    return "\n".join([*out, "</svg>"]) + "\n"
