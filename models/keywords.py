"""Keywords of one letter: words and compounds that it repeats or puts early, and that letters seldom have.

TF-IDF with jieba's own list of frequencies (`idf.txt`, MIT) in place of a collection's: an office has none on its first
day, and words would come to mean something else with every letter. Only words of the dictionary count, and long ones
that the segmenter put together: its short ones are mostly pieces (码付, 条说).
"""

from collections import Counter

from models.content import is_content
from models.persons import called
from models.private import Masked
from models.rarity import rarity
from models.summary import matters
from models.tagging import known, tagged

COUNT = 8
# What a word counts by its part of speech: nouns, names of bodies and places, short forms; then verbs and phrases,
# which say less (进不来, 太不像话). jieba calls 幼儿园 and 养老金 persons:
# a word tagged `nr` counts if the dictionary has it.
_LONG = 4
_FRAGMENT = frozenset("我你他她它俺咱姓这那")  # 我妈, 姓游, 那狗
_TAGS = {"n": 1.0, "ns": 0.4, "j": 1.0, "eng": 0.8, "nr": 0.8, "vn": 1.0, "v": 0.5, "l": 0.5, "i": 0.3, "a": 0.3}


def keywords(text: str, *, masked: Masked, count: int = COUNT) -> tuple[str, ...]:
    """Return up to `count` keywords, best first, from sentences of matter; nothing that touches private data."""
    hidden = [one.span for one in masked.private]
    inside = matters(text, masked=masked)
    scores: dict[str, float] = {}
    times: Counter[str] = Counter()
    for word, tag, span in tagged(text):
        weight = _weight(word, tag)
        if not weight or any(span.overlaps(other) for other in hidden):
            continue
        if any(span.overlaps(sentence) for sentence in inside):
            times[word] += 1
            # What stands early says more: up to 1.3 times what stands at the end.
            early = 1.3 - 0.3 * span.start / len(text)
            scores.setdefault(word, weight * early * rarity(word))
    kept: list[str] = []
    for word in sorted(scores, key=lambda word: -scores[word] * times[word] ** 0.5):
        if not any(word in other or other in word for other in kept):
            kept.append(word)
    return tuple(kept[:count])


def _weight(word: str, tag: str) -> float:
    """Return what a word counts, 0 for stop words, set phrases of letters and persons."""
    if not is_content(word) or not (known(word) or len(word) >= _LONG) or word[0] in _FRAGMENT:
        return 0.0
    if tag.startswith("nr") and (not known(word) or called(word)):
        return 0.0
    return _TAGS.get(tag[:2], 0.0) or _TAGS.get(tag[:1], 0.0)
