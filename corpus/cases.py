"""Case narratives and earlier matters, as an office imports them: already its own, shown masked only."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One narrative that later letters are compared with."""

    id: str
    text: str
    kind: str  # complaint, criminal, administrative, civil
    charges: tuple[str, ...] = ()
    cause: str | None = None  # 案由, or the topic of a complaint
    date: dt.date | None = None
