"""What was read, or why nothing was, as JSON and back: between the reading process and ours, never pickled."""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.bundling.delivery import Delivery, Refused, Sent, Unread
from corpus.documents import Box, Document, Doubt, Page, Part, Run
from corpus.errors import ClassifiedDocument, NeedsTranscription, UnreadableDocument
from corpus.spans import Span


def pack(answer: Delivery | Document | UnreadableDocument) -> str:
    """Return what was read, or the error that stands in its place, as one line of JSON."""
    if isinstance(answer, Delivery):
        return json.dumps({"delivery": asdict(answer)}, ensure_ascii=False, default=_plain)
    if isinstance(answer, Document):
        return json.dumps({"document": asdict(answer)}, ensure_ascii=False, default=_plain)
    facts: dict[str, object] = {"error": type(answer).__name__, "message": str(answer)}
    if isinstance(answer, ClassifiedDocument):
        facts["digest"] = answer.digest
    if isinstance(answer, NeedsTranscription):
        facts["pages"] = [asdict(page) for page in answer.pages]
    return json.dumps(facts, ensure_ascii=False)


def unpack(line: str) -> Delivery | Document | UnreadableDocument:
    """Return what pack() was given. Raises ValueError, KeyError or TypeError for anything else."""
    facts = json.loads(line)
    if "delivery" in facts:
        return _delivery(facts["delivery"])
    if "document" in facts:
        return _document(facts["document"])
    kinds = {kind.__name__: kind for kind in _kinds(UnreadableDocument)}
    kind = kinds[facts["error"]]
    if kind is ClassifiedDocument:
        return ClassifiedDocument(facts["digest"])
    if kind is NeedsTranscription:
        return NeedsTranscription(facts["message"], tuple(map(_page, facts["pages"])))
    return kind(facts["message"])


def _plain(value: object) -> str:
    """Write bytes and days, which JSON has no form for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


def _bytes(written: str | None) -> bytes | None:
    return None if written is None else base64.b64decode(written)


def _delivery(facts: dict[str, Any]) -> Delivery:
    return Delivery(
        letters=tuple(Sent(_document(one["document"]), _bytes(one["original"])) for one in facts["letters"]),
        refused=tuple(Refused(**one) for one in facts["refused"]),
        unread=tuple(Unread(one["name"], one["problem"], _bytes(one["original"])) for one in facts["unread"]),
    )


def _kinds(kind: type[UnreadableDocument]) -> Iterator[type[UnreadableDocument]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _document(facts: dict[str, Any]) -> Document:
    return Document(
        name=facts["name"],
        kind=facts["kind"],
        text=facts["text"],
        pages=tuple(map(_page, facts["pages"])),
        paragraphs=tuple(Span(**span) for span in facts["paragraphs"]),
        runs=tuple(Run(**{**run, "span": Span(**run["span"]), "box": Box(**run["box"])}) for run in facts["runs"]),
        doubts=tuple(map(_doubt, facts["doubts"])),
        margins=tuple(facts["margins"]),
        notes=tuple(facts["notes"]),
        parts=tuple(Part(**{**part, "span": Span(**part["span"])}) for part in facts["parts"]),
        sent=date.fromisoformat(facts["sent"]) if facts["sent"] else None,
    )


def _page(facts: dict[str, Any]) -> Page:
    doubts = tuple(map(_doubt, facts["draft_doubts"]))
    return Page(**{**facts, "span": Span(**facts["span"]), "draft_doubts": doubts})


def _doubt(facts: dict[str, Any]) -> Doubt:
    return Doubt(**{**facts, "alternatives": tuple(facts["alternatives"])})
