"""/v1/statutes: search, and one article on one day."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from corpus.law import Level
from service.answers import FoundPage, Shown
from service.errors import RESPONSES
from service.inputs import Day
from service.routes.parts import Parts
from service.statutes import LONGEST_PAGE, Search, find, number_of, show, show_unit

router = APIRouter(prefix="/v1/statutes", tags=["法规"], responses=RESPONSES)

AsOf = Annotated[Day | None, Query(description="按哪一天的法；不写为今天")]


@router.get("/search", summary="检索法条")
def search(  # noqa: PLR0917 - the parameters of the address, one each
    parts: Parts,
    q: Annotated[str, Query(min_length=1, max_length=2000, pattern=r"\S", description="词语、问题，或一条引用")],
    as_of: AsOf = None,
    level: Annotated[list[Level] | None, Query(description="只要这些层级")] = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 20,
    cursor: Annotated[str | None, Query(description="上一页的 next")] = None,
) -> FoundPage:
    """明确的引用排在最前；`highlights` 是 `text` 中的位置。"""
    return find(parts, Search(q, as_of=as_of, levels=tuple(level or ()), limit=limit, cursor=cursor))


@router.get("/{law}/articles/{no}", summary="一条法条在某一天的文本")
def article(
    parts: Parts,
    law: Annotated[str, Path(description="法规编号或名称")],
    no: Annotated[str, Path(pattern=r"^\d{1,4}(-\d{1,2})?$", description="120，或 120-1（第一百二十条之一）")],
    as_of: AsOf = None,
) -> Shown:
    """文本、版本、效力及其依据、来源截至哪一天。"""
    return show(parts, law, number_of(no), as_of=as_of)


@router.get("/{law}/units/{name}", summary="没有条号的单元在某一天的文本")
def unit(
    parts: Parts,
    law: Annotated[str, Path(description="法规编号或名称")],
    name: Annotated[str, Path(description="序言、附件一、全文，或 三、（没有条的文件的第三点）", max_length=40)],
    as_of: AsOf = None,
) -> Shown:
    """与条文相同，`article` 为 null。"""
    return show_unit(parts, law, name, as_of=as_of)
