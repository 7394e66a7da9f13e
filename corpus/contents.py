"""Units without an article number, by the name that their text gives them: 序言, 附件一, 全文, 三、."""

import re
from datetime import date

from corpus import numerals
from corpus.errors import ArticleNotFound
from corpus.law import Article, Provision
from corpus.library import Library
from corpus.parsing.annexes import same_annex
from corpus.titles import quoted

_POINT = re.compile(rf"第?([{numerals.NUMERAL}]+)(?:点|、)")
_LISTED = 12


def named_unit(library: Library, law: str, name: str, *, as_of: date, version: str | None = None) -> Article:
    """Return the one unit without an article number that a name means, as of a day or of a version that is named.

    An article is never given by a name of this kind. Raises what Library.version raises, and ArticleNotFound where no
    unit is called so, or several are.
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
    raise ArticleNotFound(f"{title}没有收录“{wanted}”；{_told(others)}")


def _written(name: str) -> str:
    point = _POINT.fullmatch(name)
    no = numerals.parse(point[1]) if point else None
    return f"{numerals.chinese(no)}、" if no else name


def _told(others: list[Provision]) -> str:
    if not others:
        return "馆藏文本除条文外没有别的单元"
    more = f"等{len(others)}个" if len(others) > _LISTED else ""
    return "不分条号的单元有：" + "、".join(f"“{unit.label}”" for unit in others[:_LISTED]) + more
