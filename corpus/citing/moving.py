"""What the number of an article stood for in the other texts of its law: numbers move when a law is revised."""

from dataclasses import dataclass

from corpus.citing.wording import Wording
from corpus.comparing.matching import matched
from corpus.law import ArticleNumber, Provision, Version
from corpus.library import Library


@dataclass(frozen=True, slots=True)
class Namesake:
    """The unit of the same number in another text, and what it is in the text of the day: None, nothing there."""

    version: Version
    unit: Provision
    now: Provision | None


def year_of(version: Version, other: Version) -> str:
    """Name a version beside another text of its work: by its year where that tells them apart."""
    years = version.label[:4], other.label[:4]
    return f"{years[0]}年文本" if years[0] != years[1] and years[0].isdigit() else f"{version.label}公布的文本"


class Texts:
    """The texts of a library as citations are held against them; each is read once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._wordings: dict[str, Wording] = {}
        self._versions: dict[str, tuple[Version, ...]] = {}
        self._moves: dict[tuple[str, str], dict[str, Provision]] = {}

    def wording(self, version: str) -> Wording:
        """Return the units of a version."""
        if version not in self._wordings:
            self._wordings[version] = Wording(self._library.units(version))
        return self._wordings[version]

    def versions(self, work: str) -> tuple[Version, ...]:
        """Return the texts of a work, oldest first."""
        if work not in self._versions:
            self._versions[work] = self._library.versions(work)
        return self._versions[work]

    def others(self, version: Version) -> tuple[Version, ...]:
        """Return the other texts of the work, the nearest first, of two as near the older."""
        held = self.versions(version.work)
        place = [one.id for one in held].index(version.id)
        order = sorted(range(len(held)), key=lambda at: (abs(at - place), at))
        return tuple(held[at] for at in order if at != place)

    def namesakes(self, version: Version, number: ArticleNumber) -> tuple[Namesake, ...]:
        """Return the units of this number in the other texts that are not the unit of this number in `version`."""
        found = []
        for other in self.others(version):
            unit = self.wording(other.id).numbered(number)
            now = self._moved(other, version).get(unit.id) if unit else None
            if unit and (now is None or now.number != number):
                found.append(Namesake(other, unit, now))
        return tuple(found)

    def become(self, version: Version, old: Version, unit: Provision) -> Namesake:
        """Say of a unit of another text what it is in `version`."""
        return Namesake(old, unit, self._moved(old, version).get(unit.id))

    def now_called(self, version: Version, other: Version) -> str:
        """Name the text of the day beside another one: 现行文本 where no later one is held."""
        last = self.versions(version.work)[-1].id == version.id
        return "现行文本" if last else f"当日适用的{year_of(version, other)}"

    def moved(self, version: Version, one: Namesake) -> str:
        """Say in Chinese what the article of the other text is in the text of the day."""
        old, now = f"{year_of(one.version, version)}的{one.unit.label}", self.now_called(version, one.version)
        return f"{old}是{now}的{one.now.label}" if one.now else f"{old}在{now}中没有对应的条文"

    def _moved(self, other: Version, version: Version) -> dict[str, Provision]:
        """Return by the id of each unit of another text what it is in `version`, as far as its words tell."""
        if (other.id, version.id) not in self._moves:
            held = self.versions(version.work)
            older = held.index(other) < held.index(version)
            first, second = (other, version) if older else (version, other)
            pairs = matched(self.wording(first.id).units, self.wording(second.id).units)
            both = [(pair.old, pair.new) if older else (pair.new, pair.old) for pair in pairs]
            self._moves[other.id, version.id] = {theirs.id: ours for theirs, ours in both if theirs and ours}
        return self._moves[other.id, version.id]
