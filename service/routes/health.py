"""/healthz: the process lives. /readyz: search serves."""

from dataclasses import dataclass

from fastapi import APIRouter

from service.errors import RESPONSES
from service.routes.parts import Parts
from service.status import IndexStatus, Status, check, indexes, status

router = APIRouter(tags=["运行"], responses=RESPONSES)


@dataclass(frozen=True, slots=True)
class Health:
    """A sign of life."""

    status: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """Search serves; `details` tell of each index what it holds and how far its vectors are."""

    status: str
    details: tuple[IndexStatus, ...]


@router.get("/healthz", summary="进程在运行")
def healthz() -> Health:
    """不检查任何部件。"""
    return Health("ok")


@router.get("/readyz", summary="可以检索")
def readyz(parts: Parts) -> Readiness:
    """真的检索一次；不能检索时回答 503 和原因。"""
    check(parts)
    return Readiness("ready", indexes(parts))


@router.get("/v1/status", summary="系统状态")
def state(parts: Parts) -> Status:
    """哪一代索引、多少条、哪个模型、收录范围。"""
    return status(parts)
