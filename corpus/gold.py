"""The data folder: its records and hashes, and what is read, written as the gold of citations and repeals is."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from corpus.citations import cite
from corpus.citing.records import Citation, Host
from corpus.clauses.amendments import Change, Operation, Place, changes
from corpus.clauses.repeals import Effect, Repeal, repeals
from corpus.errors import InvalidRecord

if TYPE_CHECKING:
    from corpus.library import Library

_ACTIONS: Final = {Effect.OVERRIDE: "override", Effect.LAPSE: "lapse"}  # the others are repeals
_WORDS: Final = {
    Operation.RENUMBER: "renumber",
    Operation.DELETE: "delete",
    Operation.INSERT: "insert",
    Operation.MERGE: "merge",
    Operation.WORDS: "words",
    Operation.RENAME: "rename",
}
_LISTED: Final = re.compile(r"所列\d+件")


def records(data: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of the data folder; InvalidRecord where it is not there."""
    with gzip.open(_held(data, name), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def digest(data: Path, name: str) -> str:
    """Return the SHA-256 (hex) of a file of the data folder; InvalidRecord where it is not there."""
    with _held(data, name).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _held(data: Path, name: str) -> Path:
    path = data / name
    if not path.is_file():
        raise InvalidRecord(f"数据文件夹里没有 {name}：{data}")
    return path


def citation_is_read(record: dict[str, Any], library: "Library", as_of: date) -> bool:
    """Tell whether all citations of a record are read exactly; its `version` is a note and no part of the text."""
    host = Host(
        source=record["source"],
        article=record["host_article"],
        article_sub=record["host_article_sub"],
        paragraph=record["host_paragraph"],
    )
    found = [as_parse(one.citation) for one in cite(record["text"], library, as_of=as_of, host=host)]
    return found == [{key: value for key, value in parse.items() if key != "version"} for parse in record["parse"]]


def clause_is_read(record: dict[str, Any]) -> bool:
    """Tell whether a clause of repeal or amendment is read exactly."""
    return _amends(record) if record["action"] == "amend" else _ends(record)


def as_parse(citation: Citation) -> dict[str, Any]:
    """Write a citation as the gold file does."""
    target = citation.target
    parse = {
        "law": citation.law,
        "article": target.article,
        "article_sub": target.article_sub,
        "paragraph": target.paragraph,
        "item": target.item,
        "subitem": target.subitem,
        "to": citation.to.levels() if citation.to else None,
        "basis": citation.basis,
        "role": citation.role,
    }
    return parse | ({"part": target.levels()} if target.part else {})


def _ends(record: dict[str, Any]) -> bool:
    day = date.fromisoformat(record["effective_date"])  # the clause's own day is read where it has one
    known = None if record["effective_basis"] == "explicit" else day
    found = repeals(record["text"], published=known, effective=known)
    action = "+".join(dict.fromkeys(_ACTIONS.get(repeal.effect, "repeal") for repeal in found))
    wanted = [target | {"title": _LISTED.sub("所列", target["title"])} for target in record["targets"]]
    read = [as_target(repeal) for repeal in found]
    return (read, action, {repeal.day for repeal in found}) == (wanted, record["action"], {day})


def as_target(repeal: Repeal) -> dict[str, str | None]:
    """Write a repeal as the gold file does, which puts events without a field of their own into doc_no.

    Without the number of documents that an annex lists: it stands in the annex, not in the clause.
    """
    earlier = [event for event in repeal.events if event.day and event.day != repeal.issued]
    notes = [f"{event.day}{event.issuer}{event.verb}" for event in earlier]
    notes += [f"{repeal.began}起施行"] if repeal.began else []
    title, part = repeal.title, repeal.part
    if repeal.effect is Effect.ANNEX:
        title, part = f"{repeal.part}所列{title}", None
    if repeal.effect is Effect.LAPSE:
        part = f"{part}部分"
    return {
        "title": title,
        "issued": str(repeal.issued) if repeal.issued else None,
        "issuer": repeal.issuer,
        "doc_no": repeal.document or (notes[0] if notes else None),
        "part": part,
        "version": None,
    }


def _amends(record: dict[str, Any]) -> bool:
    found = changes(record["text"])
    part = "; ".join(_part(change, record["text"]) for change in found)
    kind = ",".join(["amend", *(_WORDS[change.operation] for change in found)])
    return (part, kind) == (record["targets"][0]["part"], record["kind"])


def _part(change: Change, text: str) -> str:
    """Write a change as the gold file does."""
    old = " + ".join(f"art {_place(place)}" for place in change.places)
    new = _place(change.to) if change.to else ""
    if change.operation is Operation.RENUMBER:
        return f"old {old} -> new art {new}" if "原第" in text else f"{old} -> {new}"
    if change.operation is Operation.MERGE:
        return f"{old} -> art {new}"
    if change.operation is Operation.WORDS:
        return f"arts {', '.join(_place(place) for place in change.places)}: insert words"
    if change.operation is Operation.RENAME:
        return f"{change.old} -> {change.new}"
    return f"{_WORDS[change.operation]} paragraph {(change.to or change.places[0]).paragraph}"


def _place(at: Place) -> str:
    return f"{at.article}({at.paragraph})" if at.paragraph else str(at.article)
