"""Judgments and own cases from files: read whole, masked, kept once; a file that cannot be read is told and left out.

Nothing of a file is kept before all of it is read, and nobody's name leaves the store's own column of original texts.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.cases import Case
from corpus.errors import HuiyinError, InvalidRecord
from corpus.lists import Columns, ListedLetter, MarkedRow
from corpus.recognition import suffix
from corpus.working.worker import heads_apart, letters_apart
from indexing.build import build
from service.cases.matters import import_cases
from service.cases.rulings import case_of
from service.faults import reason
from service.receiving.reading import read_letter, refuse_row, refusing

if TYPE_CHECKING:
    from service.assembly import Assembly

LINES: Final = frozenset({"ndjson", "jsonl", "json"})
TABLES: Final = frozenset({"csv", "tsv", "xlsx"})
# Heads of columns as exports of judgments write them; the first that a table has is taken.
TEXTS: Final = ("全文", "文书全文", "文书内容", "裁判文书", "正文", "基本案情", "案情", "案件事实", "内容", "text")
NUMBERS: Final = ("案号", "入库编号", "案例编号", "编号", "id")
DAYS: Final = ("裁判日期", "判决日期", "审结日期", "日期", "date")
# What a row says beside its text, written in front of it so that each field has its place.
SAID: Final = ("审理法院", "法院", "案由", "罪名", "审理程序", "审判程序", "裁判结果")
# Columns that name persons: hidden in the text, and not taken over.
PEOPLE: Final = re.compile(r"当事人|原告|被告|上诉|申请|第三人|法官|审判|书记|律师|代理|辩护|法定代表|姓名|公诉")


@dataclass(frozen=True, slots=True)
class FileProblem:
    """What was not imported of one file, and why; `line` of a table or of lines."""

    file: str
    detail: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """What an import of files did: files read, cases in them, how many are new and how many were known."""

    files: int = 0
    read: int = 0
    new: int = 0
    known: int = 0
    problems: tuple[FileProblem, ...] = ()

    def __add__(self, other: "CaseFiles") -> "CaseFiles":
        return CaseFiles(
            self.files + other.files,
            self.read + other.read,
            self.new + other.new,
            self.known + other.known,
            self.problems + other.problems,
        )


def import_files(
    parts: "Assembly", path: Path, *, own: bool = False, progress: Callable[[int, int], None] | None = None
) -> CaseFiles:
    """Import a file, or all files of a folder and those below it, and bring the index up to date.

    `own` takes what is no judgment as a case of the office's own. The same files a second time change nothing.
    """
    files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
    files = [one for one in files if not one.name.startswith((".", "~$"))]  # ~$: Word's own, beside an open file
    report = CaseFiles()
    for done, file in enumerate(files, start=1):
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        try:
            report += _import_file(parts, file.read_bytes(), name, own=own)
        except OSError as error:
            report += CaseFiles(problems=(FileProblem(name, reason(error)),))
        except HuiyinError as error:  # one file must not take the others away
            report += CaseFiles(problems=(FileProblem(name, str(error)),))
        if progress:
            progress(done, len(files))
    if report.new:
        build(parts.engine, parts.case_source)
    return report


def _import_file(parts: "Assembly", data: bytes, name: str, *, own: bool) -> CaseFiles:
    if suffix(name) in LINES:
        done = import_cases(parts, data.splitlines())
        problems = tuple(FileProblem(name, one.detail, one.line) for one in done.problems)
        return CaseFiles(1, done.read, done.new, done.read - done.new, problems)
    cases: dict[str, tuple[Case, str]] = {}
    told: list[FileProblem] = []
    for one in _texts(parts, data, name):
        try:
            if isinstance(one, InvalidRecord):
                raise one
            case, masked = case_of(parts, one.text, beside=one.beside, own=own, number=one.number)
            _check(parts, case, cases)
        except InvalidRecord as error:
            told.append(FileProblem(name, str(error), None if isinstance(one, InvalidRecord) else one.line))
        else:
            cases[case.id] = case, masked
    new = parts.register.add_cases(cases.values())
    return CaseFiles(1, len(cases), new, len(cases) - new, tuple(told))


def _check(parts: "Assembly", case: Case, others: dict[str, tuple[Case, str]]) -> None:
    """Refuse a case whose id another text has: which of the two is right, a person must say."""
    if case.id in others:
        raise InvalidRecord(f"{case.id} 在同一文件里不止一份，只导入了前面的一份")
    if parts.register.holds_letter(case.id):
        raise InvalidRecord("这个编号是一封来信的，没有导入")
    kept = parts.register.case_text(case.id)
    if kept is not None and kept != case.text:
        raise InvalidRecord(f"库里已有 {case.id}，内容不同，没有替换")


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a file, and what the file says beside it."""

    text: str
    line: int | None = None
    number: str | None = None
    beside: tuple[str, ...] = ()


def _texts(parts: "Assembly", data: bytes, name: str) -> Iterator[_Text | InvalidRecord]:
    if suffix(name) not in TABLES:
        document = read_letter(parts, data, name, limits=parts.limits)
        if document.parts:
            raise InvalidRecord("里面有几个文件；请解开后逐个导入，一个文件一份文书")
        yield _Text(document.text)
        return
    for row in _rows(parts, data, name):
        if isinstance(row, InvalidRecord):
            yield row
        else:
            beside = tuple(value for head, value in row.others.items() if PEOPLE.search(head))
            yield _Text(_written(row), row.row, row.number, beside)


def _rows(parts: "Assembly", data: bytes, name: str) -> list[ListedLetter | InvalidRecord]:
    with refusing(parts):
        heads = heads_apart(data, name, limits=parts.limits, allowance=parts.allowance)
        text, number, day = (next((one for one in known if one in heads), None) for known in (TEXTS, NUMBERS, DAYS))
        if text is None:
            raise InvalidRecord(
                f"看不出哪一列是正文；表头可写作：{'、'.join(TEXTS)}。现在的表头是：{'、'.join(filter(None, heads))}"
            )
        columns = Columns(text, number=number, date=day)
        rows = letters_apart(data, name, columns, limits=parts.limits, allowance=parts.allowance)
        return [refuse_row(parts, row) if isinstance(row, MarkedRow) else row for row in rows]


def _written(row: ListedLetter) -> str:
    said = [f"案号：{row.number}"] if row.number else []
    said += [f"{head}：{row.others[head]}" for head in SAID if row.others.get(head)]
    said += [f"裁判日期：{row.date}"] if row.date else []
    return "\n".join((*said, row.text))
