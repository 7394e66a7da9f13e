"""A law as a whole, and what a person writes down to be shown: an article, a unit, a law."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus.law import Level, Provision, State, VersionKind
from corpus.titles import tidy
from corpus.validity.states import judge
from service.answers import Shown
from service.statutes import article_written, numbers, show, show_unit, shown

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


def show_written(
    parts: "Assembly", written: str, *, as_of: date | None, version: str | None = None
) -> Shown | Contents:
    """Return what a person wrote down: an article, a unit without a number, a unit's id, or a law as a whole.

    Raises what the library raises.
    """
    day, plain = as_of or parts.today(), unicodedata.normalize("NFKC", written)
    if "#" in plain:
        return shown(parts.library.provision(written.strip(), as_of=day))
    name = tidy(plain).removeprefix("《").removesuffix("》")
    if name in parts.library.titles():
        return contents(parts, name, as_of=day, version=version)
    if unit := unit_written(plain):
        return show_unit(parts, *unit, as_of=day, version=version)
    if article := article_written(plain):
        return show(parts, *article, as_of=day, version=version)
    return contents(parts, name, as_of=day, version=version)


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
