"""/healthz: the process lives. /readyz: search serves."""

from dataclasses import dataclass

from fastapi import APIRouter

from service.errors import RESPONSES
from service.routes.parts import Parts
from service.status import Status, check, status

router = APIRouter(tags=["运行"], responses=RESPONSES)


@dataclass(frozen=True, slots=True)
class Health:
    """A sign of life."""

    status: str


@router.get("/healthz", summary="进程在运行")
def healthz() -> Health:
    """不检查任何部件。"""
    return Health("ok")


@router.get("/readyz", summary="可以检索")
def readyz(parts: Parts) -> Health:
    """真的检索一次；不能检索时回答 503 和原因。"""
    check(parts)
    return Health("ready")


@router.get("/v1/status", summary="系统状态")
def state(parts: Parts) -> Status:
    """哪一代索引、多少条、哪个模型、收录范围。"""
    return status(parts)
