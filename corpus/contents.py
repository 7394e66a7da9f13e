"""Units without an article number, by the name that their text gives them: 序言, 附件一, 全文, 三、."""

import re
from datetime import date
from functools import partial

from sqlalchemy import Connection, or_, select

from corpus import numerals
from corpus.errors import ArticleNotFound, UnitNotGiven
from corpus.law import Article, Provision, Version
from corpus.library import Library
from corpus.parsing.annexes import same_annex
from corpus.storing import tables
from corpus.titles import quoted, short_of

_POINT = re.compile(rf"第?([{numerals.NUMERAL}]+)(?:点|、)")
_POINTED = re.compile(r".+、|全文|引言|第\d+段")  # names that the program gives, which no text speaks of
_LISTED = 12


def named_unit(library: Library, law: str, name: str, *, as_of: date, version: str | None = None) -> Article:
    """Return the one unit without an article number that a name means, as of a day or of a version that is named.

    An article is never given by a name of this kind. Raises what Library.version raises, and ArticleNotFound where no
    unit is called so, or several are; UnitNotGiven where other words prove that the text has it.
    """
    chosen = library.version(law, as_of=as_of, name=version)
    others = [unit for unit in library.units(chosen.id) if unit.number is None]
    wanted = _written("".join(name.split()))
    found = [unit for unit in others if unit.label == wanted] or [u for u in others if same_annex(wanted, u.label)]
    if len(found) == 1:
        return library.provision(found[0].id, as_of=as_of)
    title = f"{quoted(library.work(chosen.work).title)}（{chosen.label}公布的文本）"
    if found:
        ids = "、".join(unit.id for unit in found)
        raise ArticleNotFound(f"{title}有{len(found)}处“{wanted}”，请用编号查询：{ids}")
    if place := _mentioned(library, chosen, wanted):
        told = f"{title}有“{wanted}”（{place}提到它），但来源没有给出它的文字，请查公布的文本"
        raise UnitNotGiven(told + _elsewhere(library, chosen, wanted))
    raise ArticleNotFound(f"{title}没有收录“{wanted}”；{_told(others)}")


def _elsewhere(library: Library, version: Version, name: str) -> str:
    held = [
        other.label
        for other in library.versions(version.work)
        if any(unit.number is None and same_annex(name, unit.label) for unit in library.units(other.id))
    ]
    return f"；{'、'.join(held)}公布的文本收录了它" if held else ""


def _mentioned(library: Library, version: Version, name: str) -> str | None:
    """Return where a text speaks of its own unit, or another text of that unit of it: the sources may lack it.

    刑法第四百五十二条 speaks of 附件一; the amendments of 宪法 change its 序言.
    """
    if _POINTED.fullmatch(name):
        return None
    own = (unit for unit in library.units(version.id) if re.search(rf"{name}(?![一二三四五六七八九十\d])", unit.text))
    if unit := next(own, None):
        return unit.label
    return library.ask(partial(_spoken_of, title=library.work(version.work).title, name=name))


def _spoken_of(db: Connection, title: str, name: str) -> str | None:
    """Return the last unit of another text that cites a law and names this unit behind its name."""
    cited, unit, held = tables.citations.c, tables.provisions.c, tables.versions.c
    query = (
        select(tables.works.c.title, unit.label)
        .join(tables.provisions, unit.id == cited.provision)
        .join(tables.versions, held.id == unit.version)
        .join(tables.works, tables.works.c.id == held.work)
        .where(cited.target == title, tables.works.c.title != title)
        .where(or_(*(unit.text.contains(f"{mark}{name}") for mark in (short_of(title), f"{short_of(title)}》"))))
        .order_by(held.promulgated.desc(), unit.ordinal)
        .limit(1)
    )
    found = db.execute(query).first()
    return f"{quoted(found.title)}{found.label}" if found else None


def _written(name: str) -> str:
    point = _POINT.fullmatch(name)
    no = numerals.parse(point[1]) if point else None
    return f"{numerals.chinese(no)}、" if no else name


def _told(others: list[Provision]) -> str:
    if not others:
        return "馆藏文本除条文外没有别的单元，来源可能没有给出"
    more = f"等{len(others)}个" if len(others) > _LISTED else ""
    return "不分条号的单元有：" + "、".join(f"“{unit.label}”" for unit in others[:_LISTED]) + more
