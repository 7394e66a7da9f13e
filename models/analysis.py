"""All that the models say about one letter, in one record."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files

from corpus.spans import Span
from models.dates import Days, days
from models.findings import PrivateSpan
from models.keywords import keywords
from models.labels import Label
from models.linear import LinearModel
from models.private import mask
from models.summary import summarise


@dataclass(frozen=True, slots=True)
class Models:
    """The models that serve, loaded once and shared by threads."""

    topics: LinearModel

    @classmethod
    def shipped(cls) -> "Models":
        """Load the models that come with the program; raises ModelUnusable."""
        with as_file(files("models") / "weights" / "complaints") as folder:
            return cls(topics=LinearModel.load(folder))


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every span counts code points of the text that was analysed. Labels are sorted, the best guess first.

    `abstained` names the axes that a person must decide; their labels are guesses all the same. `map` leads from the
    placeholders in `masked` and `summary` to the originals and is as private as they are.
    """

    labels: tuple[Label, ...]
    abstained: tuple[str, ...]
    private: tuple[PrivateSpan, ...]
    masked: str
    map: Mapping[str, str]
    keywords: tuple[str, ...]
    summary: str
    summary_spans: tuple[Span, ...]
    days: Days

    @property
    def event_day(self) -> dt.date | None:
        """The day that the letter's events speak of; its place and reason are in `days.event`."""
        return self.days.event.date if self.days.event else None

    @property
    def letter_day(self) -> dt.date | None:
        """The letter's own date; its place and reason are in `days.letter`."""
        return self.days.letter.date if self.days.letter else None


def analyse(text: str, *, models: Models, today: dt.date, sent: dt.date | None = None) -> Analysis:
    """Judge a letter that was read on `today` and, if it came as a message, `sent` on a day that its head tells.

    A text without words has no keywords and no summary, and abstains.
    """
    masked = mask(text)
    hidden = tuple(one.span for one in masked.private)
    judgement = models.topics.classify(text, hidden=hidden)
    summary = summarise(text, masked=masked)
    return Analysis(
        labels=judgement.labels,
        abstained=(models.topics.manifest.axis,) if judgement.abstained else (),
        private=masked.private,
        masked=masked.text,
        map=masked.map,
        keywords=keywords(text, masked=masked),
        summary=summary.text,
        summary_spans=summary.spans,
        days=days(text, today=today, sent=sent),
    )
