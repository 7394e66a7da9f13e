"""Files of letters to text, within the limits of the settings: whatever a file is, the server goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from corpus.documents import Document, Limits
from corpus.errors import ClassifiedDocument
from corpus.reading import read
from corpus.recognition import form
from corpus.working.progress import Told
from corpus.working.worker import read_apart

if TYPE_CHECKING:
    from service.assembly import Assembly

TYPED: Final = "typed"
# Plain text needs no reader that could fail. A process of its own costs 0.1 s, as much as reading 1 MB of text here;
# a letter of 2 kB is read here in 0.2 ms.
SHORT_TEXT: Final = 1_000_000


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
