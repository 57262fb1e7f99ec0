"""Which encoding a reader gets and whether she has the bytes already (RFC 9110, sections 12.5.3 and 13.1.2)."""

from functools import lru_cache

IDENTITY = "identity"
LONGEST_HEADER = 400


@lru_cache(maxsize=256)
def best_encoding(accepted: str, offered: tuple[str, ...]) -> str:
    """The offered encoding with the highest weight, ties in the order offered; identity when none is accepted.

    A header that is too long or cannot be read counts as none.
    """
    weights = _weights(accepted[:LONGEST_HEADER])
    rest = weights.get("*", 0.0)
    ranked = [(weights.get(name, rest), -place, name) for place, name in enumerate(offered)]
    weight, _place, name = max(ranked, default=(0.0, 0, IDENTITY))
    return name if weight > 0 and weight >= weights.get(IDENTITY, 0.0) else IDENTITY


def _weights(accepted: str) -> dict[str, float]:
    weights = {}
    for part in accepted.split(","):
        name, _, parameters = part.partition(";")
        name = name.strip().lower()
        if name:
            weights["gzip" if name == "x-gzip" else name] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    key, _, value = parameters.strip().partition("=")
    if key.strip().lower() != "q":
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether the reader named these bytes among those she has; a weak name matches too."""
    names = {name.strip().removeprefix("W/") for name in if_none_match.split(",")}
    return "*" in names or etag in names
