"""Whom to meet and why: reciprocal, with a reason made of what the two said, exposure shared out, incremental."""

from .exposure import exposure, gini, prices
from .features import Tree
from .meaning import Stems, installed, stems_of
from .reasons import link, true
from .recommender import Recommender
from .types import (
    COMPLEMENT,
    INTENTS,
    Link,
    Person,
    Recommendation,
    Saying,
    Settings,
    Topic,
    Vectors,
    Weights,
    WorldError,
)

__all__ = [
    "COMPLEMENT",
    "INTENTS",
    "Link",
    "Person",
    "Recommendation",
    "Recommender",
    "Saying",
    "Settings",
    "Stems",
    "Topic",
    "Tree",
    "Vectors",
    "Weights",
    "WorldError",
    "exposure",
    "gini",
    "installed",
    "link",
    "prices",
    "stems_of",
    "true",
]
