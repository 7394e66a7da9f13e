"""/v1/letters: the store."""

from http import HTTPStatus

from fastapi import APIRouter

from service.answers import Kept
from service.errors import RESPONSES
from service.intake import take_in
from service.routes.parts import Parts
from service.routes.submission import BODY, Submitted

router = APIRouter(prefix="/v1", tags=["来信"], responses=RESPONSES)


@router.post("/letters", status_code=HTTPStatus.CREATED, summary="收下一封来信", openapi_extra=BODY)
def keep(parts: Parts, sent: Submitted) -> Kept:
    """分析并入库；原件、写信人身份分表保存，检索库里只有遮蔽后的文字。试用期间请勿录入真实来信。"""
    return take_in(parts, sent.data, sent.name, limits=parts.request_limits)


@router.get("/letters/{key}", summary="取出一封来信")
def letter(parts: Parts, key: str) -> Kept:
    """来信、分析和经过。"""
    return parts.register.letter(key)
