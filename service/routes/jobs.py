"""/v1/jobs: files that are read outside the request."""

from http import HTTPStatus
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Response

from service.answers import Analysed, Job, Kept
from service.backlog import transcribe
from service.errors import RESPONSES
from service.routes.parts import Parts
from service.routes.submission import Typed

router = APIRouter(prefix="/v1", tags=["任务"], responses=RESPONSES)

LATER: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.ACCEPTED.value: {"model": Job, "description": "转为任务；地址在 Location"}
}

Answer = TypeVar("Answer")


@router.get("/jobs/{key}", summary="任务进行到哪里")
def job(parts: Parts, key: str) -> Job:
    """等候、在读（第几页）、完成、失败或待录入；失败的写明是什么、为什么。"""
    return parts.jobs.job(key)


@router.get("/jobs/{key}/pages/{page}", summary="待录入的一页的图片", response_class=Response)
def picture(parts: Parts, key: str, page: int) -> Response:
    """JPEG。"""
    return Response(parts.jobs.picture(key, page), media_type="image/jpeg")


@router.post("/jobs/{key}/transcription", status_code=HTTPStatus.CREATED, summary="人工录入一份认不清的文件")
def transcription(parts: Parts, key: str, sent: Typed) -> Kept | Analysed:
    """交来时要收下的，从此收下；要分析的，给出分析。原件和草稿随即从任务里删去。"""
    return transcribe(parts, key, sent.text)


def told(response: Response, answer: Answer) -> Answer:
    """Say of a job that it is one: 202 and where to ask for it."""
    if isinstance(answer, Job):
        response.status_code = HTTPStatus.ACCEPTED
        response.headers["Location"] = f"/v1/jobs/{answer.id}"
    return answer
