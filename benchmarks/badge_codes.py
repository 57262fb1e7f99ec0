"""The badge code under attack: `python -m benchmarks.badge_codes [--mutated 100000] [--codes 100]`.

Mutated codes must all be refused; every re-spelling of a good code must be refused, or be that very code.
Prints tries, accepted (must be 0) and CPU time; exit status 1 when one was accepted.
"""

import argparse
import base64
import datetime as dt
import random
import sys
import time
from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from qurultai.accreditation.rules.badge_code import Badge, BadgeKey, BadgeRefused, issue, read

OPENS = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 6, 5, tzinfo=dt.UTC)
NOON = dt.datetime(2027, 6, 2, 12, tzinfo=dt.UTC)
FORUM = 2027
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
ORDER = 2**252 + 27742317777372353535851937790883648493
"""Of Ed25519's group (RFC 8032, 5.1): a signature's second half must be below it, or one badge had two spellings."""
TWINS = str.maketrans("ABEKMHOPCTX", "АВЕКМНОРСТХ")


def a_private_key(seed: int = 1) -> Ed25519PrivateKey:
    """A key that is the same in every run."""
    return Ed25519PrivateKey.from_private_bytes(random.Random(seed).randbytes(32))


def key_of(private: Ed25519PrivateKey, since: dt.datetime = OPENS, until: dt.datetime = CLOSES) -> BadgeKey:
    """Its public half, as gates have it."""
    return BadgeKey(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), since, until)


def a_badge(serial: int = 77, **fields) -> Badge:
    """A badge of key 1, valid during the forum."""
    given = {"key": 1, "category": 3, "zones": 0b101, "valid_from": OPENS, "valid_until": CLOSES, "photo": b"8 bytes!"}
    return Badge(forum=FORUM, serial=serial, **(given | fields))


def raw_of(code: str) -> bytes:
    """The 99 bytes of a good code."""
    return base64.b32decode(code + "=")


def spelled(raw: bytes) -> str:
    """Bytes as a code."""
    return base64.b32encode(raw).decode().rstrip("=")


def mutated(code: str, tries: int, rng: random.Random) -> Iterator[str]:
    """Codes with one to three other characters, flipped bits, exchanged parts, or a lost or added character."""
    for _ in range(tries):
        kind = rng.randrange(4)
        if kind == 0:
            signs = list(code)
            for place in rng.sample(range(len(code)), rng.randint(1, 3)):
                signs[place] = rng.choice(ALPHABET.replace(signs[place], ""))
            yield "".join(signs)
        elif kind == 1:
            raw = int.from_bytes(raw_of(code), "big") ^ 1 << rng.randrange(8 * 99)
            yield spelled(raw.to_bytes(99, "big"))
        elif kind == 2:
            raw = bytearray(raw_of(code))
            start = rng.randrange(98)
            raw[start:] = rng.randbytes(99 - start)
            yield spelled(bytes(raw))
        else:
            place = rng.randrange(len(code))
            yield code[:place] + rng.choice(["", rng.choice(ALPHABET) * 2]) + code[place + 1 :]


def respelled(code: str, tries: int, rng: random.Random) -> Iterator[str]:
    """The same code in other words: case, blanks, padding, spare bits, look-alikes, full width, the signature plus the
    group's order."""
    raw = raw_of(code)
    plus = int.from_bytes(raw[-32:], "little") + ORDER
    yield spelled(raw[:-32] + plus.to_bytes(32, "little"))
    for spare in range(1, 8):
        yield code[:-1] + ALPHABET[ALPHABET.index(code[-1]) + spare]
    yield from (code.lower(), code + "=", code + "\n", " " + code, "\ufeff" + code, code.translate(TWINS))
    for _ in range(tries - 14):
        place = rng.randrange(len(code))
        sign = code[place]
        other = rng.choice([sign.lower(), chr(ord(sign) + 0xFEE0), sign.translate(TWINS), sign + "\u0301", f" {sign}"])
        yield code[:place] + other + code[place + 1 :]


def accepted(codes: Iterator[str], good: str, keys: dict[int, BadgeKey]) -> list[str]:
    """Those that a gate lets in although they are not the good code itself."""
    return [code for code in codes if code != good and _lets_in(code, keys)]


def _lets_in(code: str, keys: dict[int, BadgeKey]) -> bool:
    try:
        read(code, keys, FORUM, NOON)
    except BadgeRefused:
        return False
    return True


def _timed(name: str, tries: int, work: Callable[[], int]) -> int:
    start = time.process_time()
    found = work()
    print(f"{name:12} tries {tries:8} accepted {found} CPU {time.process_time() - start:6.1f} s")
    return found


def main() -> int:
    """Attack, print, and fail when anything got in."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutated", type=int, default=100_000)
    parser.add_argument("--codes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    private, rng = a_private_key(given.seed), random.Random(given.seed)
    keys = {1: key_of(private)}
    codes = [issue(a_badge(serial), private) for serial in range(given.codes)]
    each = given.mutated // given.codes
    found = _timed(
        "mutated",
        each * given.codes,
        lambda: sum(len(accepted(mutated(code, each, rng), code, keys)) for code in codes),
    )
    found += _timed(
        "respelled",
        1000 * given.codes,
        lambda: sum(len(accepted(respelled(code, 1000, rng), code, keys)) for code in codes),
    )
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
