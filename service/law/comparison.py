"""Two texts of one law side by side, for whoever asks what changed."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.comparing.comparison import Change, Pair, compare
from corpus.errors import ArticleNotFound
from corpus.law import ArticleNumber, Provision, Version, VersionKind
from corpus.spans import Span
from corpus.titles import quoted
from corpus.validity.states import judge

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Changed:
    """One article of both texts, or of one; `cut` are words that went, `put` words that came.

    `cut_spans` are their places in `old_text`, `put_spans` in `new_text`. `computed`: the number changed, and only its
    words say that it is the same article.
    """

    change: Change
    old: str | None  # 第四十三条; None for what was added
    new: str | None  # None for what was removed
    cut: tuple[str, ...]
    put: tuple[str, ...]
    text: str  # the new text, of what was removed the old one
    computed: bool
    old_text: str | None
    new_text: str | None
    cut_spans: tuple[Span, ...]
    put_spans: tuple[Span, ...]
    old_id: str | None
    new_id: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two texts, and what is known of it on the day."""

    version: str
    kind: VersionKind
    promulgated: date | None
    effective_from: date | None
    state_text: str
    source: str
    known_until: date | None
    version_id: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two texts of a law, in the order of the new one.

    Articles that are the same are counted in `same`; among `changes` they stand only where the whole was asked for.
    `covers` says what the library holds and to which day.
    """

    law: str
    old: str
    new: str
    same: int
    changes: tuple[Changed, ...]
    law_id: str
    as_of: date
    texts: tuple[Compared, ...]  # the old one, the new one
    covers: str


def difference(
    parts: "Assembly",
    law: str,
    old: str,
    new: str,
    *,
    as_of: date | None = None,
    article: ArticleNumber | None = None,
    whole: bool = False,
) -> Difference:
    """Compare two texts named by their year, day or id; `article` is a number of the new text, else of the old one.

    Raises LawNotHeld, AmbiguousLaw, VersionNotHeld, and ArticleNotFound where neither text has the article.
    """
    library = parts.library
    day = as_of or parts.today()
    work = library.named(law, day)
    before, after = (library.version(work.id, as_of=day, name=name) for name in (old, new))
    pairs = compare(library.units(before.id), library.units(after.id))
    if article:
        pairs = _of(pairs, article, f"{quoted(work.title)}的{before.label}、{after.label}两个文本")
    same = sum(pair.change is Change.SAME for pair in pairs)
    held = library.versions(work.id)

    def compared(version: Version) -> Compared:
        return Compared(
            version=version.label,
            kind=version.kind,
            promulgated=version.promulgated,
            effective_from=version.effective_from,
            state_text=judge(version, held, day).told,
            source=version.source,
            known_until=version.known_until,
            version_id=version.id,
        )

    return Difference(
        law=work.title,
        old=before.label,
        new=after.label,
        same=same,
        changes=tuple(_changed(pair) for pair in pairs if whole or article or pair.change is not Change.SAME),
        law_id=work.id,
        as_of=day,
        texts=(compared(before), compared(after)),
        covers=library.coverage().told,
    )


def _of(pairs: tuple[Pair, ...], article: ArticleNumber, told: str) -> tuple[Pair, ...]:
    """Return the pair of an article."""

    def numbered(unit: Provision | None) -> bool:
        return unit is not None and unit.number == article

    found = [pair for pair in pairs if numbered(pair.new)] or [pair for pair in pairs if numbered(pair.old)]
    if not found:
        raise ArticleNotFound(f"{told}都没有第{article}条")
    return tuple(found[:1])


def _changed(pair: Pair) -> Changed:
    old, new = pair.old, pair.new
    return Changed(
        change=pair.change,
        old=old.label if old else None,
        new=new.label if new else None,
        cut=tuple(span.of(old.text) for span in pair.cut) if old else (),
        put=tuple(span.of(new.text) for span in pair.put) if new else (),
        text=new.text if new else old.text if old else "",
        computed=pair.computed,
        old_text=old.text if old else None,
        new_text=new.text if new else None,
        cut_spans=pair.cut,
        put_spans=pair.put,
        old_id=old.id if old else None,
        new_id=new.id if new else None,
    )
