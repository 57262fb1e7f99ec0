"""Public instances, read and solved by the product's own engines: `qurultai bench FAMILY FILES… --out DIR`."""

from .command import main

__all__ = ["main"]
