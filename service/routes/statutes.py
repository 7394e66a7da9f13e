"""/v1/statutes: one article on one day and what stands around it, two texts of a law."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Response

from service.answers import Shown
from service.errors import RESPONSES
from service.exports.paper import DOCX
from service.exports.sidebyside import file_name, table
from service.inputs import Day
from service.law.around import Around, around
from service.law.comparison import Difference, difference
from service.law.contents import Contents, contents
from service.law.history import Stage, history
from service.law.statutes import number_of, show, show_unit
from service.routes.parts import Parts

router = APIRouter(prefix="/v1/statutes", tags=["法规"], responses=RESPONSES)

NUMBER = r"^\d{1,4}(-\d{1,2})?$"

Law = Annotated[str, Path(description="法规编号或名称")]
No = Annotated[str, Path(pattern=NUMBER, description="120，或 120-1（第一百二十条之一）")]
AsOf = Annotated[Day | None, Query(description="按哪一天的法；不写为今天")]
Version = Annotated[str | None, Query(max_length=100, description="哪一个文本：年份、日期或编号；不写为当日的文本")]
Old = Annotated[str, Query(min_length=1, max_length=100, description="旧文本：年份、日期（2012-10-26）或编号")]
New = Annotated[str, Query(min_length=1, max_length=100, description="新文本：年份、日期或编号")]


@router.get("/{law}", summary="一部法在某一天的文本：历次文本和各单元")
def law(parts: Parts, law: Law, as_of: AsOf = None) -> Contents | Shown:
    """只有一个单元的文件直接给出这个单元。"""
    return contents(parts, law, as_of=as_of or parts.today())


@router.get("/{law}/diff", summary="同一部法的两个文本有哪些不同")
def diff(  # noqa: PLR0917 - the parameters of the address, one each
    parts: Parts,
    law: Law,
    old: Old,
    new: New,
    article: Annotated[str | None, Query(pattern=NUMBER, description="只比较这一条（新文本的条号）")] = None,
    as_of: AsOf = None,
) -> Difference:
    """按词比较；空格、全半角、引号、数字写法不算不同。`computed` 为真的条号变动由程序按文字推算。"""
    return difference(parts, law, old, new, as_of=as_of, article=number_of(article) if article else None)


@router.get(
    "/{law}/diff.docx",
    summary="新旧条文对照表（Word 文件）",
    response_class=Response,
    responses={200: {"content": {DOCX: {"schema": {"type": "string", "format": "binary"}}}}},
)
def diff_docx(parts: Parts, law: Law, old: Old, new: New, as_of: AsOf = None) -> Response:
    """两栏：删去的划线，增加的加粗加下划线；推算的条号变动注明“推算”；末尾是来源和截至日期。"""
    found = difference(parts, law, old, new, as_of=as_of, whole=True)
    # Names of files in headers are ASCII but in this form (RFC 6266).
    disposition = f"attachment; filename*=UTF-8''{quote(file_name(found))}"
    return Response(table(found), media_type=DOCX, headers={"Content-Disposition": disposition})


@router.get("/{law}/articles/{no}", summary="一条法条在某一天的文本")
def article(parts: Parts, law: Law, no: No, as_of: AsOf = None, version: Version = None) -> Shown:
    """文本、版本、效力及其依据、来源截至哪一天。"""
    return show(parts, law, number_of(no), as_of=as_of, version=version)


@router.get("/{law}/articles/{no}/around", summary="一条法条的前后左右")
def article_around(parts: Parts, law: Law, no: No, as_of: AsOf = None) -> Around:
    """它引用的和引用它的（附原文），修改、解释它的，下位规定，历次文本，同章的条文。"""
    return around(parts, law, number_of(no), as_of=as_of)


@router.get("/{law}/articles/{no}/history", summary="一条法条的历次文本")
def article_history(parts: Parts, law: Law, no: No, as_of: AsOf = None) -> tuple[Stage, ...]:
    """从旧到新；`cut` 是前一文本中删去的位置，`put` 是本文本中增加的位置。"""
    found = show(parts, law, number_of(no), as_of=as_of)
    return history(parts, found.provision_id, as_of=found.as_of)


@router.get("/{law}/units/{name}", summary="没有条号的单元在某一天的文本")
def unit(
    parts: Parts,
    law: Law,
    name: Annotated[str, Path(description="序言、附件一、全文，或 三、（没有条的文件的第三点）", max_length=40)],
    as_of: AsOf = None,
    version: Version = None,
) -> Shown:
    """与条文相同，`article` 为 null。"""
    return show_unit(parts, law, name, as_of=as_of, version=version)
