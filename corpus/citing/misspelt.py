"""Which known law a misspelt name may be meant for: 治安菅理处罚法, 劳动和同法. Never more than a suggestion."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.numerals import NUMERAL
from corpus.titles import quoted, short_of

# A difference in one of these makes another law, not another spelling: a number, the place that made it.
_NUMBER = re.compile(f"[{NUMERAL}]")
_PLACE = re.compile(r"[一-鿿]{1,9}?(?:省|市|自治[区州县]|县|特区|区)")
# Names of three characters and fewer are too alike (国旗法, 国徽法) for anything but characters known to be confused.
_SHORT = 3
# From this length on any two characters may differ, from that on one may be left out or too many.
_TWO, _LOOSE = 10, 6
_LONGEST = 24  # of a name in running text that is looked for
_FEW = 3


class Spellings:
    """The short names of all known laws, to be compared with one that is not among them.

    A character that differs counts as a slip where it makes pairs with its neighbours that no known name has (安菅,
    菅理), or where the two are known to be confused (data/lookalikes.toml): real laws that are not held are made of
    real words. Measured 2026-11-24 on 3,356 titles: of 998 laws that their texts cite and the library does not hold
    none is taken for another; of the titles themselves, each looked for in a library without it, 10 are (兽药管理条例).
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Read the names, canonical ones."""
        self._names = sorted({short_of(name) for name in names})
        self._marks = [frozenset(name) for name in self._names]
        self._pairs = Counter(pair for name in self._names for pair in set(map("".join, pairwise(name))))
        self._last = frozenset(name[-1] for name in self._names)
        self._blanked: dict[str, list[str]] = {}

    def near(self, name: str) -> tuple[str, ...]:
        """Return the known names, three at most, that `name` is likely to be a misspelling of."""
        wanted = short_of(name)
        marks, found = frozenset(wanted), []
        for known, own in zip(self._names, self._marks, strict=True):
            if abs(len(known) - len(wanted)) > 1 or len(marks - own) > 2 or len(own - marks) > 2:
                continue
            if known != wanted and (slips := self._slips(wanted, known)):
                found.append((slips, known))
        fewest = min((slips for slips, _ in found), default=0)
        return tuple(known for slips, known in found if slips == fewest)[:_FEW]

    def ending_at(self, text: str, end: int) -> int | None:
        """Return where a misspelt name of a national law begins that ends at `end`; one character differs."""
        last = text[end - 1 : end]
        if last not in self._last and not any(_confused(last, mark) for mark in self._last):
            return None
        index = self._index()
        for length in range(min(_LONGEST, end), _SHORT - 1, -1):
            piece = text[end - length : end]
            for place in range(length):
                known = index.get(f"{piece[:place]}\0{piece[place + 1 :]}", ())
                if any(self._slips(piece, one) for one in known if one != piece):
                    return end - length
        return None

    def _index(self) -> dict[str, list[str]]:
        """Return the names of national laws with each character blanked in turn; made at the first question."""
        if not self._blanked:
            for name in self._names:
                if _SHORT <= len(name) <= _LONGEST and _PLACE.match(name) is None:
                    for place in range(len(name)):
                        self._blanked.setdefault(f"{name[:place]}\0{name[place + 1 :]}", []).append(name)
        return self._blanked

    def _slips(self, written: str, known: str) -> int:
        """Count the slips that make `written` of `known`, 0 where the two are different names."""
        if len(written) == len(known):
            places = [place for place, (one, other) in enumerate(zip(written, known, strict=True)) if one != other]
            apart = all(_confused(written[place], known[place]) for place in places)
            few = len(places) == 1 or (len(places) == 2 and (apart or len(written) >= _TWO))
            if few and all(self._slip(written, known, place) for place in places):
                return len(places)
            return int(self._swapped(written, known, places))
        return int(len(written) >= _LOOSE and self._one_more_or_less(written, known))

    def _swapped(self, written: str, known: str, places: list[int]) -> bool:
        """Tell whether two neighbours have changed places: 行政处法罚."""
        if len(written) <= _SHORT or len(places) != 2 or places[1] != places[0] + 1:
            return False
        first, second = places
        turned = written[first] == known[second] and written[second] == known[first]
        return turned and self._strange(written, first, second + 1)

    def _one_more_or_less(self, written: str, known: str) -> bool:
        """Tell whether a character is left out, or stands there twice or for nothing."""
        more = len(written) > len(known)
        longer, shorter = (written, known) if more else (known, written)
        place = next((at for at, mark in enumerate(shorter) if longer[at] != mark), len(shorter))
        if longer[:place] + longer[place + 1 :] != shorter or _NUMBER.match(longer[place]):
            return False
        doubled = more and longer[place - 1 : place] == longer[place]
        return place > self._placed(written) and (doubled or self._strange(written, place, place + more))

    def _slip(self, written: str, known: str, place: int) -> bool:
        """Tell whether one character stands for the other by mistake."""
        if _NUMBER.match(written[place]) or _NUMBER.match(known[place]):
            return False
        if _confused(written[place], known[place]):
            return True
        return len(written) > _SHORT and place > self._placed(written) and self._strange(written, place, place + 1)

    def _placed(self, name: str) -> int:
        """Return where the place that made a local law ends in its name, -1 without one."""
        found = _PLACE.match(name)
        return found.end() - 1 if found else -1

    def _strange(self, written: str, begin: int, end: int) -> bool:
        """Tell whether the pairs of characters around a stretch stand in no known name."""
        around = written[max(0, begin - 1) : end + 1]
        return not any(self._pairs["".join(pair)] for pair in pairwise(around))


def suggested(near: Iterable[str]) -> str:
    """Return the question that is put for names that may be meant, empty without one."""
    names = "或".join(map(quoted, near))
    return f"，是否为{names}？" if names else ""


@cache
def _groups() -> tuple[str, ...]:
    table = tomllib.loads(files("corpus").joinpath("data", "lookalikes.toml").read_text("utf-8"))
    return tuple(table["names"]["groups"])


@cache
def _confused(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _groups())
