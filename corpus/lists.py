"""Lists of letters (xlsx, csv): one row a letter, by a mapping of columns that an office saves once."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.documents import Limits
from corpus.encodings import decode
from corpus.errors import EmptyDocument, InvalidRecord, UnreadableDocument
from corpus.forms import sheet
from corpus.recognition import form
from corpus.secrecy import guard

# Heads of columns as offices write them; the first that a list has is taken.
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "text": (
        "诉求内容",
        "来信内容",
        "信访内容",
        "反映内容",
        "主要诉求",
        "投诉内容",
        "举报内容",
        "内容",
        "正文",
        "text",
    ),
    "number": ("信访编号", "来信编号", "工单编号", "受理编号", "登记号", "编号", "序号", "id"),
    "name": ("信访人", "来信人", "诉求人", "投诉人", "姓名", "联系人", "name"),
    "date": ("来信日期", "登记日期", "受理日期", "信访日期", "来电时间", "日期", "时间", "date"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which head of column holds what; only `text` must be there."""

    text: str
    number: str | None = None
    name: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """One row: its row in the list, counted from 1 as Excel does, the mapped cells, and all the others.

    `number` is the foreign number by which a second import of the same list finds the same letter.
    """

    row: int
    text: str
    number: str | None
    name: str | None
    date: str | None
    others: Mapping[str, str] = field(default_factory=dict)


def guess(heads: Sequence[str]) -> Columns | None:
    """Propose a mapping for heads as offices write them; None where no column looks like the letter's text."""
    found = {part: next((head for head in known if head in heads), None) for part, known in _KNOWN.items()}
    text = found.pop("text")
    return Columns(text, **found) if text else None


def heads(data: bytes, name: str, *, limits: Limits = Limits()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """Return the heads of the columns of a list. Raises as `letters` does."""
    return _table(data, name, limits).rows[0][1]


def letters(
    data: bytes,
    name: str,
    columns: Columns,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> list[ListedLetter | InvalidRecord]:
    """Return a letter for each row, or the problem of a row: no text, a number that an earlier row has, cells too many.

    Each sheet after the first that holds anything is a problem, too: nothing of it was read. Raises InvalidRecord if a
    mapped column is not in the list or there twice, ClassifiedDocument if any cell of a sheet bears a mark of secrecy.
    """
    table = _table(data, name, limits)
    (_, first), *rows = table.rows
    _check(name, first, columns)
    seen: dict[str, int] = {}
    answers: list[ListedLetter | InvalidRecord] = []
    for place, row in rows:
        if any(row[len(first) :]):
            answers.append(InvalidRecord(f"第 {place} 行：内容比表头多出几格，多半是正文里有没加引号的分隔符。"))
        else:
            answers.append(_letter(place, dict(zip(first, row, strict=False)), columns, seen))
    unread = (
        f"工作表“{title}”没有读：一次只读第一张有内容的工作表，请另存为单独的文件再导入。" for title in table.unread
    )
    return [*answers, *map(InvalidRecord, unread)]


def _check(name: str, first: Sequence[str], columns: Columns) -> None:
    mapped = [head for head in (columns.text, columns.number, columns.name, columns.date) if head]
    if missing := [head for head in mapped if head not in first]:
        raise InvalidRecord(f"{name}：没有这些列：{'、'.join(missing)}；表头是：{'、'.join(filter(None, first))}。")
    if twice := [head for head in mapped if first.count(head) > 1]:
        raise InvalidRecord(f"{name}：这些表头不止一列：{'、'.join(twice)}；请改成不同的名字，免得读错一列。")


def _letter(
    place: int, cells: Mapping[str, str], columns: Columns, seen: dict[str, int]
) -> ListedLetter | InvalidRecord:
    def cell(head: str | None) -> str | None:
        return cells.get(head, "").strip() or None if head else None

    text, number = cell(columns.text), cell(columns.number)
    if text is None:
        return InvalidRecord(f"第 {place} 行：“{columns.text}”一列是空的。")
    if number is not None and number in seen:
        return InvalidRecord(f"第 {place} 行：编号与第 {seen[number]} 行相同。")
    if number is not None:
        seen[number] = place
    mapped = {columns.text, columns.number, columns.name, columns.date}
    others = {head: value for head, value in cells.items() if head and value and head not in mapped}
    return ListedLetter(place, text, number, cell(columns.name), cell(columns.date), others)


@dataclass(frozen=True, slots=True)
class _Table:
    """Numbered rows, heads first, and the names of the sheets that hold something and were not read."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    unread: tuple[str, ...]


def _table(data: bytes, name: str, limits: Limits) -> _Table:
    """Read the first sheet that holds anything; a title above the heads is passed over, but guarded, too."""
    sheets = sheet.tables(data, name, limits) if form(data, name) == "xlsx" else [("", _csv(data, name))]
    guard(data, name, *(cell for title, rows in sheets for cell in (title, *(one for row in rows for one in row))))
    (_, table), *others = [(title, rows) for title, rows in sheets if any(map(any, rows))] or [("", [])]
    rows = [(number, row) for number, row in enumerate(table, start=1) if any(row)]
    filled = [sum(1 for cell in row if cell) for _, row in rows]
    start = next((index for index, count in enumerate(filled) if count >= (max(filled) + 1) // 2), 0)
    if len(rows) - start < 2:
        raise EmptyDocument(f"{name}：表里没有来信（表头之下没有内容）。")
    stripped = tuple((number, tuple(cell.strip() for cell in row)) for number, row in rows[start:])
    return _Table(stripped, tuple(title for title, _ in others))


def _csv(data: bytes, name: str) -> list[tuple[str, ...]]:
    text, _ = decode(data, name)
    first_line = text.partition("\n")[0]
    mark = max(",\t;", key=first_line.count)
    try:
        return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise UnreadableDocument(
            f"{name}：CSV 表格的格式有误（引号不成对或单元格过长）；请用表格软件另存后再交。"
        ) from error
