"""What a searcher typed, taken apart: words, "短语", -排除, 键:值, names of laws, exact citations.

Signs count only where they stand apart, at the beginning or after a space; inside a sentence they are ordinary text.
A narrative (a letter, a long question) has no signs at all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.citations import find
from corpus.citing.records import Citation
from corpus.errors import InvalidQuery
from corpus.law import Level
from corpus.titles import tidy

# Longer than any query typed for its signs; a letter's dashes and quotation marks are its own.
_NARRATIVE = 120
_SIGNED = re.compile(
    r"""(?<!\S)(?:
        (?P<minus>[-－−])?["“”＂「](?P<phrase>[^"“”＂「」\n]+)["“”＂」](?!\S)
      | [-－−](?P<excluded>[^\s"“”＂「」-]\S*)
      | (?P<key>[^\W\d_]{2,3})[:：](?P<value>\S+)
    )""",
    re.VERBOSE,
)
_KEYS = {"法律": "work", "法规": "work", "层级": "level", "级别": "level", "机关": "issuer", "地区": "region"}
_BRACKETS = "《》〈〉"


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


def parse(query: str, *, titles: Mapping[str, tuple[str, ...]]) -> Asked:
    """Take a query apart. Raises InvalidQuery where nothing is left to search for, or a level does not exist.

    `titles` as Library.titles() gives them.
    """
    narrative = len(query) > _NARRATIVE or "\n" in query.strip()
    signs = [] if narrative else [sign for sign in _SIGNED.finditer(query) if not sign["key"] or sign["key"] in _KEYS]
    rest = _without(query, [sign.span() for sign in signs])
    filters, notes = _filters([(sign["key"], sign["value"]) for sign in signs if sign["key"]], titles)
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


def _filters(
    pairs: list[tuple[str, str]], titles: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[str, tuple[str, ...]]], list[str]]:
    filters: list[tuple[str, tuple[str, ...]]] = []
    notes: list[str] = []
    for key, value in pairs:
        name = _KEYS[key]
        values: tuple[str, ...] = (value,)
        if name == "level" and value not in set(Level):
            raise InvalidQuery(f"没有“{value}”这一层级，可用：{'、'.join(Level)}")
        if name == "work":
            values = titles.get(tidy(value).strip(_BRACKETS), ())
            notes += [] if values else [f"法规库没有收录《{value.strip(_BRACKETS)}》"]
        filters.append((name, values))
    return filters, notes


def _narrowed(text: str, titles: Mapping[str, tuple[str, ...]]) -> tuple[str, tuple[str, ...]]:
    """Take out names of laws that stand apart, as in “刑诉法 搜查”; a name alone stays as the words to rank by."""
    parts = text.split()
    works = {part: titles[name] for part in parts if (name := tidy(part).strip(_BRACKETS)) in titles}
    others = [part for part in parts if part not in works]
    return " ".join(others or parts), tuple(work for found in works.values() for work in found)
