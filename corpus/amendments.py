"""Which articles of which law an amending text changes, read from the text itself."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from corpus.law import Edge, EdgeKind, Provision
from corpus.statutes import number_of

_PENAL = "中华人民共和国刑法"
_DECISION = re.compile(r"关于修改《(.+)》的决定$")
_OPENING = re.compile(r"^[^\"“：:]*")  # the instruction stands before the quoted new text
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?")
_CHANGES = re.compile(r"修改|增加|删去|改为|合并|分别")
_NEW = re.compile(r"作为(?:刑法)?第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?")


def amended(title: str) -> str | None:
    """Return the title of the law that a document of this title amends; None for all other documents."""
    if title.startswith(_PENAL + "修正案"):
        return _PENAL
    found = _DECISION.search(title)
    return found[1] if found else None


def amendments(title: str, provisions: Sequence[Provision], effective: date | None) -> tuple[Edge, ...]:
    """Edges of an amending document to the articles it changes; the numbers are those before the amendment."""
    target = amended(title)
    if target is None:
        return ()
    return tuple(edge for p in provisions for edge in _of_point(p, target, effective))


def _of_point(provision: Provision, target: str, effective: date | None) -> Iterable[Edge]:
    found = _OPENING.match(provision.text)
    opening = _NEW.sub("", found[0] if found else "")
    if not _CHANGES.search(opening):
        return
    for label in dict.fromkeys(_ARTICLE.findall(opening)):
        number = number_of(label)
        yield Edge(EdgeKind.AMENDS, provision.version, provision.id, target, number, effective)
