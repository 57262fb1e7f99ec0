"""The static copy: complete, relative, and never outside its folder."""

import html
import re
from pathlib import Path

import pytest

from qurultai.website.static_copy import Folder, Outside, copy_site

_LINK = re.compile(r'(?:href|src)="([^"]+)"')


def test_every_relative_link_of_the_copy_leads_to_a_file(on_air, tmp_path):
    count = copy_site(on_air.edition, tmp_path / "out")
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]
    assert len(files) == count
    missing = set()
    for page in (tmp_path / "out").rglob("*.html"):
        for link in _LINK.findall(page.read_text()):
            target = link.split("#")[0]
            if target and not link.startswith("http") and not (page.parent / target).resolve().is_file():
                missing.add(link)
    assert missing == set()


def test_every_fragment_and_every_address_in_a_style_sheet_of_the_copy_leads_somewhere(on_air, tmp_path):
    copy_site(on_air.edition, tmp_path)
    missing = set()
    for page in tmp_path.rglob("*.html"):
        for link in _LINK.findall(page.read_text()):
            target, _mark, fragment = html.unescape(link).partition("#")
            file = (page.parent / target).resolve() if target else page
            if fragment and not link.startswith("http") and f'id="{fragment}"' not in file.read_text():
                missing.add(link)
    for sheet in tmp_path.rglob("*.css"):
        for address in re.findall(r"url\([\"']?([^)\"']+)", sheet.read_text()):
            if (
                not address.startswith(("data:", "#"))
                and not (sheet.parent / address.split("#")[0]).resolve().is_file()
            ):
                missing.add(address)
    assert missing == set()


def test_no_link_of_the_copy_begins_at_the_servers_root(on_air, tmp_path):
    copy_site(on_air.edition, tmp_path)
    rooted = {
        link for page in tmp_path.rglob("*.html") for link in _LINK.findall(page.read_text()) if link.startswith("/")
    }
    assert rooted == set()


def test_a_site_without_a_version_has_no_copy(venue, tmp_path):
    with pytest.raises(LookupError):
        copy_site(venue.edition, tmp_path)


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "", "a//b", "a/./b", "a\\..\\b", "a\0b", "x" * 300])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(Outside):
        Folder(tmp_path / "root").write(name, b"no")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("name", ["link/x", "link"])
def test_nothing_is_written_through_a_link(tmp_path, name):
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (root / "link").symlink_to(outside if name != "link" else outside / "file")
    if name == "link":
        Folder(root).write(name, b"replaces the link itself")
        assert not (root / "link").is_symlink()
    else:
        with pytest.raises(Outside):
            Folder(root).write(name, b"no")
    assert list(Path(outside).iterdir()) == []
