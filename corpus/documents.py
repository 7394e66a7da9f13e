"""What a file becomes once it is read: text, and where each stretch of it came from."""

from dataclasses import dataclass

from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most; service fills it from the settings."""

    bytes: int = 50 * 1024 * 1024
    pages: int = 500
    # What an archive (docx is one) may unfold to; a letter of 100 pages with photographs stays far below.
    unfolded_bytes: int = 300 * 1024 * 1024
    characters: int = 2_000_000
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; forms without pages (txt, docx) are one page.

    `method` names what read it: plain, docx, pypdfium2, pdfplumber. An unread page has an empty span and a note.
    """

    number: int
    span: Span
    method: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. All spans count code points of `text`; lines end in a single newline.

    `paragraphs` are the stretches of text that belong together, in reading order, blank ones left out.
    `notes` are Chinese sentences that the user has to see: a page not read, a suffix that lies.
    """

    name: str
    kind: str
    text: str
    pages: tuple[Page, ...]
    paragraphs: tuple[Span, ...]
    notes: tuple[str, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that holds the character at `offset`."""
        return next((page.number for page in self.pages if page.span.start <= offset < page.span.end), None)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a reader of one form hands over for one page: its lines, each a whole paragraph or a table row."""

    method: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one form hands over for one file."""

    leaves: tuple[Leaf, ...]
    notes: tuple[str, ...] = ()


def compose(name: str, kind: str, reading: Reading) -> Document:
    """Join the leaves of a reading to one text and count where everything stands in it."""
    pieces: list[str] = []
    pages: list[Page] = []
    paragraphs: list[Span] = []
    offset = 0
    for number, leaf in enumerate(reading.leaves, start=1):
        start = offset
        for line in leaf.lines:
            if line.strip():
                paragraphs.append(Span(offset, offset + len(line)))
            pieces.append(line + "\n")
            offset += len(line) + 1
        pages.append(Page(number, Span(start, offset), leaf.method))
    return Document(name, kind, "".join(pieces), tuple(pages), tuple(paragraphs), reading.notes)
