"""Rankings against what is known to be right: figures of several systems, floors, gains and losses against a run.

A document of a ranking is named as people would: 中华人民共和国民法典 1254. Metrics are those of ir-measures.
"""

import json
import statistics
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from corpus.errors import InvalidRecord
from corpus.gold import digest

DEEP: Final = 100  # hits that are looked at
# A question has gained or lost where its first right hit moved so far, in reciprocal rank, or its recall at 10 did.
_MOVED: Final = 1e-9
# Two libraries of about the same size are searched about equally hard.
_SAME_SIZE: Final = 0.02


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the documents that answer it, each with its grade."""

    id: str
    text: str
    gold: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one system answered: by question the documents, best first; the middle time of an answer."""

    system: str
    hits: Mapping[str, Sequence[str]]
    ms: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Means over the questions that a system was asked; `note` says where these are not all."""

    system: str
    questions: int
    values: Mapping[str, float]
    ms: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure that may not fall below its floor."""

    measure: str
    floor: float
    value: float

    @property
    def holds(self) -> bool:
        """Whether it does."""
        return self.value >= self.floor


@dataclass(frozen=True, slots=True)
class Floors:
    """What indexing/floors.toml says of a task; `because` says in Chinese why nothing can be held against it."""

    checked: tuple[Floor, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """A question whose answers are better or worse than in the run compared to: places of what is right, from 1."""

    id: str
    before: tuple[int, ...]
    now: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gains and losses of one system, the greatest first; `missing` questions stand in one of the runs only."""

    system: str
    gains: tuple[Moved, ...] = ()
    losses: tuple[Moved, ...] = ()
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Places of what is right by system and question, as they are stored."""

    about: Mapping[str, Any]  # task, split, what was searched, which data
    places: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)


def figures(ranking: Ranking, judged: Sequence[Judged], measures: Sequence[str], *, note: str = "") -> Figures:
    """Return the means of a ranking over the questions; what stands beyond its hits counts as not found."""
    import ir_measures

    wanted = {name: ir_measures.parse_measure(name) for name in measures}
    gold = {one.id: dict(one.gold) for one in judged}
    run = {one.id: {hit: -float(rank) for rank, hit in enumerate(ranking.hits[one.id])} for one in judged}
    found = ir_measures.calc_aggregate(list(wanted.values()), gold, run)
    return Figures(
        ranking.system, len(judged), {name: float(found[one]) for name, one in wanted.items()}, ranking.ms, note
    )


def middle(times: Sequence[float]) -> float:
    """Return the median of times; 0 of none."""
    return statistics.median(times) if times else 0.0


def places(ranking: Ranking, judged: Sequence[Judged]) -> dict[str, tuple[int, ...]]:
    """Return where the right documents stand, from 1, by question."""
    return {
        one.id: tuple(rank for rank, hit in enumerate(ranking.hits[one.id], start=1) if hit in one.gold)
        for one in judged
    }


def floors(task: str, found: Figures, *, data: Path, about: Mapping[str, int]) -> Floors:
    """Compare with the floors of a task; none are checked on other data or another library than they were set on."""
    table = tomllib.loads((files("indexing") / "floors.toml").read_text(encoding="utf-8"))[task]
    for name, expected in table["data"].items():
        if digest(data, name) != expected:
            return Floors(because=f"{name} 不是定底线时的那一份")
    for name, count in table.get("held", {}).items():
        if abs(about[name] - count) > count * _SAME_SIZE:
            return Floors(because=f"法规库里要找的有 {about[name]} 条，定底线时是 {count} 条")
    return Floors(tuple(Floor(name, floor, found.values[name]) for name, floor in table["floors"].items()))


def compare(system: str, before: Run, now: Mapping[str, tuple[int, ...]]) -> Comparison:
    """Tell which questions a system answers better or worse than in a stored run; raises InvalidRecord."""
    if system not in before.places:
        raise InvalidRecord(f"存下的那一次没有“{system}”，有 {'、'.join(before.places)}")
    old = before.places[system]
    both = sorted(old.keys() & now.keys())
    moved = [(_worth(now[one]) - _worth(old[one]), Moved(one, old[one], now[one])) for one in both]
    moved.sort(key=lambda pair: (-abs(pair[0]), pair[1].id))
    return Comparison(
        system,
        gains=tuple(one for change, one in moved if change > _MOVED),
        losses=tuple(one for change, one in moved if change < -_MOVED),
        missing=len(old.keys() ^ now.keys()),
    )


def _worth(found: tuple[int, ...]) -> float:
    """Say how good the places of right documents are: each counts the less, the further down it stands."""
    return sum(1 / place for place in found)


def store(run: Run, path: Path) -> None:
    """Write a run, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps({"about": run.about, "places": run.places}, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def stored(path: Path, *, task: str) -> Run:
    """Read a run of a task; raises InvalidRecord."""
    try:
        read = json.loads(path.read_bytes())
        systems = {
            system: {question: tuple(map(int, found)) for question, found in of.items()}
            for system, of in read["places"].items()
        }
        run = Run(dict(read["about"]), systems)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidRecord(f"{path} 不是 --run 存下的结果") from error
    if run.about.get("task") != task:
        raise InvalidRecord(f"{path} 是 {run.about.get('task')} 的结果，不是 {task} 的")
    return run
