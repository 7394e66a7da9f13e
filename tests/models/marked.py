"""Reads test sentences with marks, `{kind|original}`, as (text, marks)."""

import re
from pathlib import Path

from corpus.spans import Span

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
