"""A law as a whole, and what a person writes down to be shown: an article, a unit, a law."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus import numerals
from corpus.citing.outline import missing_unit, words_of
from corpus.citing.records import Target
from corpus.errors import ArticleNotFound, InvalidQuery
from corpus.law import Level, Provision, State, VersionKind
from corpus.titles import quoted, tidy
from corpus.validity.states import judge
from service.answers import Shown
from service.law.statutes import article_written, numbers, show, show_unit, shown

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """One text of a law that the library holds."""

    version: str
    kind: VersionKind
    effective_from: date | None
    state_text: str
    version_id: str


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a text in its order; `text` stands only with units that are no articles."""

    label: str
    article: int | None
    article_sub: int
    path: tuple[str, ...]
    text: str | None
    provision_id: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A law as of a day: its texts, and the units of the text of that day. `state` and `state_text` as in Shown."""

    law: str
    version: str
    state: State
    state_text: str
    evidence: str
    known_until: date | None
    superseded_by: str | None
    as_of: date
    level: Level
    issuer: str | None
    source: str
    law_id: str
    versions: tuple[HeldVersion, ...]
    units: tuple[Unit, ...]


# 宪法 序言, 《船舶吨税法》附件, 香港基本法附件1, 批复 全文, 决定 第三点
_UNIT: Final = re.compile(
    r"\s*《?(?P<law>.+?)》?\s*(?P<unit>[序前]言|引言|全文|附(?:件|表|录|图)?[一二三四五六七八九十\d]*"
    r"|第?(?:\d{1,3}|[一二三四五六七八九十百]{1,5})(?:点|、))\s*"
)


_N: Final = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
# 民法典第1254条第2款, 刑法 234 第二款 第一项, 第120条之一第(三)项第2目: the article, and what is meant of it.
_WITHIN: Final = re.compile(
    rf"(?P<article>.+?)(?:\s*第?\s*(?P<paragraph>{_N})\s*款)?(?:\s*第?\s*\(?(?P<item>{_N})\)?\s*项)?"
    rf"(?:\s*第?\s*(?P<subitem>{_N})\s*目)?\s*"
)
_NUMBERED: Final = re.compile(r"[第\d(（].*")
# 刑法(2020年修正) 169, 《治安管理处罚法》(2012)第43条, 治安管理处罚法 2012 43: behind a year without brackets an
# article must stand, since 民法典 1254 is one itself.
_MADE: Final = r"年?(?:修正|修订|修改|公布|颁布|发布|通过|制定)?的?(?:文本|本|版)?"
_NAMED: Final = re.compile(
    rf"\s*《?(?P<law>.+?)》?\s*(?:\((?P<year>\d{{4}}(?:-\d\d){{0,2}}){_MADE}\)》?(?P<rest>.*)"
    rf"|\s(?P<bare>(?:19|20)\d\d){_MADE}》?(?P<article>\s*第?{_N}条.*|\s+\d{{1,4}}(?![\d款项]).*))"
)


def show_written(
    parts: "Assembly", written: str, *, as_of: date | None, version: str | None = None
) -> Shown | Contents:
    """Return what a person wrote down: an article, a unit of it or one without a number, a unit's id, or a law.

    The year of a text behind the name of its law asks for that text. Raises what the library raises, ArticleNotFound
    for a 款, 项 or 目 that the article has not, and InvalidQuery where the number behind the name of a law cannot be
    read.
    """
    day, plain = as_of or parts.today(), unicodedata.normalize("NFKC", written)
    if "#" in plain:
        return shown(parts.library.provision(written.strip(), as_of=day))
    plain, named = version_written(plain, parts.library.titles())
    version = version or named
    name = tidy(plain).removeprefix("《").removesuffix("》")
    if name in parts.library.titles():
        return contents(parts, name, as_of=day, version=version)
    if unit := unit_written(plain):
        return show_unit(parts, *unit, as_of=day, version=version)
    within = _WITHIN.fullmatch(plain)
    article = article_written(within["article"]) if within else None
    if within and article and not article[0][-1].isdigit():  # 12540 is no article of 民法典1
        return _marked(show(parts, *article, as_of=day, version=version), within)
    _refuse_unread(name, parts.library.titles())
    return contents(parts, name, as_of=day, version=version)


def version_written(written: str, titles: Mapping[str, tuple[str, ...]]) -> tuple[str, str | None]:
    """Part the version that a person named behind a law from the rest: 刑法(2020修正) 169 is 刑法 169 of 2020.

    A year that belongs to the title itself names no version (宪法修正案（2004年）).
    """
    found = _NAMED.fullmatch(written)
    if found is None or tidy(found["law"]) not in titles:
        return written, None
    whole = tidy(written[: found.start("rest")]) if found["year"] else ""
    if whole.replace("《", "").replace("》", "") in titles:
        return written, None
    return f"{found['law']} {(found['rest'] or found['article'] or '').strip()}".strip(), found["year"] or found["bare"]


def _refuse_unread(written: str, titles: Mapping[str, tuple[str, ...]]) -> None:
    """Raise InvalidQuery where a known name stands before something that is no number of an article: 民法典 0."""
    for end in range(len(written) - 1, 1, -1):
        law, rest = written[:end].strip("《》"), written[end:].lstrip("》")
        if law in titles and _NUMBERED.fullmatch(rest):
            how = "条号从1起，如“民法典 1254”“刑法120之1”"
            raise InvalidQuery(f"{quoted(law)}后面的“{rest}”读不出是哪一条；{how}")


def _marked(article: Shown, within: re.Match[str]) -> Shown:
    """Mark the 款, 项 or 目 of an article that was asked for."""
    asked = {kind: numerals.parse(within[kind]) for kind in ("paragraph", "item", "subitem") if within[kind]}
    if not asked:
        return article
    target = Target(paragraph=asked.get("paragraph"), item=asked.get("item"), subitem=asked.get("subitem"))
    if missing := missing_unit(article.text, target):
        raise ArticleNotFound(f"{quoted(article.law)}（{article.version}公布的文本）{article.label}{missing[1]}")
    words = words_of(article.text, paragraph=target.paragraph, item=target.item, subitem=target.subitem)
    kinds = {"paragraph": "款", "item": "项", "subitem": "目"}
    name = "".join(f"第{numerals.chinese(number or 1)}{kinds[kind]}" for kind, number in asked.items())
    return replace(article, unit=name, unit_text=words)


def unit_written(written: str) -> tuple[str, str] | None:
    """Read the law and the name of a unit without a number that a person wrote down; None where it is none."""
    found = _UNIT.fullmatch(unicodedata.normalize("NFKC", written))
    return (found["law"], found["unit"]) if found else None


def contents(parts: "Assembly", law: str, *, as_of: date, version: str | None = None) -> Shown | Contents:
    """Return the versions and units of a law as of a day; a text that is one unit only is shown itself."""
    library = parts.library
    chosen = library.version(law, as_of=as_of, name=version)
    units = library.units(chosen.id)
    if len(units) == 1:
        return shown(library.provision(units[0].id, as_of=as_of))
    work, held = library.work(chosen.work), library.versions(chosen.work)
    validity = judge(chosen, held, as_of)
    return Contents(
        law=work.title,
        version=chosen.label,
        state=validity.state,
        state_text=validity.told,
        evidence=validity.evidence,
        known_until=validity.known_until,
        superseded_by=validity.superseded_by,
        as_of=as_of,
        level=work.level,
        issuer=work.issuer,
        source=chosen.source,
        law_id=work.id,
        versions=tuple(HeldVersion(v.label, v.kind, v.effective_from, judge(v, held, as_of).told, v.id) for v in held),
        units=tuple(map(_unit, units)),
    )


def _unit(unit: Provision) -> Unit:
    text = unit.text if unit.number is None else None
    return Unit(unit.label, *numbers(unit.number), unit.path, text, unit.id)
