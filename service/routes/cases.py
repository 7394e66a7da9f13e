"""POST /v1/cases/similar."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from service.advice import similar
from service.answers import Matters
from service.errors import RESPONSES
from service.inputs import Words
from service.routes.parts import Parts

router = APIRouter(prefix="/v1", tags=["类似事项"], responses=RESPONSES)


@dataclass(frozen=True, slots=True)
class Narrative:
    """What to compare with."""

    text: Words
    limit: Annotated[int, Field(ge=1, le=100)] = 5


@router.post("/cases/similar", summary="找类似事项")
def similar_matters(parts: Parts, sent: Narrative) -> Matters:
    """与一段叙述最接近的案例和来信，文字已遮蔽。"""
    return similar(parts, sent.text, limit=sent.limit)
