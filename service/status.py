"""What serves, since which content, and whether it serves at all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from corpus.errors import HuiyinError
from corpus.law import Coverage
from indexing.build import Source, outdated
from indexing.engine import Kind

if TYPE_CHECKING:
    from service.assembly import Assembly

TITLES: Final = {Kind.STATUTES: "法条", Kind.CASES: "类似事项"}
PROBE: Final = "法"  # one character that every statute book and most letters hold


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """One index; `outdated` says in Chinese why a build is due, None where none is.

    `vectors`: how many of the entries have theirs, None where none are wanted. `since`: the moment from which it
    serves, ISO 8601 in the time of China.
    """

    kind: str
    title: str
    name: str | None
    sequence: int | None
    count: int
    outdated: str | None
    vectors: int | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The whole installation at this moment; `reason` says why it is not ready."""

    ready: bool
    reason: str | None
    engine: str
    indexes: tuple[IndexStatus, ...]
    coverage: Coverage
    letters: int
    cases: int
    model: str


def status(parts: "Assembly") -> Status:
    """Say what is there; an index that cannot be reached is told, not raised."""
    reason: str | None = None
    engine, found = "检索引擎连不上", tuple[IndexStatus, ...]()
    try:
        engine = parts.engine.describe()
        found = indexes(parts)
        check(parts)
    except HuiyinError as error:
        reason = str(error)
    letters, cases = parts.register.count()
    return Status(
        ready=reason is None,
        reason=reason,
        engine=engine,
        indexes=found,
        coverage=parts.library.coverage(),
        letters=letters,
        cases=cases,
        model=parts.models.topics.id,
    )


def indexes(parts: "Assembly") -> tuple[IndexStatus, ...]:
    """Say which generations serve and whether they hold what the record holds."""
    return (_index(parts, parts.statute_source), _index(parts, parts.case_source))


def check(parts: "Assembly") -> None:
    """Search once in each index; raises IndexUnavailable where that does not work."""
    parts.statutes.find(PROBE, as_of=parts.today(), limit=1)
    parts.cases.similar(PROBE, limit=1)


def _index(parts: "Assembly", source: Source) -> IndexStatus:
    serving = parts.engine.serving(source.kind)
    return IndexStatus(
        kind=source.kind,
        title=TITLES[source.kind],
        name=serving.name if serving else None,
        sequence=serving.sequence if serving else None,
        count=serving.count if serving else 0,
        outdated=outdated(parts.engine, source, serving),
        vectors=parts.engine.learned(source.kind)
        if parts.encoder and serving and source.kind is Kind.STATUTES
        else None,
        since=serving.since.astimezone(parts.now().tzinfo).isoformat(timespec="seconds")
        if serving and serving.since
        else None,
    )
