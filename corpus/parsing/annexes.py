"""Units that are no articles by name: annexes, which sources leave at the end of the last article, and preambles."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus import numerals
from corpus.parsing.numbering import foreign, number_of, point_of
from corpus.raw import RawArticle

# 附件一, 附件1：…, 附表：, 附：, 附图 …样式; not 附则 and not a sentence (附图中除必需的词语外，…).
_HEADING = re.compile(
    rf"\s*(附(?:件|表|录|图)|附(?=\s*[:：]))\s*([{numerals.NUMERAL}]*)(?:\s*[:：].*|[\s\u3000][^。；，]*)?\s*"
)
_NAMED = re.compile(rf"(附(?:件|表|录|图)?)([{numerals.NUMERAL}]*)(.*)")
_PREAMBLE = re.compile(r"[序前][\s\u3000]*言")


def preamble_of(path: Sequence[str]) -> str | None:
    """Return 序言 or 前言 where that is the heading above a unit."""
    return "".join(path[-1].split()) if path and _PREAMBLE.fullmatch(path[-1].strip()) else None


def annex_of(line: str) -> str | None:
    """Return the name of the annex that a line opens, its number in Chinese (附件1 is 附件一); None for other lines."""
    found = _HEADING.fullmatch(line)
    return _name(found[1], found[2]) if found else None


def same_annex(written: str, label: str) -> bool:
    """Tell whether a person's name of an annex means this one: 附件1 is 附件一, 附件 may be its 附表."""
    wanted, held = (_NAMED.fullmatch("".join(name.split())) for name in (written, label))
    if not (wanted and held):
        return False
    kinds = wanted[1] == held[1] or {wanted[1], held[1]} & {"附", "附件"}
    return bool(kinds) and _name("", wanted[2]) == _name("", held[2]) and wanted[3] == held[3]


def parted(articles: Sequence[RawArticle]) -> tuple[RawArticle, ...]:
    """Return the units with annexes as units of their own.

    An annex begins at its heading line, in the last article or point that is the text's own or behind it; what follows
    belongs to it, a numbered unit under the annex's name (附件一第三条). An article's own text is never cut where
    another article of the same text follows.
    """
    others = foreign([article.label for article in articles], [article.text for article in articles])
    own = [i for i, a in enumerate(articles) if (number_of(a.label) or point_of(a.label)) and i not in others]
    last = own[-1] if own else 0
    found, annex = list(articles[:last]), ""
    for article in articles[last:]:
        annex = next((name for step in article.path if (name := annex_of(step))), annex)
        before, *opened = _split(article.text)
        label = f"{annex}{article.label}"
        if before[1] and annex and label == found[-1].label:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{before[1]}")
        elif before[1]:
            found.append(replace(article, label=label, text=before[1]))
        found += [replace(article, label=name, text=text) for name, text in opened]
        annex = opened[-1][0] if opened else annex
    return tuple(found)


def _split(text: str) -> list[tuple[str, str]]:
    """Part a text at the headings of annexes, each with its name; the first part is what stands before them."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in text.split("\n"):
        name = annex_of(line)
        if name and name != parts[-1][0]:
            parts.append((name, [line]))
        else:
            parts[-1][1].append(line)
    return [(name, "\n".join(lines).strip("\n")) for name, lines in parts]


def _name(kind: str, number: str) -> str:
    no = numerals.parse(number) if number else None
    return kind + (numerals.chinese(no) if no else number)
