"""Typst documents from templates of ours and values of anybody: values go in as JSON, never as markup."""

import datetime as dt
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import msgspec
import typst

TEMPLATES = Path(__file__).parent / "typst"
FONTS = Path(__file__).parent.parent / "kit" / "ui" / "fonts"
Format = Literal["pdf", "png"]


def typeset(
    template: str,
    content: object,
    made_at: dt.datetime,
    *,
    pictures: Mapping[str, bytes] | None = None,
    form: Format = "pdf",
) -> Any:
    """A tagged PDF of a template in `documents/typst` with `content` (plain values or dataclasses) as its only input.

    `pictures` stand under their names in the folder `pictures/`, which is not there without them. As `png` it is the
    one page, or a list of pages. The same content and instant give the same bytes. Raises typst.TypstError for a
    template that does not fit.
    """
    if not pictures:
        return _compiled(template, content, made_at, TEMPLATES, form)
    with TemporaryDirectory() as folder:
        shutil.copytree(TEMPLATES, folder, dirs_exist_ok=True)
        place = Path(folder) / "pictures"
        place.mkdir()
        for name, picture in pictures.items():
            (place / name).write_bytes(picture)
        return _compiled(template, content, made_at, Path(folder), form)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _compiled(template: str, content: object, made_at: dt.datetime, root: Path, form: Format) -> Any:
    return typst.compile(
        (root / template).read_bytes(),
        root=str(root),
        font_paths=_fonts(),
        format=form,
        ppi=200 if form == "png" else None,
        sys_inputs={"content": msgspec.json.encode(content).decode()},
        timestamp=int(made_at.timestamp()),
    )
