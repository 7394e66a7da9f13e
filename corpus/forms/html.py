"""Web pages and HTML letters: the words that a reader sees, in document order."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.documents import Limits, Reading, plain_leaf
from corpus.encodings import decode
from corpus.errors import EmptyDocument

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_UNSEEN = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "select", "textarea", "iframe", "object"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
    }
    | {"ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAK = "\x00"  # parts lines; cannot stand in HTML


def read(data: bytes, name: str, limits: Limits) -> Reading:  # noqa: ARG001 - one signature for all forms
    """Read an HTML file; block elements and <br> part lines, a table row is one line with tabs between its cells."""
    text, _ = decode(data, name)
    return Reading((plain_leaf("html", tuple(lines(text, name))),))


def lines(text: str, name: str) -> Iterator[str]:
    """Yield the lines that a page shows; hidden elements, scripts and comments are left out."""
    from lxml import etree, html

    # Bytes, because lxml refuses text that declares an encoding; huge_tree stays off: libxml2 keeps its limits.
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise EmptyDocument(f"{name}：网页里没有文字；请检查原文件后重新提交。") from error
    for line in "".join(_words(root)).split(_BREAK):
        shown = re.sub(r"[ \r\n\f\xa0]+", " ", line).strip(" ")
        if shown.strip():
            yield re.sub(r" ?\t ?", "\t", shown).rstrip("\t")


def _words(element: "Element") -> Iterator[str]:
    """Yield words, breaks and tabs of an element; written without recursion, pages nest thousands deep."""
    waiting: list[tuple[Element | None, str]] = [(element, "")]
    while waiting:
        node, ready = waiting.pop()
        if node is None:
            yield ready
            continue
        tag = node.tag if isinstance(node.tag, str) else ""  # a comment's tag is a function
        if not tag or tag in _UNSEEN or _HIDDEN.search(node.get("style") or "") or node.get("hidden") is not None:
            continue
        before, after = _edges(node, tag)
        waiting.append((None, after))
        for child in reversed(node):
            waiting.append((None, (child.tail or "").replace("\t", " ")))
            waiting.append((child, ""))
        waiting.append((None, before + (node.text or "").replace("\t", " ")))


def _edges(node: "Element", tag: str) -> tuple[str, str]:
    """Return what an element puts before and after its words. Blocks inside a cell do not part the row's line."""
    in_cell = any(parent.tag in {"td", "th"} for parent in node.iterancestors())
    if tag in {"td", "th"} and not in_cell:
        return "", "\t"
    if tag == "br" or tag in _BLOCKS:
        return (" ", " ") if in_cell else (_BREAK, "" if tag == "br" else _BREAK)
    return "", ""
