"""Whether a provision has the words quoted from it, and in which words the two differ."""

import re
from collections.abc import Iterator

from corpus.citing.restating import ALIKE, likeness, window, with_unit
from corpus.comparing.comparison import changes
from corpus.comparing.typography import key

_OMITTED = re.compile(r"…+|[.·。*]{3,}|（略）|\[…\]")
_MARKS = re.compile(r"[^\w%]")
_CLAUSES = re.compile(r"[^，,。；;：:\n]+[，,。；;：:\n]*")
_SHOWN, _LONG = 3, 24
# 适用诉讼时效 stands in 不适用诉讼时效, and says the opposite.
_REVERSED = re.compile(r"(?:不[得予应能准必]?|[未无非]|禁止|没有)$")


def plain(text: str) -> str:
    """Return the letters and numbers of a text: points, widths and spaces, 200元 and 二百元 are no difference."""
    return _MARKS.sub("", key(text))


def contains(text: str, quotation: str) -> bool:
    """Tell whether `text` has every piece of the quotation, in order; …… stands for what was left out."""
    place, whole = 0, plain(text)
    pieces = _pieces(quotation)
    for piece in map(plain, pieces):
        place = whole.find(piece, place)
        while place >= 0 and _REVERSED.search(whole, max(0, place - 2), place):
            place = whole.find(piece, place + 1)
        if place < 0:
            return False
        place += len(piece)
    return bool(pieces)


def _pieces(quotation: str) -> list[str]:
    return [piece for piece in _OMITTED.split(quotation) if plain(piece)]


def likeness_of(text: str, quotation: str) -> float:
    """Say how much of a quotation a text has, 0 to 1."""
    pieces = _pieces(quotation)
    total = sum(map(len, pieces))
    return sum(likeness(text, piece).share * len(piece) for piece in pieces) / total if total else 0.0


def differing(text: str, quotation: str) -> str:
    """Say in Chinese which words differ: 条文“三年”引作“十年”, 引文多出“不”; clause by clause where that tells."""
    told: list[str] = []
    for piece in _pieces(quotation):
        if not contains(text, piece):
            clauses = [clause for clause in _CLAUSES.findall(piece) if plain(clause) and not contains(text, clause)]
            nearest = likeness(text, piece)
            near = nearest.part if nearest.share >= ALIKE else text
            told += [one for clause in clauses or [piece] for one in _differing(near, clause)]
    told = list(dict.fromkeys(told))
    return "、".join(told[:_SHOWN]) + ("等" if len(told) > _SHOWN else "")


def _differing(text: str, piece: str) -> Iterator[str]:
    part = window(likeness(text, piece).part, piece)
    end = len(piece.rstrip("。；，：、 "))
    for one in changes(part, piece):
        cut, put = with_unit(part, one.cut), with_unit(piece, one.put)
        edge = not put and (one.put.start == 0 or one.put.end >= end)
        if (plain(cut) or plain(put)) and not edge:
            yield _told(_words(cut), _words(put))


def _words(text: str) -> str:
    words = "".join(text.split()).strip("，。；：、")
    return words if len(words) <= _LONG else f"{words[:_LONG]}……"


def _told(cut: str, put: str) -> str:
    if cut and put:
        return f"条文“{cut}”引作“{put}”"
    return f"引文多出“{put}”" if put else f"引文缺“{cut}”"
