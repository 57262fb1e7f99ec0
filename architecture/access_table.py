"""Writes docs/access.md: which role may do what, from roles.py; `python -m architecture.access_table`."""

from pathlib import Path

from qurultai import roles
from qurultai.kit.access import Term, parse_terms

FILE = Path(__file__).resolve().parent.parent / "docs" / "access.md"
HEAD = """# Who may do what

Made from `src/qurultai/roles.py` by `python -m architecture.access_table`; a test keeps it fresh. Everything that is
not here is denied. `own`: my own; `grp`: my delegation's, company's or session's; nothing: in the whole forum. After a
stroke the states in which it holds. Nobody has any right in another forum.

| permission | who |
|---|---|
"""


def in_words(term: Term) -> str:
    """A term as the table shows it."""
    relation = "" if term.relation == "for" else f" {term.relation}"
    states = f" / {', '.join(sorted(term.states))}" if term.states else ""
    return f"`{term.role}`{relation}{states}"


def table() -> str:
    """The whole page."""
    lines = []
    for name, text in sorted(roles.GRANTS.items()):
        who = " · ".join(in_words(term) for term in sorted(parse_terms(text), key=lambda term: term.role))
        lines.append(f"| `{name}` | {who} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table())
