"""The list of what a search found as a file: JSON, CSV for Excel, Word."""

import csv
import io
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pydantic_core import to_json

from service.exports.paper import DOCX
from service.law.found import FoundArticle, FoundPage
from service.law.searching import Mode, Search, find

if TYPE_CHECKING:
    from service.assembly import Assembly

# A list that a person goes through; whoever wants more narrows the search, and bulk search has no such limit.
LONGEST: Final = 1000
_COLUMNS: Final = (
    "序号", "法规名称", "条号", "款", "效力", "层级", "制定机关", "地区", "公布日期", "施行日期", "章节", "条文",
    "为什么列出", "地址",
)  # fmt: skip
# A cell that begins so is a formula to Excel.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """Kinds of files."""

    JSON = "json"
    CSV = "csv"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return {"json": "application/json", "csv": "text/csv; charset=utf-8", "docx": DOCX}[self.value]


@dataclass(frozen=True, slots=True)
class Exported:
    """What a JSON export says: the search, and its first hits, `total` of all."""

    query: str
    mode: Mode
    filters: tuple[tuple[str, str], ...]
    made: date
    shown: int
    found: FoundPage


def file_name(day: date, kind: Format) -> str:
    """Return how the file is called."""
    return f"法条检索结果（{day.isoformat()}）.{kind}"


def export(parts: "Assembly", search: Search, kind: Format) -> bytes:
    """Search, and return the first LONGEST hits as a file. Raises what find() raises."""
    found = find(parts, replace(search, limit=LONGEST, cursor=None))
    given = (*search.given, *(("level", level.value) for level in search.levels))
    exported = Exported(search.query, search.mode, given, parts.today(), len(found.hits), found)
    if kind is Format.JSON:
        return to_json(exported, indent=2)
    if kind is Format.CSV:
        return _csv(exported)
    from service.exports.resultlist import written  # Word alone takes a tenth of a second to import

    return written(_heading(exported), exported.found)


def _heading(exported: Exported) -> list[str]:
    """Say what was asked, of which day, how much there is, and what the library covers."""
    found = exported.found
    told = [
        f"{'检索式' if exported.mode is Mode.EXACT else '检索词'}：{exported.query}",
        *(
            ["筛选：" + "；".join(f"{_NAMES[name]} {value}" for name, value in exported.filters)]
            if exported.filters
            else []
        ),
        f"按 {found.as_of} 的法；{found.bounds}",
        f"{'共' if found.total_exact else '至少'} {found.total} 条，列出前 {exported.shown} 条（最多 {LONGEST} 条）",
        *([f"另有地方规定 {found.local_total} 条，没有列入"] if found.local_total else []),
        found.covers,
        f"{exported.made} 由回音导出；线索，不是法律意见，引用前请核对公布的文本",
    ]
    return [*told, *found.notes]


_NAMES: Final = {
    "work": "法规",
    "level": "层级",
    "issuer": "机关",
    "region": "地区",
    "state": "效力",
    "promulgated": "公布日期",
    "effective": "施行日期",
    "year": "年份",
}


def _csv(exported: Exported) -> bytes:
    """Return a table that Excel opens as it is: UTF-8 with its mark, the heading above the columns."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerows([_plain(line)] for line in _heading(exported))
    table.writerow(_COLUMNS)
    for place, one in enumerate(exported.found.hits, start=1):
        table.writerow([place, *map(_plain, _row(one))])
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(one: FoundArticle) -> tuple[str, ...]:
    return (
        one.law,
        one.label,
        str(one.paragraph or ""),
        one.state_text,
        one.level,
        one.issuer or "未知",
        one.region or "全国",
        one.promulgated.isoformat() if one.promulgated else "未知",
        one.effective_from.isoformat() if one.effective_from else "未知",
        one.path,
        one.text,
        one.reason,
        one.address,
    )
