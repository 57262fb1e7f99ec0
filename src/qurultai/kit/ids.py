"""Keys: time-ordered UUIDs for rows and short spoken codes for people."""

import os
import secrets
import uuid

from qurultai.kit import clock

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0, O, 1, I: a code is read out over the telephone
_MILLISECOND_BITS = 48


def uuid7() -> uuid.UUID:
    """A UUID of version 7: 48 bits of Unix milliseconds, then 74 random bits (RFC 9562, section 5.7)."""
    milliseconds = int(clock.now().timestamp() * 1000) & ((1 << _MILLISECOND_BITS) - 1)
    value = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=value)


def key_in(text: object) -> uuid.UUID | None:
    """The UUID that a text is; None for anything else."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def spoken_code(length: int = 6) -> str:
    """A random code of 5 bits a character; six give about a thousand million."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def long_spoken_code() -> str:
    """A code of eight, for what there are hundreds of thousands of: with six, two of them would meet."""
    return spoken_code(8)


def secret_address() -> str:
    """An unguessable address part of 192 bits, safe in a URL."""
    return secrets.token_urlsafe(24)
