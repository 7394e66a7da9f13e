"""What a text and a case have in common, told apart: facts, demand, organ, article."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus import terms
from corpus.cases import told
from indexing.ranking import telling

# So many words a reason names.
NAMED = 5
# What a person asks for stands behind one of these, up to the end of the sentence: letters and 诉讼请求 alike.
_ASKED = re.compile(r"(?:诉讼请求|请求|要求|恳请|恳求|希望|责令|判令|诉求)([^。！？!?\n]{2,80})")
_COMPOUND = 4

Content = Callable[[str], bool]
"""Tells whether a normalised word says what a text is about; only such words make two texts alike."""


@dataclass(frozen=True, slots=True)
class Alike:
    """What both have: `facts` and `demands` are words, `organs` kinds of organs, `articles` as corpus.cases.cited."""

    facts: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """One Chinese sentence, empty where nothing is alike."""
        said = [f"都提到{_quoted(self.facts)}"] if self.facts else []
        said += [f"诉求都有{_quoted(self.demands)}"] if self.demands else []
        said += [f"都涉及{'、'.join(self.organs)}"] if self.organs else []
        said += [f"都引用{'、'.join(map(told, self.articles))}"] if self.articles else []
        return "，".join(said)


NOTHING = Alike()


def content_words(text: str, content: Content) -> list[str]:
    """Return the words that say what a text is about, each once, in its order."""
    return [word for word in dict.fromkeys(terms.words(telling(text))) if content(word)]


def shared_words(words: Iterable[str], text: str, content: Content) -> list[str]:
    """Return the words that stand in the text, too; of a compound (拖欠工资) its halves will do."""
    other = terms.normalise(telling(text))
    found: dict[str, None] = {}
    for word in words:
        if word in other:
            found[word] = None
        elif len(word) == _COMPOUND:
            halves = (word[:2], word[2:])
            found.update(dict.fromkeys(half for half in halves if content(half) and half in other))
    return list(found)


def demands(text: str) -> str:
    """Return what a text asks for, its sentences one a line."""
    return "\n".join(asked[1] for asked in _ASKED.finditer(text))


def organs(text: str) -> frozenset[str]:
    """Return the kinds of organs that a text names."""
    return frozenset(kind for kind, names in _organs() if names.search(text))


def articles(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """Return the articles that both cite, in the order of the first."""
    return tuple(article for article in one if article in frozenset(other))


@cache
def _organs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = (files("indexing") / "data" / "organs.txt").read_text(encoding="utf-8").splitlines()
    kinds = [line.split() for line in lines if line and not line.startswith("#")]
    return tuple((kind, re.compile("|".join(map(re.escape, names)))) for kind, *names in kinds)


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"“{word}”" for word in words)
