"""/v1/jobs: files that are read outside the request."""

from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Query, Response

from service.answers import Analysed, Job, Kept
from service.errors import RESPONSES
from service.receiving import backlog
from service.routes.parts import Parts
from service.routes.submission import Typed

router = APIRouter(prefix="/v1", tags=["任务"], responses=RESPONSES)

LATER: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.ACCEPTED.value: {"model": Job, "description": "转为任务；地址在 Location"}
}

MOST: Final = 1_000

Answer = TypeVar("Answer")


@router.get("/jobs", summary="最近的任务")
def recent(parts: Parts, limit: Annotated[int, Query(ge=1, le=MOST, description="最多多少个")] = 20) -> tuple[Job, ...]:
    """最新的在前；分析的结果要按编号取。"""
    return parts.jobs.all(limit=limit)


@router.get("/jobs/{key}", summary="任务进行到哪里")
def job(parts: Parts, key: str) -> Job:
    """等候、在读（第几页）、完成、失败或待录入；失败的写明是什么、为什么。"""
    return parts.jobs.job(key)


@router.post("/jobs/{key}/retry", summary="重试一个失败的任务")
def retry(parts: Parts, key: str) -> Job:
    """文件还留着的才可以重试。"""
    return backlog.retry(parts, key)


@router.delete("/jobs/{key}/file", summary="删去一个失败的任务留着的文件")
def dismiss(parts: Parts, key: str) -> Job:
    """任务和失败的原因仍在。"""
    return backlog.dismiss(parts, key)


@router.get("/jobs/{key}/pages/{page}", summary="待录入的一页的图片", response_class=Response)
def picture(parts: Parts, key: str, page: int) -> Response:
    """JPEG。"""
    return Response(parts.jobs.picture(key, page), media_type="image/jpeg")


@router.post("/jobs/{key}/transcription", status_code=HTTPStatus.CREATED, summary="人工录入一份认不清的文件")
def transcription(parts: Parts, key: str, sent: Typed) -> Kept | Analysed:
    """交来时要收下的，从此收下；要分析的，给出分析。原件和草稿随即从任务里删去。"""
    return backlog.transcribe(parts, key, sent.text)


def told(response: Response, answer: Answer) -> Answer:
    """Say of a job that it is one: 202 and where to ask for it."""
    if isinstance(answer, Job):
        response.status_code = HTTPStatus.ACCEPTED
        response.headers["Location"] = f"/v1/jobs/{answer.id}"
    return answer
