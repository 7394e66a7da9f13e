"""Case narratives, judgments and earlier matters, as an office imports them: already its own, shown masked only."""

import datetime as dt
from dataclasses import dataclass

from corpus.judging.records import Judgment, Standing


@dataclass(frozen=True, slots=True)
class Case:
    """One narrative that later letters are compared with.

    `judgment` is what a judgment says of itself; its words are masked and its spans those of the masked text, whether
    `text` is masked or not.
    """

    id: str
    text: str
    kind: str  # complaint, criminal, civil, administrative, enforcement, compensation, other
    charges: tuple[str, ...] = ()
    cause: str | None = None  # 案由, or the topic of a complaint
    date: dt.date | None = None
    judgment: Judgment | None = None
    cites: tuple[str, ...] = ()  # articles, each as `cited` writes it
    sealed: bool = False  # kept, but never shown beside another text

    @property
    def standing(self) -> Standing:
        """What weight it has beside other cases."""
        return self.judgment.standing if self.judgment else Standing.OWN


def cited(law: str, article: int, article_sub: int = 0) -> str:
    """Write an article as cases are found by it; the law by its full title, since its text may not be held."""
    return f"{law}#{article}" + (f".{article_sub}" if article_sub else "")


def told(cites: str) -> str:
    """Write what `cited` gave as a reader expects it: 《刑法》第293条之1."""
    law, _, number = cites.rpartition("#")
    article, _, sub = number.partition(".")
    return f"《{law}》第{article}条" + (f"之{sub}" if sub else "")
