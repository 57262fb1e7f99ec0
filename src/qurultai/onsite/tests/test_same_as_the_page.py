"""The gate's page and the server say the same: codes, verdicts, bytes of scans, lists, and what is sealed."""

import base64
import dataclasses
import datetime as dt
import json
import random
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from qurultai.accreditation.rules.badge_code import Badge, BadgeRefused, issue, read
from qurultai.onsite.rules.roster import Inside, Row, Shown, key_of, seal, written
from qurultai.onsite.rules.scans import Scan, digest, packed
from qurultai.onsite.rules.verdicts import Attempt, GateList, Held, Reason, verdict
from qurultai.onsite.tests.mint import FROM, UNTIL, Mint

ROOT = Path(__file__).resolve().parents[4]
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
NOW = dt.datetime(2027, 9, 13, 6, 0, tzinfo=dt.UTC)
CHANCE = random.Random(7)
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of Ed25519's group: a signature whose second half is raised by it is accepted by careless verifiers."""

pytestmark = pytest.mark.skipif(not ESBUILD.exists(), reason="the islands' tools are not installed: make node_modules")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Ask the page's own program, run by node."""
    program = tmp_path_factory.mktemp("page") / "answers.mjs"
    source = ROOT / "islands" / "tests" / "answers.ts"
    subprocess.run(
        [ESBUILD, source, "--bundle", "--format=esm", "--platform=node", f"--outfile={program}", "--log-level=error"],
        check=True,
    )

    def ask(**questions):
        empty = {"codes": [], "verdicts": [], "scans": [], "lists": [], "sealed": []}
        asked = json.dumps(empty | questions)
        done = subprocess.run(["node", program], input=asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def mutated(code: str) -> list[str]:
    """Texts that are near a code and none."""
    raw = bytearray(base64.b32decode(code + "="))
    raised = raw[:-32] + (int.from_bytes(raw[-32:], "little") + ORDER).to_bytes(32, "little")
    flipped = []
    for _ in range(60):
        bits = bytearray(raw)
        place = CHANCE.randrange(len(bits) * 8)
        bits[place // 8] ^= 1 << place % 8
        flipped.append(bytes(bits))
    spelled = [base64.b32encode(bytes(one)).decode().rstrip("=") for one in (raised, *flipped)]
    last = [code[:-1] + sign for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"]
    return [*spelled, *last, code.lower(), code + "=", code[:-1], f" {code[1:]}", code.replace("A", "А"), "", "0" * 159]


def test_a_code_is_read_as_the_server_reads_it(page):
    mint = Mint()
    good = [
        Badge(1, mint.FORUM, CHANCE.randrange(2**64), CHANCE.randrange(256), CHANCE.randrange(2**32), FROM, UNTIL,
              CHANCE.randbytes(8))
        for _ in range(20)
    ]  # fmt: skip
    codes = [issue(badge, mint.private) for badge in good]
    other = issue(dataclasses.replace(good[0], forum=78), mint.private)
    unknown = issue(dataclasses.replace(good[0], key=2), mint.private)
    texts = [*codes, other, unknown, *mutated(codes[0])]
    keys = {1: mint.badge_key}

    def server(text):
        try:
            badge = read(text, keys, mint.FORUM, NOW)
        except BadgeRefused as refused:
            return refused.reason
        begins, ends = (int(one.timestamp()) * 1000 for one in (badge.valid_from, badge.valid_until))
        return [badge.key, str(badge.serial), badge.category, badge.zones, begins, ends, badge.photo.hex()]

    told = {"number": 1, "public": mint.key.public.hex(), "from": 0, "until": mint.key.accepted_until}
    now = int(NOW.timestamp() * 1000)
    asked = [{"text": text, "keys": [told], "forum": mint.FORUM, "now": now} for text in texts]
    said = [server(text) for text in texts]
    assert page(codes=asked)["codes"] == said
    assert page(codes=asked, without=True)["codes"] == said
    assert {one for one in said if isinstance(one, str)} == {
        "other_forum",
        "unknown_key",
        "bad_signature",
        "not_a_code",
    }


def questions(count: int):
    """Attempts at random, near every edge of every rule."""
    pick = CHANCE.choice
    for _ in range(count):
        badge = Held(
            pick([1, 2]), pick([1, 2]), frozenset(CHANCE.sample("1234", 2)), pick([0, 100, 101]), pick([100, 101, 200]),
            pick(["", "acme"]),
        )  # fmt: skip
        known = GateList(
            frozenset(pick([{1}, {1, 2}, set()])), pick([frozenset(), {1}]), pick([frozenset(), {(1, "1"), (2, "3")}]),
            {"1": "A", "2": "B", "3": "C"}, pick([frozenset(), {("acme", "3"), ("acme", "2")}]),
        )  # fmt: skip
        age = pick([0, 1000, 1001, 30_000, 30_001, 10**9])
        yield (
            known,
            Attempt(badge, pick("1234"), pick(["in", "in", "in", "out"]), 100, pick(["server", "hub", "alone"]), age),
        )


def test_a_verdict_is_the_servers_verdict(page):
    asked, said = [], []
    for known, attempt in questions(4000):
        badge = attempt.badge
        asked.append(
            {
                "known": {
                    "keys": [str(key) for key in known.keys],
                    "blocked": [str(serial) for serial in known.blocked],
                    "inside": [f"{serial}/{zone}" for serial, zone in known.inside],
                    "full": [f"{organisation}/{zone}" for organisation, zone in known.full],
                    "classes": known.classes,
                },
                "attempt": {
                    "badge": {
                        "serial": str(badge.serial), "key": badge.key, "zones": sorted(badge.zones),
                        "validFrom": badge.valid_from, "validUntil": badge.valid_until,
                        "organisation": badge.organisation,
                    },
                    "zone": attempt.zone, "direction": attempt.direction, "now": attempt.now, "reach": attempt.reach,
                    "listAge": attempt.list_age,
                },
            }
        )  # fmt: skip
        told = verdict(known, attempt)
        said.append([told.colour, told.reason])
    assert page(verdicts=asked)["verdicts"] == said
    assert {reason for _, reason in said} == set(get_args(Reason))


def test_a_scan_is_the_same_bytes(page):
    words = ["", "Айгүл", "🛰️ x", "7:in", 'a"b', "\u2028"]
    pick, ways = CHANCE.choice, (["in", "out"], ["green", "amber", "red"], ["scan", "override"], words, words)
    scans = []
    for _ in range(200):
        device, numbers = "01a7f10b-0f00-71ea-872b-3c6273449ff7", (CHANCE.randrange(1, 2**53), CHANCE.randbytes(32))
        rest = CHANCE.randrange(2**31), CHANCE.randrange(-(2**40), 2**42), CHANCE.randrange(2**64), pick("0123")
        scans.append(Scan(CHANCE.randbytes(16), device, *numbers, *rest, *map(pick, ways)))
    asked = [
        {
            **{name: getattr(scan, name) for name in ("device", "sequence", "epoch", "at", "zone", "direction")},
            **{name: getattr(scan, name) for name in ("verdict", "kind", "guard", "reason")},
            "scanId": scan.scan_id.hex(), "previous": scan.previous.hex(), "serial": str(scan.serial),
        }
        for scan in scans
    ]  # fmt: skip
    said = [[packed(one).hex(), digest(one).hex(), base64.b64encode(packed(one)).decode()] for one in scans]
    assert page(scans=asked)["scans"] == said


def test_a_list_is_read_as_it_was_written(page):
    head = {"version": 7, "edition": {"name": {"kk": "Ғарыш"}}}
    rows = [
        Row(2**63 - 1, True, 255, 2**32 - 1, 1, 2**32 - 1, b"\1\2\3\4", b"x" * 300, True),
        Row(1, False, 0, 0, 0, 1, bytes(4), b""),
    ]
    presences = [Inside(2**63 - 1, 31, True, False, 9), Inside(5, 0, False, True, 0)]
    raw = written(head, rows, presences)
    assert page(lists=[raw.hex()])["lists"] == [
        {
            "head": head,
            "rows": [
                {
                    "serial": str(row.serial), "blocked": row.blocked,
                    "hasPhoto": row.has_photo, "category": row.category, "zones": row.zones,
                    "validFrom": row.valid_from * 1000, "validUntil": row.valid_until * 1000, "tag": row.tag.hex(),
                    "sealed": row.sealed.hex(),
                }
                for row in rows
            ],
            "insides": [
                {"serial": str(one.serial), "zone": str(one.zone), "inside": one.inside, "certain": one.certain,
                 "period": one.period}
                for one in presences
            ],
        }
    ]  # fmt: skip


def test_what_is_sealed_for_a_code_opens_with_its_signature_and_no_other(page):
    mint = Mint()
    codes = [mint.badge(serial).code for serial in (1, 2)]
    known = Shown("Айгүл Сапарова", "Ghalam", "KZ", "ab" * 32)
    sealed = seal(key_of(codes[0]), known).hex()
    signatures = [base64.b32decode(code + "=")[-64:].hex() for code in codes]
    asked = [{"signature": signature, "sealed": sealed} for signature in signatures]
    assert page(sealed=asked)["sealed"] == [dataclasses.asdict(known), None]
