"""Which articles of a text speak of what is said somewhere: by the runs of characters that few of them have."""

import re
from collections.abc import Sequence

from corpus.law import ArticleNumber, Provision

_HAN = re.compile(r"[一-鿿]+")
# A pair of characters in more than this share of a law's articles, and in more than so many of a short one's, tells
# none of them from another.
_COMMON, _FEW_UNITS = 0.08, 5
# How many rare runs another article must share, and what share of all rare runs these must be.
_RUNS, _SHARE = 4, 0.3
_FEW = 8


class Wording:
    """The units of one version, and which of them have which runs of characters."""

    def __init__(self, units: Sequence[Provision]) -> None:
        self.units = tuple(units)
        self._having: dict[str, list[int]] = {}

    def rare(self, said: str) -> dict[str, int]:
        """Return the runs of what is said that few units have, and how many; of another law's it has none."""
        having = self._runs()
        limit = max(_FEW_UNITS, _COMMON * len(self.units))
        counts = {gram: len(having.get(gram, ())) for gram in grams(said)}
        return {gram: count for gram, count in counts.items() if 0 < count <= limit}

    def weight(self, unit: Provision, said: str) -> float:
        """Say how much of what is said is the unit's own: its rare runs there, the rarer the more."""
        rare = self.rare(said)
        return sum(1 / rare[gram] for gram in rare.keys() & grams(unit.text))

    def likely(self, said: str) -> tuple[Provision, ...]:
        """Return the few units that may speak of it, those with the rarest of its runs first."""
        weights: dict[int, float] = {}
        for gram, count in self.rare(said).items():
            for place in self._runs()[gram]:
                weights[place] = weights.get(place, 0.0) + 1 / count
        best = sorted(weights, key=lambda place: (-weights[place], place))
        return tuple(self.units[place] for place in best[:_FEW])

    def speaks(self, unit: Provision, said: str) -> bool:
        """Tell whether a unit has enough of the runs to be the one that is meant."""
        rare = self.rare(said)
        return len(rare.keys() & grams(unit.text)) >= max(_RUNS, _SHARE * len(rare))

    def numbered(self, number: ArticleNumber | None) -> Provision | None:
        """Return the unit of this number."""
        return next((unit for unit in self.units if number and unit.number == number), None)

    def _runs(self) -> dict[str, list[int]]:
        if not self._having:
            for place, unit in enumerate(self.units):
                for gram in grams(unit.text):
                    self._having.setdefault(gram, []).append(place)
        return self._having


def grams(text: str) -> frozenset[str]:
    """Return the runs of two and of four Chinese characters: 殴打他人 in a row says more than 殴打 and 他人."""
    runs = _HAN.findall(text)
    return frozenset(run[at : at + size] for run in runs for size in (2, 4) for at in range(len(run) - size + 1))
