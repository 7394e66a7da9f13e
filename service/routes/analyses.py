"""POST /v1/analyses."""

from fastapi import APIRouter, Response

from service.answers import Analysed, Delivered, Job, Purpose
from service.errors import RESPONSES
from service.intake import analyse_submitted
from service.receiving.backlog import at_once_or_later
from service.routes.jobs import LATER, told
from service.routes.parts import Parts
from service.routes.submission import BODY, Submitted

router = APIRouter(prefix="/v1", tags=["来信"], responses=RESPONSES)


@router.post("/analyses", summary="分析一封来信，不保存", openapi_extra=BODY, responses=LATER)
def analyse(parts: Parts, sent: Submitted, response: Response) -> Analysed | Delivered | Job:
    """主题、隐私、引用、摘要、适用法条、类似事项。压缩包里有几封信的，分别分析，回答列出每一封。扫描件和大文件转为任务，答案在任务里保留一天。"""
    return told(
        response,
        at_once_or_later(
            parts,
            sent.data,
            sent.name,
            Purpose.ANALYSIS,
            answer=lambda limits: analyse_submitted(parts, sent.data, sent.name, limits=limits),
        ),
    )
