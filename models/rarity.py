"""How rare words are: inverse document frequencies of 270,000 words from jieba's own list (`idf.txt`, MIT)."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path


def rarity(word: str) -> float:
    """Return ln(documents / documents with the word); a word that the list does not have gets its median."""
    return _frequencies().get(word, _unknown())


@cache
def _frequencies() -> dict[str, float]:
    """Read without importing jieba, which takes a second."""
    found = find_spec("jieba")
    assert found is not None  # a dependency
    assert found.submodule_search_locations is not None
    path = Path(found.submodule_search_locations[0]) / "analyse" / "idf.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word: float(weight) for word, _, weight in (line.partition(" ") for line in lines)}


@cache
def _unknown() -> float:
    weights = sorted(_frequencies().values())
    return weights[len(weights) // 2]
