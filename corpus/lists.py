"""Lists of letters (xlsx, csv): one row a letter, by a mapping of columns that an office saves once."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.documents import Limits
from corpus.encodings import decode
from corpus.errors import EmptyDocument, InvalidRecord, ListOfLetters, UnreadableDocument
from corpus.forms import sheet
from corpus.recognition import form, suffix
from corpus.secrecy import digest_of, guard, is_marked

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


# Words that a head has where it is written otherwise; what they point to is only offered, a person decides.
_HINTS: Mapping[str, str] = {
    "text": r"内容|诉求(?!人)|正文|描述|事项|情况|问题",
    "number": r"编号|流水|单号|工单|序号|件号",
    "name": r"姓名|信访人|诉求人|来信人|投诉人|反映人|来电人|举报人|联系人",
    "date": r"日期|时间|时点|来电日|登记日|登记",
}
_CSV = frozenset({"csv", "tsv"})
_LONGEST_HEAD = 20
_STORY = 15  # characters of a cell that tells something; of names, numbers and days none is so long
# Days as spreadsheets count them where a cell lost its format: 1954 to 2064. No other number of five digits fits there.
_SERIAL = re.compile(r"(?P<days>[2-5]\d{4})(?:\.\d+)?")
_RUN_TOGETHER = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")  # 20260305


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


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row that bears a mark of state secrecy: where it stands, and the SHA-256 of its list (hex). Nothing of it."""

    row: int
    digest: str


def guess(heads: Sequence[str]) -> Columns | None:
    """Propose a mapping for heads as offices write them; None where no column looks like the letter's text."""
    found = {part: next((head for head in known if head in heads), None) for part, known in _KNOWN.items()}
    text = found.pop("text")
    return Columns(text, **found) if text else None


def offer(heads: Sequence[str]) -> str:
    """Return the options of the command that seem to fit these heads, for a person to check; empty where none do."""
    left, written = list(filter(None, heads)), []
    for part, hint in _HINTS.items():
        found = next((head for head in left if re.search(hint, head)), None)
        if found is not None:
            left.remove(found)
            written.append(f'--{part} "{found}"')
        elif part == "text":
            return ""
    return " ".join(written)


def heads(data: bytes, name: str, *, limits: Limits = Limits()) -> tuple[str, ...]:  # noqa: B008 - frozen
    """Return the heads of the columns of a list. Raises as `letters` does."""
    table = _table(data, name, limits)
    table.guard(data, name)
    return table.rows[0][1]


def refuse_list(data: bytes, name: str, limits: Limits) -> None:
    """Raise ListOfLetters for a table whose rows are letters; says nothing of what is none or cannot be read."""
    try:
        if form(data, name) != "xlsx" and suffix(name) not in _CSV:
            return
        table = _table(data, name, limits)
    except UnreadableDocument:
        return
    (_, first), *rows = table.rows
    known = guess(first)
    stories = any(sum(len(row[column]) >= _STORY for _, row in rows) > 1 for column in range(len(first)))
    if len(first) < 2 or max(map(len, first)) > _LONGEST_HEAD or not (known or stories):
        return
    options = "" if known else f" {offer(first) or '--text 来信内容的列名'}"
    raise ListOfLetters(
        f"{name}：这是一份来信清单（{len(rows)} 行），一行是一封信，没有当作一封信来读。请用清单导入：网页“清单导入”，"
        f"或接口 POST /v1/lists，或命令 huiyin lists import {name} --mapping 名称{options}"
        + ("" if known else f"（请核对列名；表头是：{'、'.join(filter(None, first))}）")
    )


def letters(
    data: bytes,
    name: str,
    columns: Columns,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> list[ListedLetter | MarkedRow | InvalidRecord]:
    """Return a letter for each row, or the problem of a row: no text, a number that an earlier row has, cells too many.

    A row that bears a mark of secrecy is a MarkedRow. Each sheet after the first that holds anything is a problem, too:
    nothing of it was read. Raises InvalidRecord if a mapped column is not in the list or there twice,
    ClassifiedDocument if the list itself bears a mark: in its name, above or in its heads, on another sheet.
    """
    table = _table(data, name, limits)
    table.guard(data, name)
    (_, first), *rows = table.rows
    _check(name, first, columns)
    seen: dict[str, tuple[int, str]] = {}
    answers: list[ListedLetter | MarkedRow | InvalidRecord] = []
    for place, row in rows:
        cells = dict(zip(first, row, strict=False))
        if _bears_mark(row, cells):
            answers.append(MarkedRow(place, digest_of(data)))
        elif any(row[len(first) :]):
            answers.append(InvalidRecord(f"第 {place} 行：内容比表头多出几格，多半是正文里有没加引号的分隔符。"))
        else:
            answers.append(_letter(place, cells, columns, seen, table.epoch))
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


def _bears_mark(row: Sequence[str], cells: Mapping[str, str]) -> bool:
    """Tell whether a cell bears a mark; under the head 密级 the level alone is one."""
    return any(map(is_marked, row)) or any(is_marked(f"{head}：{cell}") for head, cell in cells.items())


def _day(written: str | None, epoch: dt.date) -> str | None:
    """Return a day that is a bare number as a day, all else as it is written."""
    if written is None:
        return None
    if serial := _SERIAL.fullmatch(written):
        return (epoch + dt.timedelta(days=int(serial["days"]))).isoformat()
    if run := _RUN_TOGETHER.fullmatch(written):
        return "-".join(run.groups())
    return written


def _letter(
    place: int, cells: Mapping[str, str], columns: Columns, seen: dict[str, tuple[int, str]], epoch: dt.date
) -> ListedLetter | InvalidRecord:
    def cell(head: str | None) -> str | None:
        return cells.get(head, "").strip() or None if head else None

    text, number = cell(columns.text), cell(columns.number)
    if text is None:
        return InvalidRecord(f"第 {place} 行：“{columns.text}”一列是空的。")
    if number is not None and number in seen:
        before, same = seen[number]
        if same == text:
            return InvalidRecord(f"第 {place} 行：编号和内容与第 {before} 行相同，只收一次。")
        return InvalidRecord(
            f"第 {place} 行：编号与第 {before} 行相同，内容不同，没有收；"
            "请核对，若是另一封信，改用不重复的编号后再导入一次。"
        )
    if number is not None:
        seen[number] = (place, text)
    mapped = {columns.text, columns.number, columns.name, columns.date}
    others = {head: value for head, value in cells.items() if head and value and head not in mapped}
    return ListedLetter(place, text, number, cell(columns.name), _day(cell(columns.date), epoch), others)


@dataclass(frozen=True, slots=True)
class _Table:
    """Numbered rows, heads first; what stands above and beside them; the day from which bare numbers count days."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    above: tuple[str, ...]
    others: tuple[sheet.Table, ...]  # sheets that hold something and were not read
    epoch: dt.date

    @property
    def unread(self) -> tuple[str, ...]:
        """The names of the sheets that were not read."""
        return tuple(one.title for one in self.others)

    def guard(self, data: bytes, name: str) -> None:
        """Raise ClassifiedDocument where the list itself bears a mark, not only one of its rows."""
        beside = (text for one in self.others for text in (one.title, *(cell for row in one.rows for cell in row)))
        guard(data, name, *self.above, *self.rows[0][1], *beside)


def _table(data: bytes, name: str, limits: Limits) -> _Table:
    """Read the first sheet that holds anything; a title above the heads is passed over."""
    sheets = sheet.tables(data, name, limits) if form(data, name) == "xlsx" else [sheet.Table("", _csv(data, name))]
    first, *others = [one for one in sheets if any(map(any, one.rows))] or [sheet.Table("", ())]
    rows = [(number, row) for number, row in enumerate(first.rows, start=1) if any(row)]
    filled = [sum(1 for cell in row if cell) for _, row in rows]
    start = next((index for index, count in enumerate(filled) if count >= (max(filled) + 1) // 2), 0)
    if len(rows) - start < 2:
        guard(data, name, *(cell for _, row in rows for cell in row))
        raise EmptyDocument(f"{name}：表里没有来信（表头之下没有内容）。")
    stripped = tuple((number, tuple(cell.strip() for cell in row)) for number, row in rows[start:])
    above = (first.title, *(cell for _, row in rows[:start] for cell in row))
    return _Table(stripped, above, tuple(others), first.epoch)


def _csv(data: bytes, name: str) -> tuple[tuple[str, ...], ...]:
    text, _ = decode(data, name)
    first_line = text.partition("\n")[0]
    mark = max(",\t;", key=first_line.count)
    try:
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise UnreadableDocument(
            f"{name}：CSV 表格的格式有误（引号不成对或单元格过长）；请用表格软件另存后再交。"
        ) from error
