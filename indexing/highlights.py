"""Where the words of a query stand in a text: the same for every engine, and what the reasons are made of."""

from collections.abc import Iterator

from corpus import terms
from corpus.spans import Span

# Words of grammar that more than 1 in 20 of the wheel's articles have (或者 39, 应当 46 in 100), and 已经: to share
# them tells nothing.
_GRAMMAR = frozenset(
    {"应当", "或者", "规定", "有关", "其他", "可以", "以上", "依法", "按照", "进行", "依照", "不得", "根据", "下列"}
    | {"以下", "以及", "需要", "给予", "及其", "相关", "及时", "已经"}
)


def sought(query: str) -> frozenset[str]:
    """Return what is marked: pairs of characters inside the query's words, numbers and Latin words whole.

    Single characters and words of grammar only where the query has nothing else.
    """
    every = terms.words(query)
    words = [word for word in every if word not in _GRAMMAR] or every
    pairs = {gram for word in words for gram in terms.grams(word) if len(gram) > 1}
    return frozenset(pairs | {word for word in words if word.isascii()} or words)


def spans(text: str, marked: frozenset[str]) -> tuple[Span, ...]:
    """Return where `marked` stands in `text`, neighbours joined, in order."""
    normal = terms.normalise(text)
    joined: list[Span] = []
    for start, end in sorted(place for term in marked for place in _places(normal, term)):
        if joined and start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Span(start, end))
    return tuple(joined)


def _places(normal: str, term: str) -> Iterator[tuple[int, int]]:
    at = normal.find(term)
    while at >= 0:
        end = at + len(term)
        if not (_cuts_a_run(normal, at) or _cuts_a_run(normal, end)):
            yield at, end
        at = normal.find(term, at + 1)


def _cuts_a_run(normal: str, at: int) -> bool:
    """Tell whether letters or digits of one number or Latin word stand on both sides."""
    beside = normal[max(0, at - 1) : at + 1]
    return len(beside) == 2 and at > 0 and beside.isascii() and beside.isalnum()
