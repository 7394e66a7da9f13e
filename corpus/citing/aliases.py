"""Names that a document gives itself: 《…》（以下简称刑诉法解释） holds for the rest of it (DOMAIN §5.4 rule 1)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import merge

from corpus.citing.mentions import Kind, Mention
from corpus.citing.names import Names, canonical

_GIVEN = re.compile(r"[（]以下(?:简称|称|统称)(?:为)?[:：]?\s?[“\"《]?([^（）“”\"《》]{2,24})[”\"》]?[）]")
_OF_TITLE = re.compile(r"《([^\n]{2,120})》\s?(?:（[^（）]{1,30}）)?$")


def aliases(text: str, *, names: Names) -> dict[str, str]:
    """Return the names that `text` gives to laws, with the law of each; 本法 and names of organs are none."""
    given: dict[str, str] = {}
    for found in _GIVEN.finditer(text):
        alias = canonical(found[1])
        if alias.startswith(("本", "该")):
            continue
        before = text[max(0, found.start() - 160) : found.start()]
        if titled := _OF_TITLE.search(before[_opening(before) :]):
            given[alias] = names.official(titled[1])
        elif (begin := names.ending_at(text, found.start())) is not None:
            given[alias] = names.official(text[begin : found.start()])
    return given


def _opening(before: str) -> int:
    """Return where the last title begins, inner 《》 and all."""
    level = 0
    for place in range(len(before) - 1, -1, -1):
        level += (before[place] == "》") - (before[place] == "《")
        if before[place] == "《" and level <= 0:
            return place
    return 0


def with_aliases(places: Iterable[Mention], text: str, given: Mapping[str, str]) -> Iterator[Mention]:
    """Add the places where a given name stands without 《》."""
    yield from _longest(merge(places, _standing(text, given), key=lambda place: place.start))


def _standing(text: str, given: Mapping[str, str]) -> Iterator[Mention]:
    """Yield the given names in the text, at each place the longest; one pass, however many names there are."""
    lengths = sorted({len(name) for name in given}, reverse=True)
    begins = re.compile(f"[{re.escape(''.join({name[0] for name in given}))}]")
    done = 0
    for found in begins.finditer(text):
        at = found.start()
        words = next((text[at : at + length] for length in lengths if text[at : at + length] in given), "")
        if words and at >= done:
            done = at + len(words)
            yield Mention(Kind.NAME, at, done, words)


def _longest(places: Iterable[Mention]) -> Iterator[Mention]:
    """Keep of overlapping places the one that begins first, of those the longest."""
    held: Mention | None = None
    for place in places:
        if held is None or place.start >= held.end:
            if held:
                yield held
            held = place
        elif place.start == held.start and place.end > held.end:
            held = place
    if held:
        yield held
