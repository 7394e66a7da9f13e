"""Which articles stand beside a letter: what is asked for one, and how strong the evidence must be.

Fewer articles rather than absurd ones: a letter that shares nothing telling with any article has none beside it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from corpus.law import Level
from indexing import highlights
from indexing.engine import EngineHit, InForce, Key, Query
from indexing.provisions import day_of
from indexing.ranking import legal_rankings, rankings, telling
from indexing.wording import Wording, put

# A letter's own words count together as much as those of a question: STARD's have 27 characters in the mean. What a
# letter tells besides would otherwise outweigh the law's words for its matter.
_QUESTION = 27
# Of the first five articles for the 900 questions of STARD train that have gold here, 2 in 100 of those below this
# share of the best score were right, 16 in 100 of those above.
_OF_BEST = 0.7
# So many characters an article shares with the letter in a row, or with the law's words for it together. The two rules
# and the limits below, on those questions: 1,137 articles shown instead of 4,500, right 23 in 100 instead of 14.
_TELLING = 6
# A phrase of the law of such length is one article's own wording: it is kept for a matter that none stands for yet,
# however much better the articles of the letter's first matter are. (It added 2 articles to those 1,137.)
_WHOLE = 10
_CANDIDATES = 40
_OF_ONE_LAW = 2
_OF_ONE_MATTER = 2
# They tell what another text is to say or means; what they say stands in that text.
_SECONDARY = frozenset({Level.LEGAL_INTERPRETATION, Level.AMENDING_DECISION, Level.DECISION})
_AMENDING = "修正案"
_PLACE = re.compile(r"(?P<name>..+?)(?:[一-鿿]{1,3}族)*(?:自治区|自治州|自治县|特别行政区|省|市|县|区)")


def question(letter: str, lay: Sequence[Wording], *, as_of: date, elsewhere: Sequence[str] = ()) -> Query:
    """Return what is searched for a letter, without local law of `elsewhere`; one without words ranks nothing."""
    told = telling(letter)
    weight = min(1.0, _QUESTION / max(1, len(told)))
    ranking = [replace(one, terms=_longer(one.terms), weight=weight) for one in rankings(told)]
    ranking += legal_rankings([phrase for one in lay for phrase in one.legal])
    excluded = (Key("region", tuple(elsewhere)),) if elsewhere else ()
    return Query(tuple(ranking), (InForce(day_of(as_of)),), excluded, limit=_CANDIDATES)


def elsewhere(regions: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the regions that a letter does not name: their law is not its law. 汕头 will do for 汕头市."""
    return tuple(region for region in regions if not _names_of(region).search(text))


@cache
def _names_of(region: str) -> re.Pattern[str]:
    place = _PLACE.fullmatch(region)
    return re.compile(re.escape(place["name"] if place else region))


def _longer(every: Sequence[str]) -> tuple[str, ...]:
    """Leave single characters out: a letter has most of the common ones, and search took twice as long with them."""
    return tuple(term for term in every if len(term) > 1)


def strong(
    hits: Sequence[EngineHit], lay: Sequence[Wording], marked: frozenset[str], *, cited: Collection[str] = ()
) -> list[EngineHit]:
    """Return the hits whose evidence is strong enough, in their order, without those whose id the letter cites.

    Of one law two, and of one matter, as the letter puts it, two: otherwise the first matter of a letter leaves no
    room for the others.
    """
    articles = [hit for hit in hits if _is_article(hit)]
    laws: Counter[str] = Counter()
    matters: Counter[str] = Counter()
    kept: list[EngineHit] = []
    for hit in articles:
        text, law = str(hit.shown["text"]), str(hit.shown["law_id"])
        legal = put(lay, text)
        if hit.score < _OF_BEST * articles[0].score and not _stands_for_another(legal, matters):
            continue
        told = laws[law] >= _OF_ONE_LAW or (legal and min(matters[said] for said in legal) >= _OF_ONE_MATTER)
        if told or hit.id in cited or not _is_telling(text, legal.values(), marked):
            continue
        laws[law] += 1
        matters.update(legal.keys())
        kept.append(hit)
    return kept


def _is_article(hit: EngineHit) -> bool:
    shown = hit.shown
    return shown["article"] is not None and shown["level"] not in _SECONDARY and _AMENDING not in str(shown["law"])


def _stands_for_another(legal: Mapping[str, Sequence[str]], matters: Counter[str]) -> bool:
    return any(not matters[said] and max(map(len, phrases)) >= _WHOLE for said, phrases in legal.items())


def _is_telling(text: str, legal: Iterable[Sequence[str]], marked: frozenset[str]) -> bool:
    if sum(len(phrase) for phrases in legal for phrase in phrases) >= _TELLING:
        return True
    return any(span.end - span.start >= _TELLING for span in highlights.spans(text, marked))
