"""How a text asks: the rankings that are summed, and what an entry must share with it at least."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus import terms
from indexing.engine import AnyTerm, Ranking, Stream

# More different terms than these only a long letter has; what it repeats is kept. A cluster refuses queries of too
# many clauses (indices.query.bool.max_clause_count, by its memory); a 300-character letter has about 600 grams.
_GRAMS = 1000
_WORDS = 400
# What stands for a masked person, telephone or address ([电话1], [住址2]): alike in all letters, it says nothing.
_PLACEHOLDER = re.compile(r"\[[^\[\]\s]{1,8}\d\]")


def telling(text: str) -> str:
    """Return `text` with a space for each placeholder of masked data."""
    return _PLACEHOLDER.sub(" ", text)


# What the law's own words for a lay expression count beside the words of the query, on STARD's train questions against
# the wheel (R@10 / R@100 / MRR of all 900 with gold there; 397 have such an expression): 0 .533 / .740 / .459,
# 0.3 .562 / .762 / .477, 0.5 .566 / .770 / .481, 0.7 .562 / .776 / .481, 1 .554 / .771 / .477. The list was written
# before. Leaving stop words out of the query changed nothing there (.565).
_LEGAL = 0.5


def rankings(text: str, *, names: Sequence[str] = ()) -> tuple[Ranking, ...]:
    """Return what ranks for `text` and the `names` it stands for: BM25 over grams plus BM25 over words.

    On STARD's train questions against the wheel (R@10 / R@100 / MRR, first 429 with gold there): grams alone .539 /
    .726 / .447, words alone .490 / .693 / .405, their sum .543 / .735 / .459, fused by rank .533 / .738 / .449,
    without single characters .525 / .723 / .445. A sum is also one order to page through, whatever the depth.
    """
    told = telling(text)
    grams = _most(terms.grams("\n".join((told, *names))), _GRAMS)
    return (Ranking(Stream.GRAMS, grams), Ranking(Stream.WORDS, _most(terms.words(told), _WORDS))) if grams else ()


def legal_rankings(phrases: Sequence[str]) -> tuple[Ranking, ...]:
    """Return what ranks for the law's own words (indexing/wording.py), beside the rankings of what was written."""
    if not phrases:
        return ()
    pairs = _most(_pairs(phrases), _GRAMS)
    return (
        Ranking(Stream.GRAMS, pairs, _LEGAL),
        Ranking(Stream.WORDS, _most(terms.words("\n".join(phrases)), _WORDS), _LEGAL),
    )


def shared(text: str, *, phrases: Sequence[str] = ()) -> tuple[AnyTerm, ...]:
    """Require one pair of neighbouring characters in common with the text or the phrases, where they have pairs.

    Quality stays (dev R@10 .531 without, .537 with), a third of the time is saved, and the total means something.
    """
    pairs = dict.fromkeys(_pairs([telling(text), *phrases]))
    return (AnyTerm(Stream.GRAMS, _most(list(pairs), _GRAMS)),) if pairs else ()


def _pairs(texts: Sequence[str]) -> list[str]:
    return [gram for gram in terms.grams("\n".join(texts)) if len(gram) > 1]


def _most(every: list[str], count: int) -> tuple[str, ...]:
    """Return `every` in order, of more than `count` different ones only the most frequent."""
    frequent = Counter(every)
    if len(frequent) <= count:
        return tuple(every)
    kept = {term for term, _ in frequent.most_common(count)}
    return tuple(term for term in every if term in kept)
