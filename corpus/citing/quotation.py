"""Whether a provision has the words quoted from it, and in which words the two differ."""

import re

from corpus.citing.restating import likeness
from corpus.comparing.comparison import changes
from corpus.comparing.typography import key

_OMITTED = re.compile(r"…+|[.·。*]{3,}|（略）|\[…\]")
_MARKS = re.compile(r"[^\w%]")
_SHOWN, _LONG = 3, 24


def plain(text: str) -> str:
    """Return the letters and numbers of a text: points, widths and spaces, 200元 and 二百元 are no difference."""
    return _MARKS.sub("", key(text))


def contains(text: str, quotation: str) -> bool:
    """Tell whether `text` has every piece of the quotation, in order; …… stands for what was left out."""
    place, whole = 0, plain(text)
    pieces = _pieces(quotation)
    for piece in pieces:
        place = whole.find(plain(piece), place)
        if place < 0:
            return False
        place += len(plain(piece))
    return bool(pieces)


def _pieces(quotation: str) -> list[str]:
    return [piece for piece in _OMITTED.split(quotation) if plain(piece)]


def likeness_of(text: str, quotation: str) -> float:
    """Say how much of a quotation a text has, 0 to 1."""
    pieces = _pieces(quotation)
    total = sum(map(len, pieces))
    return sum(likeness(text, piece).share * len(piece) for piece in pieces) / total if total else 0.0


def differing(text: str, quotation: str) -> str:
    """Say in Chinese which words differ: 引文“十年”，条文“三年”; 引文多出“不”."""
    told: list[str] = []
    for piece in _pieces(quotation):
        part = likeness(text, piece).part
        if contains(part, piece):
            continue
        for one in changes(part, piece):
            cut, put = _words(one.cut.of(part)), _words(one.put.of(piece))
            edge = not put and (one.put.start == 0 or one.put.end >= len(piece.rstrip("。；， ")))
            if (cut or put) and not edge:
                told.append(_told(cut, put))
    return "、".join(told[:_SHOWN]) + ("等" if len(told) > _SHOWN else "")


def _words(text: str) -> str:
    words = "".join(text.split()).strip("，。；：、")
    return words if len(words) <= _LONG else f"{words[:_LONG]}……"


def _told(cut: str, put: str) -> str:
    if cut and put:
        return f"条文“{cut}”引作“{put}”"
    return f"引文多出“{put}”" if put else f"引文缺“{cut}”"
