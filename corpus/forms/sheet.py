"""Excel workbooks (xlsx) as documents: one row a line, cells parted by tabs. Lists of letters: corpus/lists.py."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from corpus.documents import Limits, Reading, plain_leaf
from corpus.errors import DocumentTooLarge, UnreadableDocument

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


# The day before the first of the 1900 system, in which 1900 is taken for a leap year (ECMA-376, 18.17.4.1).
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, its rows, and the day from which its bare numbers count days."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    epoch: date = _EPOCH


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Read every visible sheet; formulas give the value that was stored with them."""
    lines = [
        line for one in tables(data, name, limits) for row in one.rows if (line := "\t".join(row).rstrip("\t")).strip()
    ]
    return Reading((plain_leaf("openpyxl", lines),))


def tables(data: bytes, name: str, limits: Limits) -> list[Table]:
    """Return each visible sheet with all its rows, empty ones too; cells as a person sees them."""
    import openpyxl

    _check_size(data, name, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and checks that it does not keep
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return [
                Table(sheet.title, tuple(_rows(sheet, name, limits)), book.epoch.date())
                for sheet in book.worksheets
                if _visible(sheet)
            ]
    except DocumentTooLarge:
        raise
    except Exception as error:  # openpyxl lets KeyError, ParseError, TypeError and others through
        raise UnreadableDocument(
            f"{name}：电子表格已损坏或不完整，打不开；请用 Excel 或 WPS 打开后另存再交。"
        ) from error


def _check_size(data: bytes, name: str, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unfolded = sum(member.file_size for member in archive.infolist())
    if unfolded > limits.unfolded_bytes:
        raise DocumentTooLarge(f"{name}：电子表格展开后有 {unfolded // 1024 // 1024} MB，超过上限，未读取。")


def _visible(sheet: "Worksheet") -> bool:
    return bool(sheet.sheet_state == "visible")


def _rows(sheet: "Worksheet", name: str, limits: Limits) -> Iterator[tuple[str, ...]]:
    written = 0
    for row in sheet.iter_rows(values_only=True):
        cells = tuple(_words(value) for value in row)
        written += sum(map(len, cells)) + 1
        if written > limits.characters:
            raise DocumentTooLarge(f"{name}：表格超过 {limits.characters} 字，未读取；请拆成几份再交。")
        yield cells


def _words(value: object) -> str:
    """Return a cell as it reads: 13800000000.0 is a telephone number, midnight is only a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time(0) else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip().replace("\r\n", "\n").replace("\n", " ").replace("\t", " ")
