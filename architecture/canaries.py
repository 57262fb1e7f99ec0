"""Secrets with words of their own, who may see which, and how to look for them in whatever leaves the system."""

import gzip
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator

CANARY = re.compile(r"cnry-([a-z]+)-(own|foreign)(?:-([a-z0-9]+))?")
SESSIONS = {"prog", "pres", "admn"}
REGISTRY = {"prot", "supp", "admn"}
MAY: dict[str, set[str]] = {
    "mail": {"prot", "visa", "secu", "supp", "b2bm"},
    "phone": {"prot", "visa", "secu", "supp", "b2bm"},
    "draft": SESSIONS | {"spkr"},
    "confirmed": SESSIONS,
    "embargoed": SESSIONS,
    "cancelled": SESSIONS,
    "private": {"prog", "admn"},
    "journal": {"dpo", "admn"},
    "subject": {"supp", "dpo"},
    "letter": {"supp"},
    "token": {"admn"},
    "view": {"admn"},
    "feed": set(),
    "inside": {"secu", "dpo"},
    "application": REGISTRY | {"head"},
    "passport": {"visa", "secu"},
    "portrait": REGISTRY | {"head"},
    "badge": REGISTRY | {"head", "secu", "oper", "visa"},
}
"""Which roles of a forum may see the words of one kind, as the matrix says; whose they are besides."""
COMPANY = frozenset({"comp", "head", "memb", "stranger"})
COLLEAGUES = {role: COMPANY for role in ("comp", "head", "memb")}
PAPER = {"pdftotext": ["-"], "pdfinfo": []}
"""Programs that read a PDF back: its words, its title and keywords."""
KEY_IN_HAND = ("calendar/<str:address>.ics", "register/application/<str:link>/", "register/invitation/<str:link>/")
"""Whoever knows the secret address of an agenda or an application reads it: that is what it is for."""
HERS = (*KEY_IN_HAND, "my/me/data.zip")
"""What holds one's own secrets, and by test_erasure no other's: these, and the copy of all that is kept of oneself."""


def texts_of(answer) -> Iterator[str]:
    """Everything that left: headers, cookies, and the body."""
    yield str(answer.headers) + str(answer.cookies)
    yield from unpacked(answer.getvalue() if hasattr(answer, "getvalue") else answer.content)


def unpacked(body: bytes) -> Iterator[str]:
    """The texts in some bytes: of every file in an archive, of a paper and its title, of a page, of calendar lines."""
    if body[:4] == b"%PDF":
        yield from (_read_back(tool, body) for tool in PAPER if shutil.which(tool))
        yield body.decode(errors="replace")
    elif body[:2] == b"\x1f\x8b":
        yield from unpacked(gzip.decompress(body))
    elif body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            yield from (packed.read(name).decode(errors="replace") for name in packed.namelist())
    else:
        yield body.decode(errors="replace").replace("\r\n ", "")


def _read_back(tool: str, paper: bytes) -> str:
    return subprocess.run([tool, "-", *PAPER[tool]], input=paper, capture_output=True, check=True).stdout.decode()


def may_see(kind: str, forum: str, whose: str, role: str) -> bool:
    """Whether a role of the forum `own` may see this word."""
    if forum != "own":
        return False
    if kind in ("mail", "phone", "token") and whose == role:
        return True
    if kind in ("mail", "phone") and whose in COLLEAGUES.get(role, ()):
        return True
    return role in MAY[kind]


def secrets_in(answer, role: str) -> Iterator[str]:
    """Every secret in an answer that a role must not see."""
    for text in texts_of(answer):
        yield from secrets_in_text(text, role)


def secrets_in_text(text: str, role: str) -> Iterator[str]:
    """Every secret in a text that a role must not see."""
    for match in CANARY.finditer(text.lower()):
        kind, of, whose = (part or "" for part in match.groups())
        if not may_see(kind, of, whose, role):
            yield match[0]
