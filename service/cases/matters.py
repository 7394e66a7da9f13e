"""Cases to compare letters with: imported masked, an office's own or the demonstration's."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.cases import Case
from corpus.errors import InvalidRecord
from indexing.build import build
from service.bulk import BulkProblem, answers
from service.cases.rulings import completed
from service.inputs import CASES, CaseRecord
from service.validation import record

if TYPE_CHECKING:
    from service.assembly import Assembly


@dataclass(frozen=True, slots=True)
class CaseImport:
    """What an import did: lines that are cases, how many of them are new, lines that are not."""

    read: int
    new: int
    problems: tuple[BulkProblem, ...]


def import_cases(parts: "Assembly", lines: Iterable[bytes]) -> CaseImport:
    """Keep the cases of an NDJSON file and bring the index up to date; a case whose id is known stays as it is.

    Of two lines with one id the first counts, and the second is a problem like a line that is no case.
    """
    read: dict[str, Case] = {}

    def checked(sent: CaseRecord) -> None:
        if sent.id in read:
            raise InvalidRecord("编号与前面的一行相同，这一行没有导入")
        if parts.register.holds_letter(sent.id):
            raise InvalidRecord("这个编号是一封来信的，这一行没有导入")
        read[sent.id] = sent.case()

    problems = tuple(one for one in answers(lines, CASES, checked) if isinstance(one, BulkProblem))
    new = parts.register.add_cases(completed(parts, case) for case in read.values())
    if new:
        build(parts.engine, parts.case_source)
    return CaseImport(len(read), new, problems)


def demo_lines() -> list[bytes]:
    """Return the demonstration cases, all of them invented."""
    return (files("service") / "data" / "demo_cases.jsonl").read_bytes().splitlines()


def demo_cases() -> tuple[Case, ...]:
    """Return the demonstration cases as records."""
    return tuple(record(CASES, json.loads(line)).case() for line in demo_lines())
