"""The programme on paper: its content as plain values, and its three forms."""

import datetime as dt
from dataclasses import dataclass

from qurultai.documents.typesetting import typeset

FORMS = ("short", "full", "pocket")


@dataclass(frozen=True, slots=True)
class PaperSession:
    """One session as paper shows it; `rgb` colours its topic's mark or is empty."""

    time: str
    title: str
    kind: str
    room: str
    speakers: tuple[str, ...]
    topic: str
    language: str
    text: str
    aim: str
    questions: tuple[str, ...]
    rgb: str = ""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """One day and its sessions by time."""

    title: str
    short_title: str
    sessions: tuple[PaperSession, ...]


@dataclass(frozen=True, slots=True)
class PaperWords:
    """The booklet's own words in its language."""

    contents: str
    programme: str
    speakers: str
    aim: str
    questions: str
    version: str
    notice: str


@dataclass(frozen=True, slots=True)
class Booklet:
    """A whole programme for paper in one language; `people` are pairs of a name and what stands under it."""

    language: str
    title: str
    subtitle: str
    dates: str
    city: str
    address: str
    days: tuple[PaperDay, ...]
    people: tuple[tuple[str, str], ...]
    words: PaperWords


def booklet_pdf(booklet: Booklet, form: str, made_at: dt.datetime) -> bytes:
    """The booklet as PDF: `short` (A4, a line a session), `full` (A4, everything), `pocket` (A6)."""
    if form not in FORMS:
        raise ValueError(f"not a form of the programme: {form}")
    return typeset(f"{form}.typ", booklet, made_at)
