"""The content of *Space Days 2027 (demonstration)*: everybody and everything in it is invented.

`forum(seed)` gives the forum.
"""

from .whole import forum

__all__ = ["forum"]
