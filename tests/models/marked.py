"""Reads test sentences with marks, `{kind|original}`, as (text, marks)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.spans import Span
from models.findings import PrivateSpan

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"\{([a-z_]+)\|([^}]*)\}")

Marks = list[tuple[str, Span]]


def read(line: str) -> tuple[str, Marks]:
    """Return the sentence without marks and where they were; `\\n` is a line's end."""
    line = line.replace("\\n", "\n")
    text, marks, at = "", [], 0
    for match in _MARK.finditer(line):
        text += line[at : match.start()]
        marks.append((match[1], Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        at = match.end()
    return text + line[at:], marks


def sentences(name: str) -> list[tuple[str, Marks]]:
    """Return the sentences of a file in `cases`, without its comments."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [read(line) for line in lines if line and not line.startswith("#")]


@dataclass(slots=True)
class Counted:
    """What was found of what is marked, by kind; what is marked `weak` counts neither way."""

    marked: Counter[str] = field(default_factory=Counter)
    claimed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)  # the very span
    covered: Counter[str] = field(default_factory=Counter)  # every character hidden, as whatever kind
    overmasked: int = 0  # characters

    def recall(self, kind: str) -> float:
        """Return the share of marked spans that were found as they are; 1 where none is marked."""
        return self.right[kind] / self.marked[kind] if self.marked[kind] else 1.0

    def precision(self, kind: str) -> float:
        """Return the share of claimed spans that are marked so; 1 where none is claimed."""
        return self.right[kind] / self.claimed[kind] if self.claimed[kind] else 1.0


def measured(name: str, find: Callable[[str], Iterable[PrivateSpan]]) -> Counted:
    """Count what `find` finds in the sentences of a file in `cases`."""
    counted = Counted()
    for text, marks in sentences(name):
        weak = [span for kind, span in marks if kind == "weak"]
        due = [(kind, span) for kind, span in marks if kind != "weak"]
        got = [(one.kind, one.span) for one in find(text)]
        hidden = {place for _, span in got for place in range(span.start, span.end)}
        counted.marked.update(kind for kind, _ in due)
        counted.claimed.update(kind for kind, span in got if not any(span.overlaps(one) for one in weak))
        counted.right.update(kind for kind, _ in set(due) & set(got))
        counted.covered.update(kind for kind, span in due if hidden.issuperset(range(span.start, span.end)))
        counted.overmasked += len(hidden - {place for _, span in marks for place in range(span.start, span.end)})
    return counted
