"""Typst documents from templates of ours and values of anybody: values go in as JSON, never as markup."""

import datetime as dt
from pathlib import Path

import msgspec
import typst

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parent.parent / "kit" / "ui" / "fonts"


def typeset(template: str, content: object, made_at: dt.datetime) -> bytes:
    """A tagged PDF of a template in `documents/typst` with `content` (plain values or dataclasses) as its only input.

    The same content and instant give the same bytes. Raises typst.TypstError for a template that does not fit.
    """
    return typst.compile(
        (TEMPLATES / template).read_bytes(),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"content": msgspec.json.encode(content).decode()},
        timestamp=int(made_at.timestamp()),
    )
