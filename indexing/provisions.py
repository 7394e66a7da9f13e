"""How a unit of law becomes an entry of the index: what is ranked, what it is filtered by, what a hit gives back."""

import inspect
import sys
from collections.abc import Iterator, Mapping
from datetime import date

from corpus.law import ArticleNumber, Level, Provision, Version, Work
from corpus.library import Library
from corpus.validity.phases import Phases, phases_held
from indexing.encoding import Encoder
from indexing.engine import FOREVER, UNKNOWN_DAY, Entry, Kind
from indexing.fields import Day, Order

# The place of what is no local law, to filter by and to count.
NATIONAL = "全国"
# Between organs that issued together: 最高人民法院、最高人民检察院.
_AND = "、"
# Level's own order is that of effect.
_RANKS = {level: place for place, level in enumerate(Level)}


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
        through = self._library.ask(phases_held)
        for work, version, provision in self._library.provisions():
            yield entry_of(work, version, provision, through[version.id])

    def changes(self, after: int) -> None:
        """None: an import changes texts, days and relations of many, so a build follows it."""


def labels_of(shown: Mapping[str, str | int | None]) -> list[str]:
    """Return the labels by which a hit counts, as the engine has them."""
    issuer, promulgated = str(shown["issuer"] or ""), int(shown.get(Day.PROMULGATED) or 0)
    labels = [f"level={shown['level']}", f"region={shown['region'] or NATIONAL}"]
    labels += [f"issuer={one}" for one in issuer.split(_AND) if one]
    return [*labels, f"year={promulgated // 10_000}"] if promulgated else labels


def passage_of(work: Work, provision: Provision) -> str:
    """Return what an encoder reads of a unit: short title, nearest heading, text; its query side is trained on this."""
    return f"{work.short} {provision.path[-1] if provision.path else ''}\n{provision.text}"


def day_of(day: date) -> int:
    """Return yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def date_of(day: int) -> date:
    """Return the day that yyyymmdd is."""
    return date(day // 10_000, day // 100 % 100, day % 100)


def entry_of(work: Work, version: Version, provision: Provision, through: Phases) -> Entry:
    """Return the entry of one unit; `through` are the phases of its version.

    Ranked is law + headings + text: on 942 questions of STARD against the wheel's articles that ranked best
    (DESIGN); the title as a field of its own did not help. A text promulgated and not yet in force begins with its
    commencement; where none is proved it is kept from the day on which the library gives it.
    """
    begins = version.effective_from or version.serves_from
    days = _days(version, through)
    return Entry(
        id=provision.id,
        text=provision.text,
        ranked="\n".join((work.title, *provision.path, provision.text)),
        titles=(work.title, *provision.path),
        keys={
            "work": (work.id,),
            "level": (work.level,),
            "issuer": tuple(work.issuer.split(_AND)) if work.issuer else (),
            "region": (work.region or NATIONAL,),
            "year": (str(version.promulgated.year),) if version.promulgated else (),
            "end": (through.end,),
        },
        begins=day_of(begins) if begins else UNKNOWN_DAY,
        ends=day_of(version.serves_to) if version.serves_to else FOREVER,
        days=days,
        orders=_orders(work, version, provision),
        shown={
            **shown_of(work, version, provision),
            **{name.value: day for name, day in days.items()},
            "end": through.end.value,
        },
        passage=passage_of(work, provision),
    )


def _days(version: Version, through: Phases) -> dict[Day, int]:
    known = {Day.PROMULGATED: version.promulgated, Day.EFFECTIVE: version.effective_from}
    turns = {
        Day.BEGUN: through.begun,
        Day.CERTAIN: through.certain,
        Day.DOUBTFUL: through.doubtful,
        Day.OVER: through.over,
    }
    return {name: day_of(day) for name, day in (known | turns).items() if day}


def _orders(work: Work, version: Version, provision: Provision) -> dict[Order, str]:
    """Return texts that sort by order of effect, or by the day of promulgation; the newest law first, articles 1, 2, 3.

    A text without a known day comes after those that have one.
    """
    number = provision.number or ArticleNumber(0)
    newest = 99999999 - (day_of(version.promulgated) if version.promulgated else 0)
    law = f"{newest:08} {version.id} {number.no:05}{number.sub:03}"
    return {Order.RANK: f"{_RANKS[work.level]:02} {law}", Order.DATE: law}


def shown_of(work: Work, version: Version, provision: Provision) -> dict[str, str | int | None]:
    """Return what a hit gives back of a unit, the days of its states apart."""
    number = provision.number
    return {
        "law_id": work.id,
        "law": work.title,
        "level": work.level,
        "issuer": work.issuer,
        "region": work.region,
        "version": version.label,
        "version_id": version.id,
        "label": provision.label,
        "article": number.no if number else None,
        "article_sub": (number.sub or None) if number else None,
        "path": "\n".join(provision.path),
        "text": provision.text,
        "effective_from": version.effective_from.isoformat() if version.effective_from else None,
    }
