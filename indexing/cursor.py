"""Opaque marks of a place in a list of hits, good for one question to one state of one generation."""

import base64
import binascii
import json
from collections.abc import Sequence
from hashlib import sha256

from corpus.errors import InvalidQuery


def mark(offset: int, question: Sequence[object], generation: str) -> str:
    """Return the mark of the hit at `offset`."""
    plain = json.dumps([offset, _seal(question, generation)], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def offset_of(cursor: str) -> int:
    """Return the place that a mark stands for; `check` it once the answer is there. Raises InvalidQuery."""
    return _read(cursor)[0]


def check(cursor: str, question: Sequence[object], generation: str) -> None:
    """Raise InvalidQuery where the mark belongs to another question or the index has changed since.

    Going on would skip some hits and repeat others.
    """
    if _read(cursor)[1] != _seal(question, generation):
        raise InvalidQuery("翻页标记不属于这次检索，或检索库已经更新，请从第一页重新检索")


def _read(cursor: str) -> tuple[int, str]:
    try:
        offset, seal = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise InvalidQuery("翻页标记无法识别，请从第一页重新检索") from error
    if not isinstance(offset, int) or offset < 0:
        raise InvalidQuery("翻页标记无法识别，请从第一页重新检索")
    return offset, str(seal)


def _seal(question: Sequence[object], generation: str) -> str:
    made_of = json.dumps([[str(part) for part in question], generation], ensure_ascii=False)
    return sha256(made_of.encode()).hexdigest()[:16]
