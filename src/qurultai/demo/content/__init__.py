"""The content of *Space Days 2027 (demonstration)*: everybody and everything in it is invented.

`forum(seed)` gives the forum; `history()` the published facts on real past editions, with their sources.
"""

from .history import history
from .whole import forum

__all__ = ["forum", "history"]
