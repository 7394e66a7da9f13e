"""How a unit of law becomes an entry of the index: what is ranked, what it is filtered by, what a hit gives back."""

import inspect
import sys
from collections.abc import Iterator
from datetime import date

from corpus.law import Provision, Version, Work
from corpus.library import Library
from indexing.encoding import Encoder
from indexing.engine import FOREVER, UNKNOWN_DAY, Entry, Kind


class Provisions:
    """The statute library as the source of an index; every version of every unit is an entry."""

    kind = Kind.STATUTES

    def __init__(self, library: Library, encoder: Encoder | None = None) -> None:
        """`encoder` is whose vectors the generation will hold: those of two must never stand in one."""
        self._library = library
        self._encoder = encoder

    @property
    def shape(self) -> str:
        """The wording of this file and the encoder's name: whatever changes here asks for a new generation."""
        return inspect.getsource(sys.modules[__name__]) + (self._encoder.name if self._encoder else "")

    def sequence(self) -> int:
        """State of the library, growing with every import."""
        return self._library.sequence()

    def count(self) -> int:
        """How many units are held."""
        return self._library.coverage().provisions

    def entries(self) -> Iterator[Entry]:
        """Yield all units with the days on which their text is the one in force."""
        for work, version, provision in self._library.provisions():
            yield entry_of(work, version, provision)


def passage_of(work: Work, provision: Provision) -> str:
    """Return what an encoder reads of a unit: short title, nearest heading, text; its query side is trained on this."""
    return f"{work.short} {provision.path[-1] if provision.path else ''}\n{provision.text}"


def day_of(day: date) -> int:
    """Return yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def entry_of(work: Work, version: Version, provision: Provision) -> Entry:
    """Return the entry of one unit.

    Ranked is law + headings + text: on 942 questions of STARD against the wheel's articles that ranked best
    (DESIGN); the title as a field of its own did not help. A text promulgated and not yet in force begins with its
    commencement; where none is proved it is kept from the day on which the library gives it.
    """
    begins = version.effective_from or version.serves_from
    number = provision.number
    return Entry(
        id=provision.id,
        text=provision.text,
        ranked="\n".join((work.title, *provision.path, provision.text)),
        keys={
            "work": (work.id,),
            "level": (work.level,),
            "issuer": (work.issuer,) if work.issuer else (),
            "region": (work.region,) if work.region else (),
        },
        begins=day_of(begins) if begins else UNKNOWN_DAY,
        ends=day_of(version.serves_to) if version.serves_to else FOREVER,
        shown={
            "law_id": work.id,
            "law": work.title,
            "level": work.level,
            "version": version.label,
            "label": provision.label,
            "article": number.no if number else None,
            "article_sub": (number.sub or None) if number else None,
            "path": " ".join(provision.path),
            "text": provision.text,
            "effective_from": version.effective_from.isoformat() if version.effective_from else None,
        },
        passage=passage_of(work, provision),
    )
