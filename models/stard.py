"""STARD: questions of lay people with the articles that answer them, over the national articles of the data folder.

The protocol of the data: level 宪法, 法律, 行政法规, 司法解释 or 部门规章, neither superseded nor a duplicate; the 200
questions marked `dev` are for measuring only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import InvalidRecord
from corpus.gold import digest, records
from corpus.passages import passage

QUESTIONS, STATUTES = FILES = ("stard.jsonl.gz", "statutes.jsonl.gz")
NATIONAL = frozenset(("宪法", "法律", "行政法规", "司法解释", "部门规章"))
# Where a gold article stands in `statutes`: the latest text comes first, as search would give it.
_EDITIONS = ("lrb_latest", "lrb")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what else was said on it; `gold` are rows of `Stard.passages`."""

    text: str
    answer: str
    keywords: str
    gold: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stard:
    """Articles as passages, questions to learn from and to measure on; `hashes` name the very files."""

    passages: tuple[str, ...]
    train: tuple[Question, ...]
    dev: tuple[Question, ...]
    hashes: Mapping[str, str]


def read(folder: Path) -> Stard:
    """Read both files; raises InvalidRecord where one is missing or a part of the questions is empty.

    A question without any article in `statutes` is left out.
    """
    passages, rows = _articles(folder)
    held = {law for law, _, _ in rows}
    parts: dict[str, list[Question]] = {"train": [], "dev": []}
    for record in records(folder, QUESTIONS):
        if gold := _gold(record, rows, held):
            question = Question(record["query"], record.get("answer") or "", record.get("keywords") or "", gold)
            parts["dev" if record["split"] == "dev" else "train"].append(question)
    for name, questions in parts.items():
        if not questions:
            raise InvalidRecord(f"{QUESTIONS} 的 {name} 部分没有可用的问题")
    hashes = {name: digest(folder, name) for name in FILES}
    return Stard(tuple(passages), tuple(parts["train"]), tuple(parts["dev"]), hashes)


def _articles(folder: Path) -> tuple[list[str], dict[tuple[str, int | None, int | None], int]]:
    """Return the passages and in which row (law, number, sub-number) stands."""
    passages: list[str] = []
    rows: dict[tuple[str, int | None, int | None], int] = {}
    for law in records(folder, STATUTES):
        if law["level"] not in NATIONAL or law.get("superseded_by") or law.get("duplicate_of"):
            continue
        for article in law["articles"]:
            if article.get("duplicate_of"):
                continue
            rows[law["id"], article["no"], article["sfx"]] = len(passages)
            passages.append(passage(law["short"] or law["title"], article["path"] or (), article["text"]))
    return passages, rows


def _gold(
    record: Mapping[str, Any], rows: Mapping[tuple[str, int | None, int | None], int], held: set[str]
) -> tuple[int, ...]:
    found: set[int] = set()
    for gold in record["gold"]:
        laws = (gold[edition]["id"] for edition in _EDITIONS if gold.get(edition))
        if law := next((law for law in laws if law in held), None):
            found.add(rows[law, gold["article_no"], gold["article_sfx"]])
    return tuple(sorted(found))
