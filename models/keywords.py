"""Keywords of one letter: words and compounds that it repeats or puts early, and that letters seldom have.

TF-IDF with jieba's own list of frequencies (`idf.txt`, MIT) in place of a collection's: an office has none on its first
day, and words would come to mean something else with every letter.
"""

from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from corpus.spans import Span
from models import features
from models.persons import called
from models.tagging import known, tagged

COUNT = 8
# What a word counts by its part of speech: nouns, names of bodies and places, short forms; then verbs and phrases,
# which say less (进不来, 太不像话). jieba calls 幼儿园 and 养老金 persons:
# a word tagged `nr` counts if the dictionary has it.
_TAGS = {"n": 1.0, "j": 1.0, "eng": 0.8, "nr": 0.8, "vn": 1.0, "v": 0.5, "l": 0.5, "i": 0.3, "a": 0.3}


def keywords(text: str, *, private: tuple[Span, ...] = (), count: int = COUNT) -> tuple[str, ...]:
    """Return up to `count` keywords, best first; nothing that touches a private span."""
    scores: dict[str, float] = {}
    times: Counter[str] = Counter()
    for word, tag, span in tagged(text):
        weight = _weight(word, tag)
        if weight and not any(span.overlaps(hidden) for hidden in private):
            times[word] += 1
            # What stands early says more: up to 1.3 times what stands at the end.
            early = 1.3 - 0.3 * span.start / len(text)
            scores.setdefault(word, weight * early * _frequencies().get(word, _unknown()))
    kept: list[str] = []
    for word in sorted(scores, key=lambda word: -scores[word] * times[word] ** 0.5):
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return tuple(kept[:count])


def _weight(word: str, tag: str) -> float:
    """Return what a word counts, 0 for stop words, set phrases of letters and persons."""
    if len(word) < 2 or not features.counts(word) or word in features.word_list("letterwords.txt"):
        return 0.0
    if tag.startswith("nr") and (not known(word) or called(word)):
        return 0.0
    return _TAGS.get(tag[:2], 0.0) or _TAGS.get(tag[:1], 0.0)


@cache
def _frequencies() -> dict[str, float]:
    """Return inverse document frequencies of 270,000 words; read without importing jieba, which takes a second."""
    found = find_spec("jieba")
    assert found is not None  # a dependency
    assert found.submodule_search_locations is not None
    path = Path(found.submodule_search_locations[0]) / "analyse" / "idf.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return {word: float(weight) for word, _, weight in (line.partition(" ") for line in lines)}


@cache
def _unknown() -> float:
    """The weight of a word that the list does not have: its median, as in jieba."""
    weights = sorted(_frequencies().values())
    return weights[len(weights) // 2]
