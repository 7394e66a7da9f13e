"""/v1/cases: like matters, cases by article, cause or charge, one case."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from corpus.cases import Case
from corpus.judging.records import Standing
from service.cases.alike import Matters
from service.cases.similar import Question, search
from service.errors import RESPONSES
from service.inputs import Words
from service.routes.parts import Parts

router = APIRouter(prefix="/v1", tags=["类似事项"], responses=RESPONSES)

LIMIT = Field(ge=1, le=100)


@dataclass(frozen=True, slots=True)
class Narrative:
    """What to compare with, a text or a letter of the store, and which cases come at all."""

    text: Words | None = None
    letter: Words | None = None
    cause: Words | None = None
    charge: Words | None = None
    cites: Words | None = None
    standing: Standing | None = None
    by_rank: bool = False
    limit: Annotated[int, LIMIT] = 5


@router.post("/cases/similar", summary="找类似事项")
def similar_matters(parts: Parts, sent: Narrative) -> Matters:
    """与一段叙述或一封来信最接近的案例和来信，文字已遮蔽；几乎相同的文本在前，标明相同的比例。"""
    return search(
        parts,
        Question(
            sent.text,
            sent.letter,
            cause=sent.cause,
            charge=sent.charge,
            cites=sent.cites,
            standing=sent.standing,
            by_rank=sent.by_rank,
            limit=sent.limit,
        ),
    )


@router.get("/cases", summary="引用某一条、某一案由或罪名的案例")
def cases(
    parts: Parts,
    *,
    cites: Annotated[str | None, Query(min_length=1, description="法条，如 刑法 293")] = None,
    cause: Annotated[str | None, Query(min_length=1)] = None,
    charge: Annotated[str | None, Query(min_length=1)] = None,
    standing: Standing | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Matters:
    """指导性案例在前，其次人民法院案例库；以该条为裁判依据的先于只是提到的，再按日期。"""
    asked = Question(cites=cites, cause=cause, charge=charge, standing=standing, limit=limit)
    return search(parts, asked)


@router.get("/cases/{key}", summary="取出一件案例")
def case(parts: Parts, key: str) -> Case:
    """遮蔽后的文字，和文书自己写明的各项，每项带位置；没有写明的是 null。"""
    return parts.register.case(key)
