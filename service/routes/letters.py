"""/v1/letters: the store."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from service.answers import Delivered, Job, Kept, Purpose, Refusal
from service.errors import RESPONSES
from service.intake import take_in
from service.receiving.backlog import at_once_or_later
from service.routes.jobs import LATER, told
from service.routes.parts import Parts
from service.routes.submission import BODY, Submitted

router = APIRouter(prefix="/v1", tags=["来信"], responses=RESPONSES)


@router.post("/letters", status_code=HTTPStatus.CREATED, summary="收下一封来信", openapi_extra=BODY, responses=LATER)
def keep(parts: Parts, sent: Submitted, response: Response) -> Kept | Delivered | Job:
    """分析并入库；原件、写信人身份分表保存，检索库里只有遮蔽后的文字。压缩包里有几封信的，分别收下，回答列出每一封。扫描件和大文件转为任务。试用期间请勿录入真实来信。"""
    return told(
        response,
        at_once_or_later(
            parts,
            sent.data,
            sent.name,
            Purpose.LETTER,
            answer=lambda limits: take_in(parts, sent.data, sent.name, limits=limits),
        ),
    )


@router.get("/letters/{key}", summary="取出一封来信")
def letter(parts: Parts, key: str) -> Kept:
    """来信、分析和经过。"""
    return parts.register.letter(key)


@router.get("/refusals", summary="带密级标志而拒收的文件")
def refusals(parts: Parts) -> tuple[Refusal, ...]:
    """只有时间、SHA-256 和在压缩包或清单里的位置，没有内容和文件名。"""
    return parts.register.refusals()
