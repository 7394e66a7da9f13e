"""/v1/statutes/search: search of statutes, its parameters, and the list of its hits as a file."""

from dataclasses import replace
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Response

from corpus.law import Level
from indexing.page import Sorting
from service.errors import RESPONSES
from service.exports.export import Format, export, file_name
from service.inputs import Day
from service.law.found import FoundPage
from service.law.searching import LONGEST_PAGE, Mode, Search, find
from service.routes.parts import Parts

router = APIRouter(prefix="/v1/statutes", tags=["法规"], responses=RESPONSES)

Text = Annotated[str | None, Query(max_length=200, pattern=r"\S")]
_DAYS = "2020、2020-05-01、2018至2020、2020至、至2019"


def _filters(  # noqa: PLR0917 - the parameters of the address, one each
    law: Annotated[Text, Query(description="法规名称，可写简称；几部用顿号隔开")] = None,
    issuer: Annotated[Text, Query(description="制定机关")] = None,
    region: Annotated[Text, Query(description="地区，如 广东省；全国性的写 全国")] = None,
    state: Annotated[Text, Query(description="效力状态：现行有效、未知、尚未生效、已修改、已废止、失效、全部")] = None,
    promulgated: Annotated[Text, Query(description=f"公布日期：{_DAYS}")] = None,
    effective: Annotated[Text, Query(description=f"施行日期：{_DAYS}")] = None,
    year: Annotated[Text, Query(description="公布的年份")] = None,
) -> tuple[tuple[str, str], ...]:
    named = {
        "work": law,
        "issuer": issuer,
        "region": region,
        "state": state,
        "promulgated": promulgated,
        "effective": effective,
        "year": year,
    }
    return tuple((name, value) for name, value in named.items() if value)


def _search(  # noqa: PLR0917 - the parameters of the address, one each
    given: Annotated[tuple[tuple[str, str], ...], Depends(_filters)],
    q: Annotated[
        str, Query(min_length=1, max_length=2000, pattern=r"\S", description="词语、问题、引用；精确检索时为检索式")
    ],
    as_of: Annotated[Day | None, Query(description="按哪一天的法；不写为今天")] = None,
    level: Annotated[list[Level] | None, Query(description="只要这些层级")] = None,
    mode: Annotated[Mode, Query(description="question：词语和问题；exact：精确检索式")] = Mode.QUESTION,
    sort: Annotated[
        Sorting, Query(description="精确检索的排列：rank 层级，date 公布日期，relevance 相关")
    ] = Sorting.RANK,
) -> Search:
    return Search(q, as_of=as_of, levels=tuple(level or ()), mode=mode, sorting=sort, given=given)


Asked = Annotated[Search, Depends(_search)]


@router.get("/search", summary="检索法条")
def search(
    parts: Parts,
    asked: Asked,
    facets: Annotated[bool, Query(description="按层级、机关、地区、年份、效力计数")] = False,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 20,
    cursor: Annotated[str | None, Query(description="上一页的 next")] = None,
) -> FoundPage:
    """明确的引用排在最前；`highlights` 是 `text` 中的位置。精确检索不用语义、不用近义词，总数是准确的。"""
    return find(parts, replace(asked, facets=facets, limit=limit, cursor=cursor))


@router.get(
    "/search.{format}",
    summary="检索结果成文件（json、csv、docx）",
    response_class=Response,
    responses={200: {"content": {one.media_type: {} for one in Format}}},
)
def exported(parts: Parts, asked: Asked, format: Format) -> Response:  # noqa: A002 - the name in the address
    """前 1000 条；写明检索词、按哪一天的法、总数和法规库收录到哪一天。csv 可直接用 Excel 打开。"""
    day = asked.as_of or parts.today()
    # Names of files in headers are ASCII but in this form (RFC 6266).
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(day, format))}"
    return Response(
        export(parts, asked, format), media_type=format.media_type, headers={"Content-Disposition": disposition}
    )
