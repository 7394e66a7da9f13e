"""Two texts of one law side by side, for whoever asks what changed."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.comparison import Change, Pair, compare

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class Changed:
    """One article that is not the same in both texts; `cut` are words that went, `put` words that came."""

    change: Change
    old: str | None  # 第四十三条; None for what was added
    new: str | None  # None for what was removed
    cut: tuple[str, ...]
    put: tuple[str, ...]
    text: str  # the new text, of what was removed the old one


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two texts of a law, in the order of the new one; articles that are the same are left out."""

    law: str
    old: str
    new: str
    same: int
    changes: tuple[Changed, ...]


def difference(parts: "Assembly", law: str, old: str, new: str, *, as_of: date | None = None) -> Difference:
    """Compare two texts named by their year or day; raises LawNotHeld, AmbiguousLaw or VersionNotHeld."""
    library = parts.library
    day = as_of or parts.today()
    before, after = (library.version(law, as_of=day, name=name) for name in (old, new))
    pairs = compare(library.units(before.id), library.units(after.id))
    changes = tuple(_changed(pair) for pair in pairs if pair.change is not Change.SAME)
    title = library.named(law, day).title
    return Difference(title, before.label, after.label, len(pairs) - len(changes), changes)


def _changed(pair: Pair) -> Changed:
    old, new = pair.old, pair.new
    return Changed(
        change=pair.change,
        old=old.label if old else None,
        new=new.label if new else None,
        cut=tuple(span.of(old.text) for span in pair.cut) if old else (),
        put=tuple(span.of(new.text) for span in pair.put) if new else (),
        text=new.text if new else old.text if old else "",
    )
