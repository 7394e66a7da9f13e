"""Files of letters to text, within the limits of the settings: whatever a file is, the server goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from corpus.bundling.delivery import Delivery, Sent, deliver
from corpus.documents import Document, Limits
from corpus.errors import ClassifiedDocument, InvalidRecord
from corpus.lists import MarkedRow
from corpus.reading import read
from corpus.recognition import form
from corpus.working.progress import Told
from corpus.working.worker import deliver_apart, read_apart

if TYPE_CHECKING:
    from service.assembly import Assembly

TYPED: Final = "typed"
# Plain text needs no reader that could fail. A process of its own costs 0.1 s, as much as reading 1 MB of text here;
# a letter of 2 kB is read here in 0.2 ms.
SHORT_TEXT: Final = 1_000_000


# What is said of the one file or row that is refused; whom to call is said as for a whole file (corpus/errors.py).
MARKED: Final = (
    "带有国家秘密标志（绝密、机密或秘密），没有收：没有保存、没有建索引、没有写入日志；其余的照常处理。"
    "请立即停止传送，保护好原件，并联系本单位保密工作机构。"
)


def read_letters(
    parts: "Assembly", data: bytes, name: str | None, *, limits: Limits, progress: Told | None = None
) -> Delivery:
    """Read an upload apart from this process, or typed text in UTF-8 where there is no name; note what is refused.

    Raises UnreadableDocument with the reason; NeedsRecognition where the limits leave no time for pictures.
    """
    if name is None:
        return Delivery((Sent(read_letter(parts, data, name, limits=limits)),))
    with refusing(parts):
        if len(data) <= SHORT_TEXT and form(data, name) == "txt":
            found = deliver(data, name, limits=limits)
        else:
            found = deliver_apart(data, name, limits=limits, allowance=parts.allowance, progress=progress)
    for one in found.refused:
        parts.register.refuse(one.digest, parts.now(), place=f"压缩包里{one.place}")
    return found


def refuse_row(parts: "Assembly", row: MarkedRow) -> InvalidRecord:
    """Note a row of a list that bears a mark of secrecy, and return what is said of it: its place, nothing else."""
    parts.register.refuse(row.digest, parts.now(), place=f"清单第 {row.row} 行")
    return InvalidRecord(f"第 {row.row} 行{MARKED}")


def read_letter(
    parts: "Assembly", data: bytes, name: str | None, *, limits: Limits, progress: Told | None = None
) -> Document:
    """Read a file apart from this process, or typed text in UTF-8 where there is no name.

    Raises UnreadableDocument with the reason; NeedsRecognition where the limits leave no time for pictures.
    """
    if name is None:
        return Document("键入的来信", TYPED, data.decode("utf-8"), pages=(), paragraphs=())
    with refusing(parts):
        if len(data) <= SHORT_TEXT and form(data, name) == "txt":
            return read(data, name, limits=limits)
        return read_apart(data, name, limits=limits, allowance=parts.allowance, progress=progress)


@contextmanager
def refusing(parts: "Assembly") -> Iterator[None]:
    """Note hash and time of what is refused inside as a state secret; the caller is told whom to call."""
    try:
        yield
    except ClassifiedDocument as error:
        parts.register.refuse(error.digest, parts.now())
        raise
