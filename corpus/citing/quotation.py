"""Whether a provision says what is quoted from it, and if not, where the words do stand."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from corpus.citing.outline import words_of
from corpus.citing.records import Resolved, Status
from corpus.law import Article
from corpus.library import Library

_OMITTED = re.compile(r"…+|\.{3,}|（略）|\[…\]")
_MARKS = re.compile(r"[^\w]")


def _plain(text: str) -> str:
    """Return the letters and digits of a text: points, widths and spaces are no difference in content."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def contains(text: str, quotation: str) -> bool:
    """Tell whether `text` has every piece of the quotation, in order; …… stands for what was left out."""
    place, whole = 0, _plain(text)
    pieces = [piece for piece in map(_plain, _OMITTED.split(quotation)) if piece]
    for piece in pieces:
        place = whole.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return bool(pieces)


def compared(found: Resolved, quotation: str, library: Library, *, as_of: date) -> Resolved:
    """Turn a provision that is there into CONTENT_DIFFERS or NUMBER_MOVED where it does not say what is quoted."""
    if found.provision_id is None:
        return found
    article = library.provision(found.provision_id, as_of=as_of)
    target = found.citation.target
    text = words_of(article.provision.text, paragraph=target.paragraph, item=target.item, subitem=target.subitem)
    if text and contains(text, quotation):
        return found
    return replace(found, **_elsewhere(article, quotation, library))  # type: ignore[arg-type]  # status and reason


def _elsewhere(article: Article, quotation: str, library: Library) -> dict[str, Status | str]:
    """Look for the words in the rest of the article, of this version, and in this article's other versions."""
    label = article.provision.label
    if contains(article.provision.text, quotation):
        return {"status": Status.CONTENT_DIFFERS, "reason": f"引文在{label}的其他款项中，不在所引的款项中"}
    for unit in library.units(article.version.id):
        if contains(unit.text, quotation):
            reason = f"引文不在{label}，而在同一文本的{unit.label}"
            return {"status": Status.NUMBER_MOVED, "reason": reason}
    for version in library.versions(article.work.id):
        for unit in library.units(version.id):
            if unit.number == article.provision.number and contains(unit.text, quotation):
                reason = f"引文是{version.label}公布的文本中{label}的文字，与所核对的文本不同"
                return {"status": Status.AMENDED_SINCE, "reason": reason}
    return {"status": Status.CONTENT_DIFFERS, "reason": f"{label}没有所引的文字"}
