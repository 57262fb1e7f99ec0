"""I10: whatever is uploaded, typed or sent to registration, accreditation and the gates is refused in words or taken
harmlessly, without an error of ours, and costs the web process little: two CPU-seconds and 64 MB."""

import csv
import io
import logging
import re
import resource
import tempfile
import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.test import Client

from qurultai.accreditation.models import Clearance
from qurultai.accreditation.testing import a_clearance, a_sheet
from qurultai.editions.models import Edition
from qurultai.editions.testing import an_edition, holder_of, signed_in
from qurultai.kit.testing import hostile
from qurultai.kit.text import Text
from qurultai.onsite.models import Gate
from qurultai.onsite.testing import PaperDevice, a_gate
from qurultai.people.models import Person
from qurultai.registration.links import link_for
from qurultai.registration.models import Registration, StoredFile
from qurultai.registration.public import NewField
from qurultai.registration.testing import a_category, a_draft, a_form, a_group

CPU_SECONDS = 2
EXTRA_BYTES = 64 * 1024 * 1024
BOUNDARY = "qurultai-hostile"
HIDING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f\0\r\n]")
TARGETS = ("photo", "file", "group", "office", "invitations", "decisions")


class Target:
    """A forum with one of everything that takes uploads, and browsers that may send them."""

    def __init__(self):
        self.edition = an_edition("hostile")
        Edition.objects.filter(pk=self.edition.pk).update(at_root=True)
        questions = (
            NewField(type="photo", label=Text(en="Photo"), key="photo"),
            NewField(type="file", label=Text(en="Paper"), key="paper"),
        )
        form = a_form(self.edition, *questions)
        self.category = a_category(self.edition, "Guest", form=form, approval="by_hand", code="guest")
        self.draft = a_draft(self.category)
        head = holder_of(self.edition, "head")
        self.group = a_group(self.category, head)
        a_clearance(a_category(self.edition), "Aru")
        a_sheet(self.edition)
        self.head, self.support = signed_in(head), signed_in(holder_of(self.edition, "supp"))
        self.protocol, self.security = (signed_in(holder_of(self.edition, role)) for role in ("prot", "secu"))
        self.device = PaperDevice(a_gate(self.edition))

    def form_of(self, target):
        """Where a file goes: browser, address, field and the other fields."""
        application = f"/en/register/application/{link_for(self.draft.pk, 'mail')}/"
        office = "/en/office/registration/"
        invitation = {"category": "guest", "wave": "1", "language": "en", "rank": ""}
        return {
            "photo": (Client(), application, "photo", {"do": "save"}),
            "file": (Client(), application, "paper", {"do": "save"}),
            "group": (self.head, f"/en/register/groups/{self.group.code}/rows/", "file", {}),
            "office": (self.support, f"{office}rows/", "file", {"category": "guest"}),
            "invitations": (self.protocol, f"{office}invitations/new/", "file", invitation),
            "decisions": (self.security, "/en/office/accreditation/batches/1/decisions/", "file", {}),
        }[target]


@pytest.fixture
def target(db):
    caches["limits"].clear()
    logging.disable(logging.CRITICAL)
    yield Target()
    logging.disable(logging.NOTSET)


class Costs:
    """What something costs this process, without its children: CPU-seconds, and bytes above what it had before."""

    def __enter__(self):
        Path("/proc/self/clear_refs").write_text("5")
        self.before, self.memory = self._used(), _status("VmRSS")
        return self

    def __exit__(self, *_error):
        self.cpu, self.extra = self._used() - self.before, _status("VmHWM") - self.memory

    def _used(self):
        used = resource.getrusage(resource.RUSAGE_SELF)
        return used.ru_utime + used.ru_stime


def _status(name):
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024


def sent(target, where, body, name="file.bin"):
    """Send a file with its form; the bytes wait on the disk, as they would at a server's socket."""
    client, path, field, fields = target.form_of(where)
    parts = [_part(f'name="{key}"', value.encode()) for key, value in fields.items()]
    parts.append(_part(f'name="{field}"; filename="{name}"', body, "Content-Type: application/octet-stream\r\n"))
    whole = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return poured(client, path, whole, f"multipart/form-data; boundary={BOUNDARY}")


def _part(head, body, more=""):
    return (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n{more}\r\n".encode("utf-8", "replace")
        + body
        + b"\r\n"
    )


def poured(client, path, whole, content_type, **headers):
    """A POST whose body is read from a file; the answer and what it cost."""
    with tempfile.TemporaryFile() as file:
        file.write(whole)
        length = len(whole)
        del whole
        file.seek(0)
        client.raise_request_exception = True
        with Costs() as costs:
            answer = client.generic(
                "POST", path, b"", content_type,
                **{"wsgi.input": file, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": content_type}, headers=headers,
            )  # fmt: skip
    return answer, costs


def words_of(answer):
    """What a page says of what is wrong."""
    page = BeautifulSoup(answer.content, "html.parser")
    return " ".join(one.get_text(" ", strip=True) for one in page.select("[role=alert], .error, .note-danger, .errors"))


TAKEN = {"a page that calls itself a PDF", "a JPEG that is a page", "a PNG of 50,000 × 50,000"}
"""What the question for papers takes as what it begins with: never opened here, sealed, and only ever a download."""
TAKEN |= {"a JPEG that says 60,000 × 60,000", "a JPEG that ends at once", "a JPEG of zeros"}


SOME = ("nothing", "a page", "formulas", "lone surrogates", "an XLSX with one row of 200 MB")
"""What the doors are tried with that read tables in the same way as a group's."""
TRIED = [
    (what, where)
    for what in hostile.FILES
    for where in TARGETS
    if where not in {"office", "invitations"} or what in SOME
]


@pytest.mark.parametrize(("what", "where"), TRIED)
def test_a_hostile_file_is_refused_in_words_or_taken_harmlessly(target, what, where):
    answer, costs = sent(target, where, hostile.FILES[what]())
    assert (costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (True, True), (costs.cpu, costs.extra)
    if where == "file" and what in TAKEN:
        assert answer.status_code == 302
        back = Client().get(
            f"/en/register/application/{link_for(target.draft.pk, 'mail')}/files/{StoredFile.objects.get().sha256}"
        )
        assert back["Content-Disposition"].startswith("attachment")
        assert (back["X-Content-Type-Options"], "sandbox" in back["Content-Security-Policy"]) == ("nosniff", True)
    else:
        assert answer.status_code == 422
        assert words_of(answer)
        assert not StoredFile.objects.exists()
    assert (Registration.objects.count(), Clearance.objects.get().state) == (2, "in_batch")


@pytest.mark.parametrize("name", hostile.FILE_NAMES)
def test_a_files_name_leads_nowhere_and_hides_nothing(target, name):
    answer, _costs = sent(target, "file", b"%PDF-1.7 paper", name.replace("\0", "").replace("\\", "\\\\"))
    assert answer.status_code == (400 if len(name) > 1000 else 302)
    if answer.status_code == 302:
        kept = StoredFile.objects.get().name
        assert (HIDING.search(kept), "/" in kept, "\\" in kept, len(kept) <= 200) == (None, False, False, True)
        here = f"/en/register/application/{link_for(target.draft.pk, 'mail')}/my-data.zip"
        assert Client().get(here).status_code == 200


@pytest.mark.parametrize("name", hostile.NAMES)
def test_a_name_that_hides_or_breaks_out_is_plain_when_it_is_kept(target, name):
    here = f"/en/register/application/{link_for(target.draft.pk, 'mail')}/"
    typed = hostile.NAMES[name]
    with Costs() as costs:
        answer = Client().post(here, {"do": "save", "name": typed, "organisation": typed, "country": "KZ"})
    kept = Registration.objects.get(pk=target.draft.pk)
    assert (answer.status_code, costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (302, True, True)
    for said in (kept.name, kept.organisation):
        assert (HIDING.search(said), len(said) <= 200) == (None, True)
        assert max(map(len, re.findall("[\u0300-\u036f]+", unicodedata.normalize("NFD", said))), default=0) <= 9
    page = Client().get(here).content.decode()
    assert "<img src=x" not in page


def test_the_same_words_in_rows_are_plain_too(target):
    rows = "\n".join(
        ["Name,Country", *(f'"{words[:500]}",KZ' for words in hostile.NAMES.values() if "\0" not in words)]
    )
    answer, costs = sent(target, "office", rows.encode())
    assert (answer.status_code in {302, 422}, costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (True,) * 3
    assert [one for one in Registration.objects.values_list("name", flat=True) if HIDING.search(one)] == []


def exports():
    """Every list of these contexts, and who may take it."""
    office = "/en/office/"
    return {
        f"{office}registration/list.csv": "prot",
        f"{office}registration/invitations/list.csv": "prot",
        f"{office}accreditation/list.csv": "secu",
        f"{office}badges/all/list.csv": "prot",
        f"{office}visas/list.csv": "visa",
        f"{office}onsite/inside/list.csv": "secu",
        f"{office}onsite/problems/list.csv": "secu",
        f"{office}onsite/gates/list.csv": "secu",
        f"{office}people/list.csv": "prot",
    }


def test_no_cell_of_any_export_is_a_formula(target):
    for words in hostile.FORMULAS:
        row = a_clearance(a_category(target.edition), "Somebody")
        changed = {"name": words, "latin_name": words, "organisation": words, "position": words, "code": words[:12]}
        Registration.objects.filter(pk=row.registration_id).update(**changed)
        Person.objects.filter(pk=row.person_id).update(name=words, latin_name=words, added_in=target.edition.id)
        a_gate(target.edition, name=words)
    Gate.objects.update(name=Text(en="=1+1", ru="=1+1", kk="=1+1"))
    seen = 0
    for path, role in exports().items():
        body = signed_in(holder_of(target.edition, role)).get(path)
        assert body.status_code == 200, path
        cells = [cell for row in csv.reader(io.StringIO(body.content.decode("utf-8-sig"))) for cell in row]
        seen += sum(cell.startswith("'") for cell in cells)
        risky = [cell for cell in cells if cell.lstrip()[:1] in {"=", "+", "-", "@"} or cell[:1] in {"\t", "\r"}]
        assert risky == [], path
    assert seen >= 3 * len(hostile.FORMULAS)


@pytest.mark.parametrize("what", [name for name, _body in hostile.json_bodies("x")])
def test_a_hostile_body_at_the_gates_door_is_refused_cheaply(target, what):
    body = dict(hostile.json_bodies(str(target.device.row.id)))[what]
    answer, costs = poured(Client(), "/api/v1/gate/scans", body, "application/json")
    assert answer.status_code in {200, 401, 413, 422}
    assert (costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (True, True), (costs.cpu, costs.extra)


@pytest.mark.parametrize("megabytes", [60, 101, 150])
def test_a_huge_body_is_said_no_to_before_it_is_in_memory(target, megabytes):
    """The body is a file with a hole; the photograph's question takes none of it."""
    answer, costs = sent(target, "photo", b"\xff\xd8\xff" + bytes(megabytes * 2**20))
    assert answer.status_code == (422 if megabytes < 100 else 413)
    assert (costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (True, True), (costs.cpu, costs.extra)


def test_a_hundred_thousand_fields_are_not_read(target):
    client, path, _field, _more = target.form_of("photo")
    whole = "&".join(f"f{n}=x" for n in range(100_000)).encode()
    answer, costs = poured(client, path, whole, "application/x-www-form-urlencoded")
    assert (answer.status_code, costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (400, True, True)


def test_a_packed_body_is_not_unpacked(target):
    client, path, _field, _more = target.form_of("photo")
    body = hostile.FILES["gzip of nothing but zeros"]()
    answer, costs = poured(client, path, body, "application/x-www-form-urlencoded", **{"Content-Encoding": "gzip"})
    assert (answer.status_code < 500, costs.cpu <= CPU_SECONDS, costs.extra <= EXTRA_BYTES) == (True, True, True)
