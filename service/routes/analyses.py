"""POST /v1/analyses."""

from fastapi import APIRouter

from service.answers import Analysed
from service.errors import RESPONSES
from service.intake import analyse_submitted
from service.routes.parts import Parts
from service.routes.submission import BODY, Submitted

router = APIRouter(prefix="/v1", tags=["来信"], responses=RESPONSES)


@router.post("/analyses", summary="分析一封来信，不保存", openapi_extra=BODY)
def analyse(parts: Parts, sent: Submitted) -> Analysed:
    """主题、隐私、引用、摘要、适用法条、类似事项。"""
    return analyse_submitted(parts, sent.data, sent.name, limits=parts.request_limits)
