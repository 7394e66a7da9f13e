"""Cases to compare letters with: imported masked, an office's own or the demonstration's."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.cases import Case
from indexing.build import build
from models.private import mask
from service.bulk import BulkProblem, answers
from service.inputs import CASES
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
    """Keep the cases of an NDJSON file and bring the index up to date; a case whose id is known stays as it is."""
    read: list[Case] = []
    problems: list[BulkProblem] = []
    for one in answers(lines, CASES, lambda case: case):
        if isinstance(one, BulkProblem):
            problems.append(one)
        else:
            read.append(one)
    new = parts.register.add_cases((case, mask(case.text).text) for case in read)
    if new:
        build(parts.engine, parts.case_source)
    return CaseImport(len(read), new, tuple(problems))


def demo_lines() -> list[bytes]:
    """Return the demonstration cases, all of them invented."""
    return (files("service") / "data" / "demo_cases.jsonl").read_bytes().splitlines()


def demo_cases() -> tuple[Case, ...]:
    """Return the demonstration cases as records."""
    return tuple(record(CASES, json.loads(line)) for line in demo_lines())
