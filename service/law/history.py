"""One article through the texts of its law: what it was called, how it read, which words changed."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.comparing.comparison import Change, Pair, paired
from corpus.comparing.matching import matched
from corpus.law import Article, Provision, Version, VersionKind
from corpus.library import Library
from corpus.spans import Span
from corpus.validity.states import judge
from service.law.statutes import numbers

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Stage:
    """The article in one text of the law; `text` None: that text has no article that became this one.

    `change` is against the text held before it, None in the first; `cut` are places in that one's `text`, `put` in
    this one's. `computed`: the number changed, and only its words say that it is the same article.
    """

    version: str
    kind: VersionKind
    promulgated: date | None
    effective_from: date | None
    serves_from: date | None  # from this day on the library gives this text; None: it cannot be said
    state_text: str
    source: str
    known_until: date | None
    label: str | None
    article: int | None
    article_sub: int
    text: str | None
    change: Change | None
    computed: bool
    cut: tuple[Span, ...]
    put: tuple[Span, ...]
    shown: bool  # this is the text that was asked for
    version_id: str
    provision_id: str | None


def history(parts: "Assembly", provision: str, *, as_of: date) -> tuple[Stage, ...]:
    """Follow a unit through all texts that the library holds of its law, oldest first; raises ArticleNotFound."""
    here = parts.library.provision(provision, as_of=as_of)
    held = parts.library.versions(here.version.work)
    units = _followed(parts.library, held, here)
    return tuple(
        _stage(version, judge(version, held, as_of).told, unit, pair, shown=version == here.version)
        for version, unit, pair in zip(held, units, (None, *map(_step, units, units[1:])), strict=True)
    )


def _step(before: Provision | None, unit: Provision | None) -> Pair | None:
    return paired(before, unit) if before or unit else None


def _stage(version: Version, state: str, unit: Provision | None, pair: Pair | None, *, shown: bool) -> Stage:
    article, article_sub = numbers(unit.number if unit else None)
    return Stage(
        version=version.label,
        kind=version.kind,
        promulgated=version.promulgated,
        effective_from=version.effective_from,
        serves_from=version.serves_from,
        state_text=state,
        source=version.source,
        known_until=version.known_until,
        label=unit.label if unit else None,
        article=article,
        article_sub=article_sub,
        text=unit.text if unit else None,
        change=pair.change if pair else None,
        computed=pair is not None and pair.computed,
        cut=pair.cut if pair else (),
        put=pair.put if pair else (),
        shown=shown,
        version_id=version.id,
        provision_id=unit.id if unit else None,
    )


def _followed(library: Library, held: tuple[Version, ...], here: Article) -> list[Provision | None]:
    """Return the unit in each text, matched from one text to the next; once lost it stays lost."""
    start = [version.id for version in held].index(here.version.id)
    found: list[Provision | None] = [None] * len(held)
    found[start] = here.provision
    for place in range(start, 0, -1):
        pairs = matched(library.units(held[place - 1].id), library.units(held[place].id))
        found[place - 1] = next((one.old for one in pairs if one.new and one.new == found[place]), None)
    for place in range(start, len(held) - 1):
        pairs = matched(library.units(held[place].id), library.units(held[place + 1].id))
        found[place + 1] = next((one.new for one in pairs if one.old and one.old == found[place]), None)
    return found
