"""An annex whose later text, or whose amendment, the source left at the end of another annex of the same text.

The annexes of the basic laws of Hong Kong and Macau were replaced and amended one by one; the source holds the words
of 1990 and 1993 under their names, and all that came later behind 附件三.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest

from sqlalchemy import Connection, select

from corpus.clauses.commencement import DAY, day_of
from corpus.law import Article, Provision, State
from corpus.numerals import NUMERAL
from corpus.parsing.annexes import same_annex
from corpus.storing import rows, tables
from corpus.titles import short_of

_ANNEX = rf"附(?:件|表|录|图)[{NUMERAL}]*"
_DAY = re.compile(DAY)
_BEGINS = re.compile(rf"[^。\n]*自({DAY})起施行。[^。\n]*。?")


@dataclass(frozen=True, slots=True)
class Later:
    """What came in the place of an annex, or changed it: where it stands, and from which day (None: no day is told).

    `over`: the sentence there that ends the older text.
    """

    place: str
    day: date | None
    amends: bool
    over: str | None


def annexed(db: Connection, article: Article) -> Article:
    """Return an annex with the state that the other annexes of its text give it; everything else as it is.

    未知 where its words were replaced or changed: the annex itself goes on, and what is shown is not its text of the
    day. The evidence is the sentence that says so.
    """
    unit, validity = article.provision, article.validity
    if unit.number or not re.fullmatch(_ANNEX, unit.label) or validity.state is not State.IN_FORCE:
        return article
    query = select(tables.provisions).where(tables.provisions.c.version == unit.version)
    others = map(rows.provision, db.execute(query.where(tables.provisions.c.no.is_(None))))
    told = [one for one in later_texts(article.work.title, unit, others) if not one.day or one.day <= validity.as_of]
    if not told:
        return article
    last = max(told, key=lambda one: one.day or date.min)
    since = f"自{last.day.isoformat()}起" if last.day else "（日期未载明）"
    if last.over:
        words = f"{last.place}写明“{last.over}”：所示是原来的文字，{since}不再施行，{unit.label}的新文本见{last.place}"
    else:
        done = "修改了本附件" if last.amends else "是本附件的新文本"
        words = f"{last.place}{since}{done}，所示文字没有并入，不是当日的文本"
    evidence = f"{words}；{validity.evidence}"
    return replace(
        article, validity=replace(validity, state=State.UNKNOWN, evidence=evidence, superseded_by=last.place)
    )


def later_texts(title: str, unit: Provision, others: Iterable[Provision]) -> Iterator[Later]:
    """Yield the texts with the name of an annex in their heading that stand within other units of the same text."""
    names = "|".join(map(re.escape, {title, short_of(title)}))
    heading = re.compile(rf"^[《\s]*(?:{names})》?({_ANNEX})(?![所中第的])(\S*?)\s*$", re.MULTILINE)
    for other in others:
        if other.id == unit.id:
            continue
        heads = list(heading.finditer(other.text))
        for head, following in zip_longest(heads, heads[1:]):
            if same_annex(head[1], unit.label):
                body = other.text[head.end() : following.start() if following else None]
                yield _read(body, head[1], amends=head[2].endswith("修正案"), place=other.label)


def _read(body: str, name: str, *, amends: bool, place: str) -> Later:
    """Read the day and the end of the older text out of a text that begins with the line of its adoption."""
    opening = body.strip().split("\n")[0]
    passed = [day for found in _DAY.findall(opening) if (day := day_of(found))] if opening.startswith("（") else []
    ends = re.compile(rf"原{re.escape(name)}[^。]*不再(?:施行|适用)")
    over = next((found for found in _BEGINS.finditer(body) if ends.search(found[0])), None)
    day = day_of(over[1]) if over else max(passed, default=None)
    whole = over[0].lstrip(f"{NUMERAL}、").rstrip("。") if over else None
    kind = "修正案" if amends else "文本"
    year = f"{max(passed).year}年" if passed else ""
    return Later(f"{place}所附的{name}{year}{kind}", day, amends, whole)
