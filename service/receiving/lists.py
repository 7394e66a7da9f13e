"""Lists of letters (xlsx, csv): a row becomes a letter, by a mapping of columns that an office saves once.

The number that the office gave a letter is kept, once for each mapping; a row without one is known by its content.
So a second import of the same list changes nothing.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from corpus.documents import Document
from corpus.errors import HuiyinError, InvalidRecord
from corpus.lists import Columns, ListedLetter, MarkedRow, guess, offer
from corpus.working.worker import heads_apart, letters_apart
from service.intake import analyse_document, keep, new_key
from service.receiving.reading import refuse_row, refusing

if TYPE_CHECKING:
    from service.assembly import Assembly

LISTED = "list"
LONGEST_NUMBER = 128


@dataclass(frozen=True, slots=True)
class ListImport:
    """What became of a list: its rows, the letters that are new, the rows that were not taken in and why.

    `refused` are the numbers of the rows that bear a mark of state secrecy; they stand among the problems, too.
    """

    rows: int
    new: int
    known: int
    columns: Columns
    problems: tuple[str, ...]
    refused: tuple[int, ...] = ()


def import_list(
    parts: "Assembly",
    data: bytes,
    name: str,
    *,
    mapping: str,
    columns: Columns | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ListImport:
    """Take in the letters of a list by the mapping of this name; `columns` are saved under it first.

    Where neither is there the usual heads are looked for. A row that bears a mark of secrecy is refused by itself.
    Raises InvalidRecord if the columns are not in the list, ClassifiedDocument if the list itself bears such a mark.
    """
    with refusing(parts):
        columns = columns or parts.register.mapping(mapping) or _guessed(parts, data, name)
        rows = letters_apart(data, name, columns, limits=parts.limits, allowance=parts.allowance)
    parts.register.save_mapping(mapping, columns)
    known = parts.register.foreign_numbers(mapping)
    new, problems, refused = 0, list[str](), list[int]()
    for done, row in enumerate(rows, start=1):
        if isinstance(row, InvalidRecord):
            problems.append(str(row))
        elif isinstance(row, MarkedRow):
            problems.append(str(refuse_row(parts, row)))
            refused.append(row.row)
        elif _number(row) not in known:
            try:
                new += _take_in(parts, row, name, mapping)
            except HuiyinError as error:  # one row must not take the others away
                problems.append(f"第 {row.row} 行：{error}")
        if progress:
            progress(done, len(rows))
    return ListImport(len(rows), new, len(rows) - new - len(problems), columns, tuple(problems), tuple(refused))


def _guessed(parts: "Assembly", data: bytes, name: str) -> Columns:
    found = heads_apart(data, name, limits=parts.limits, allowance=parts.allowance)
    columns = guess(found)
    if columns is None:
        raise InvalidRecord(
            f"{name}：看不准哪一列是来信内容，请写明（网页填列名，命令行用 --text，接口用 text）"
            + (f"，例如 {offered}" if (offered := offer(found)) else "")
            + f"；表头是：{'、'.join(filter(None, found))}"
        )
    return columns


def _take_in(parts: "Assembly", row: ListedLetter, name: str, mapping: str) -> bool:
    """Keep the letter of a row; False if another import has kept it since this one began."""
    received = parts.now()
    document = Document(name, LISTED, _text(row), pages=(), paragraphs=())
    answer = analyse_document(parts, document, key=new_key(received), keeping=True)
    original = json.dumps(asdict(row), ensure_ascii=False).encode()
    try:
        keep(parts, name, original, document, answer, received=received, foreign=(mapping, _number(row)))
    except IntegrityError:
        return False
    return True


def _text(row: ListedLetter) -> str:
    """Return the letter as it is read: who wrote and when, so that both are known to masking and to the law's day."""
    heads = [f"来信人：{row.name}"] if row.name else []
    heads += [f"来信日期：{row.date}"] if row.date else []
    return "\n".join([*heads, row.text])


def _number(row: ListedLetter) -> str:
    if row.number is not None and len(row.number) <= LONGEST_NUMBER:
        return row.number
    return "sha256:" + hashlib.sha256(repr((row.number, row.text, row.name, row.date)).encode()).hexdigest()
