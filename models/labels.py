"""Labels: the record that every classifier gives, and the names that the taxonomy has for its codes."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Label:
    """One guess on one axis. `score` is a calibrated probability, `evidence` the places that spoke most for it."""

    axis: str  # topic: first level of the taxonomy
    code: str  # path in the taxonomy, 城乡建设 or 城乡建设/安全生产
    name: str
    score: float
    evidence: tuple[Span, ...]


@cache
def names() -> dict[str, str]:
    """Return code -> name for all three levels; the code is the path, since names recur under other parents."""
    tree = json.loads((files("models") / "data" / "taxonomy.json").read_text(encoding="utf-8"))["tree"]
    found: dict[str, str] = {}
    for first, seconds in tree.items():
        found[first] = first
        for second, thirds in seconds.items():
            found[f"{first}/{second}"] = second
            found.update({f"{first}/{second}/{third}": third for third in thirds})
    return found
