"""/v1/jobs: files that are read outside the request."""

from http import HTTPStatus
from typing import Any, Final, TypeVar

from fastapi import APIRouter, Response

from service.answers import Job
from service.errors import RESPONSES
from service.routes.parts import Parts

router = APIRouter(prefix="/v1", tags=["任务"], responses=RESPONSES)

LATER: Final[dict[int | str, dict[str, Any]]] = {
    HTTPStatus.ACCEPTED.value: {"model": Job, "description": "转为任务；地址在 Location"}
}

Answer = TypeVar("Answer")


@router.get("/jobs/{key}", summary="任务进行到哪里")
def job(parts: Parts, key: str) -> Job:
    """等候、在读（第几页）、完成、失败或待录入；失败的写明是什么、为什么。"""
    return parts.jobs.job(key)


def told(response: Response, answer: Answer) -> Answer:
    """Say of a job that it is one: 202 and where to ask for it."""
    if isinstance(answer, Job):
        response.status_code = HTTPStatus.ACCEPTED
        response.headers["Location"] = f"/v1/jobs/{answer.id}"
    return answer
