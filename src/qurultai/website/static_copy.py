"""A copy of the public site as plain files with relative links: for a file server, a stick, or an archive."""

import contextlib
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from qurultai.kit import ready
from qurultai.website import queries
from qurultai.website.releases import pages_of
from qurultai.website.rules.places import LANGUAGES

_LINK = re.compile(r'(?P<name>\b(?:href|src|action))="(?P<address>/[^"]*)"')
_IN_SHEET = re.compile(r"url\((?P<quote>[\"']?)(?P<address>[^)\"']+)(?P=quote)\)")


class Outside(ValueError):
    """A name that leads out of the folder, or through a link."""


class Folder:
    """A folder that nothing is written outside of: no absolute names, no `..`, no symbolic links on the way."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, body: bytes) -> None:
        """Write a file under this relative name, whole or not at all. Raises Outside."""
        parts = self._checked(name)
        handle = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in parts[:-1]:
                handle = self._entered(handle, part)
            self._put(handle, parts[-1], body)
        finally:
            os.close(handle)

    @staticmethod
    def _checked(name: str) -> tuple[str, ...]:
        parts = tuple(name.split("/"))
        bad = not name or "\0" in name or "\\" in name or any(part in {"", ".", ".."} for part in parts)
        if bad or PurePosixPath(name).is_absolute() or any(len(part.encode()) > 255 for part in parts):
            raise Outside(name)
        return parts

    @staticmethod
    def _entered(handle: int, part: str) -> int:
        with contextlib.suppress(FileExistsError):
            os.mkdir(part, dir_fd=handle)
        try:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=handle)
        except OSError as error:
            raise Outside(part) from error
        os.close(handle)
        return inner

    @staticmethod
    def _put(handle: int, name: str, body: bytes) -> None:
        fresh = f".{name[:80]}.new"
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        try:
            with os.fdopen(os.open(fresh, flags, 0o644, dir_fd=handle), "wb") as file:
                file.write(body)
        except OSError as error:
            raise Outside(name) from error
        os.replace(fresh, name, src_dir_fd=handle, dst_dir_fd=handle)


def copy_site(edition: Any, out: Path) -> int:
    """Write every public page and file of the published version, and what they load; returns how many files.

    Links between them are relative, so the folder works wherever it lies; links to what needs a server (search, my
    forum) lead to the site itself. Raises LookupError when nothing is published.
    """
    site = queries.site_of(edition, LANGUAGES[0])
    if site.published is None:
        raise LookupError("nothing is published")
    pages = {page.path: page for page in pages_of(site)}
    folder = Folder(out)
    slug = "" if edition.at_root else f"/{edition.slug}"
    wanted: set[str] = set()
    for path, page in pages.items():
        body = page.body
        if page.content_type.startswith("text/html"):
            body = _relinked(body.decode(), path, pages, slug, wanted).encode()
        folder.write(file_of(path), body)
    loaded = dict(_loaded(wanted))
    for name, body in loaded.items():
        folder.write(f"static/{name}", body)
    folder.write("index.html", _door().encode())
    return len(pages) + len(loaded) + 1


def file_of(path: str) -> str:
    """The file for an address: a page is the `index.html` of its folder."""
    name = unquote(path).lstrip("/")
    return f"{name}index.html" if path.endswith("/") else name


def _relinked(page: str, path: str, pages: dict[str, ready.Page], slug: str, wanted: set[str]) -> str:
    here = PurePosixPath(file_of(path)).parent

    def relative(match: re.Match) -> str:
        parts = urlsplit(match["address"])
        target = unquote(parts.path)
        if target.startswith(settings.STATIC_URL):
            wanted.add(target.removeprefix(settings.STATIC_URL))
            file = f"static/{target.removeprefix(settings.STATIC_URL)}"
        elif match["name"] != "action" and (inside := _inside(target, slug)) in pages:
            file = file_of(inside)
        else:
            return f'{match["name"]}="{settings.BASE_URL}{match["address"]}"'
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return f'{match["name"]}="{os.path.relpath(file, here)}{fragment}"'

    return _LINK.sub(relative, page)


def _inside(path: str, slug: str) -> str:
    language, rest = path[:3], path[3:]
    return language + rest.removeprefix(slug) if slug and rest.startswith(f"{slug}/") else path


def _loaded(names: set[str]) -> Iterator[tuple[str, bytes]]:
    """The static files and whatever their style sheets load."""
    waiting, done = sorted(names), set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        with staticfiles_storage.open(name) as file:
            body = file.read()
        if name.endswith(".css"):
            inner = (match["address"] for match in _IN_SHEET.finditer(body.decode()))
            folder = PurePosixPath(name).parent
            waiting += [os.path.normpath(folder / address) for address in inner if not address.startswith("data:")]
        yield name, body


def _door() -> str:
    links = "".join(f'<li><a href="{tag}/index.html" lang="{tag}">{name}</a></li>' for tag, name in settings.LANGUAGES)
    title = "Qurultai"
    return (
        f'<!doctype html><html lang="kk"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1><ul>{links}</ul>'
    )
