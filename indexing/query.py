"""What a searcher typed, taken apart: words, "短语", -排除, 键:值, names of laws, exact citations.

Signs count only where they stand apart, at the beginning or after a space; inside a sentence they are ordinary text.
A narrative (a letter, a long question) has no signs at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.citations import find
from corpus.citing.records import Citation
from corpus.errors import InvalidQuery
from corpus.titles import tidy
from indexing.filters import ABSENT, BRACKETS, KEYS, choose

# Longer than any query typed for its signs; a letter's dashes and quotation marks are its own.
_NARRATIVE = 120
_SIGNED = re.compile(
    r"""(?<!\S)(?:
        (?P<minus>[-－−])?["“”＂「](?P<phrase>[^"“”＂「」\n]+)["“”＂」](?!\S)
      | [-－−](?P<excluded>[^\s"“”＂「」-]\S*)
      | (?P<key>[^\W\d_]{2,4})[:：](?P<value>\S+)
    )""",
    re.VERBOSE,
)
_KEYED = re.compile(r"(?<![^\s()（）])(?P<key>[^\W\d_]{2,4})[:：](?P<value>[^\s()（）]+)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in its parts; `words` is what ranks: the phrases and what stands outside of them, `free`."""

    words: str
    free: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()  # name of the key, values one of which must be there
    citations: tuple[Citation, ...] = ()  # of articles
    named: tuple[str, ...] = ()  # full titles of laws named in the words
    notes: tuple[str, ...] = ()  # Chinese: what was asked for and is not held


def parse(query: str, *, titles: Mapping[str, tuple[str, ...]], given: Sequence[tuple[str, str]] = ()) -> Asked:
    """Take a query apart. Raises InvalidQuery where nothing is left to search for, or a level does not exist.

    `titles` as Library.titles() gives them; `given` are filters by name, as if they had been typed.
    """
    narrative = len(query) > _NARRATIVE or "\n" in query.strip()
    signs = [] if narrative else [sign for sign in _SIGNED.finditer(query) if not sign["key"] or _is_key(sign["key"])]
    rest = _without(query, [sign.span() for sign in signs])
    typed = _typed((sign["key"], sign["value"]) for sign in signs if sign["key"])
    filters, notes = choose([*typed, *given], titles)
    mentions = find(rest, titles=titles)
    cited = tuple(mention for mention in mentions if mention.law and mention.article)
    words = rest
    if not narrative:
        words, works = _narrowed(_without(rest, [(mention.start, mention.end) for mention in cited]), titles)
        filters += [("work", works)] if works else []
    phrases = tuple(sign["phrase"] for sign in signs if sign["phrase"] and not sign["minus"])
    asked = Asked(
        words=" ".join([*phrases, words]).strip(),
        free=words.strip(),
        phrases=phrases,
        excluded=tuple(sign["excluded"] or sign["phrase"] for sign in signs if sign["excluded"] or sign["minus"]),
        filters=tuple(filters),
        citations=cited,
        named=tuple(dict.fromkeys(mention.law for mention in mentions if mention.law and not mention.article)),
        notes=tuple(notes),
    )
    if not (any(map(str.isalnum, asked.words)) or asked.citations or asked.filters or asked.notes):
        raise InvalidQuery("请输入要检索的内容，例如：拖欠工资、民法典第1254条、刑诉法 搜查")
    return asked


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Blank out what was read; the length stays."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def filters_taken(query: str) -> tuple[str, list[tuple[str, str]]]:
    """Take 键:值 out of an exact query; what is left keeps its places."""
    found = [sign for sign in _KEYED.finditer(query) if _is_key(sign["key"])]
    typed = _typed((sign["key"], sign["value"]) for sign in found)
    return _without(query, [sign.span() for sign in found]), typed


def named_filter(written: str) -> tuple[str, str]:
    """Read 键:值 that stands alone, as a filter by name. Raises InvalidQuery."""
    key, _, value = written.strip().replace("：", ":", 1).partition(":")
    if not value or not _is_key(key):
        raise InvalidQuery(f"筛选“{written}”看不懂，要写成 机关:国务院 这样；可用：{'、'.join(KEYS)}")
    return _typed([(key, value)])[0]


def _is_key(written: str) -> bool:
    return written in KEYS or written in ABSENT


def _typed(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return filters by name. Raises InvalidQuery for one that no source can answer."""
    found: list[tuple[str, str]] = []
    for key, value in pairs:
        if key in ABSENT:
            raise InvalidQuery(f"不能按“{key}”筛选：{ABSENT[key]}")
        found.append((KEYS[key], value))
    return found


def _narrowed(text: str, titles: Mapping[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """Take out names of laws that stand apart, as in “刑诉法 搜查”; a name alone stays as the words to rank by."""
    parts = text.split()
    works = {part: titles[name] for part in parts if (name := tidy(part).strip(BRACKETS)) in titles}
    others = [part for part in parts if part not in works]
    return " ".join(others or parts), tuple(work for found in works.values() for work in found)
