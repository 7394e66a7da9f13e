"""What a file becomes once it is read: text, and where each stretch of it came from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.spans import Span


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most; service fills it from the settings."""

    bytes: int = 50 * 1024 * 1024
    pages: int = 500
    # What an archive (docx is one) may unfold to; a letter of 100 pages with photographs stays far below.
    unfolded_bytes: int = 300 * 1024 * 1024
    characters: int = 2_000_000
    members: int = 200  # files in an archive or a message
    depth: int = 3  # archives in archives
    seconds: float = 600.0
    # Pages of pictures, at some eight seconds each. 0: raise NeedsRecognition, so that a request may queue a job.
    recognised_pages: int = 60
    pixels: int = 80_000_000  # of one picture; A3 at 600 dpi has 70 million


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page, as fractions of its width and height, measured from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """One character that OCR is not sure of: where, how sure (0 to 1), and what else it may be, likeliest first."""

    offset: int
    confidence: float
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that stands in one line of one page; `confidence` is OCR's, None for typed characters."""

    span: Span
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document; forms without pages (txt, docx) are one page.

    `method` names what read it: plain, docx, pypdfium2, pdfplumber, rapidocr. `draft` is what OCR made of a page
    that is too doubtful to be text: its span is empty, a person has to transcribe it. Offsets of `draft_doubts` count
    from the beginning of `draft`.
    """

    number: int
    span: Span
    method: str
    confidence: float | None = None
    draft: str = ""
    draft_doubts: tuple[Doubt, ...] = ()

    @property
    def read(self) -> "PageRead":
        """How this page became text, without the draft."""
        return PageRead(self.number, self.span, self.method, self.confidence)


@dataclass(frozen=True, slots=True)
class PageRead:
    """How one page became text, for whoever shows or judges it; the members are those of Page."""

    number: int
    span: Span
    method: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a file: a member of an archive, an attachment. `problem` says why its span is empty."""

    name: str
    kind: str
    span: Span
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text. All spans count code points of `text`; lines end in a single newline.

    `paragraphs` are the stretches that belong together, in reading order, blank ones left out. `runs` ascend; forms
    without places on paper have none. `margins` are headers, footers and page numbers, which are no part of `text`.
    `notes` are Chinese sentences that the user has to see: a page not read, a suffix that lies. `sent` is the day on
    which a message was sent, by its head; no other form has one.
    """

    name: str
    kind: str
    text: str
    pages: tuple[Page, ...]
    paragraphs: tuple[Span, ...]
    runs: tuple[Run, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    margins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    sent: date | None = None

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that holds the character at `offset`."""
        return next((page.number for page in self.pages if page.span.start <= offset < page.span.end), None)

    def run_of(self, offset: int) -> Run | None:
        """Return the line on paper that holds the character at `offset`, where the form has such."""
        return next((run for run in self.runs if run.span.start <= offset < run.span.end), None)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that a reader found in one place; offsets of `doubts` count from the beginning of `text`."""

    text: str
    box: Box | None = None
    confidence: float | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a reader hands over for one page: its paragraphs or table rows, each of one or more pieces.

    `goes_on` says that the last paragraph continues on the next page.
    """

    method: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    goes_on: bool = False
    margins: tuple[str, ...] = ()
    confidence: float | None = None
    draft: str = ""
    draft_doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader hands over for one file. `margins` are those that belong to no page of its own.

    `sent` is the day in the head of a message.
    """

    leaves: tuple[Leaf, ...]
    notes: tuple[str, ...] = ()
    margins: tuple[str, ...] = ()
    enclosures: tuple["Enclosure", ...] = ()
    sent: date | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that a reader found inside another: what became of it, or why it could not be read.

    `pages` counts the leaves of the whole reading that are its own, beginning with `first` (from 0).
    """

    name: str
    kind: str
    reading: Reading | None
    problem: str | None = None
    first: int = 0

    @property
    def pages(self) -> int:
        """The number of leaves that came from this file."""
        return len(self.reading.leaves) if self.reading else 0


# How the reader of an envelope has the files inside it read: their bytes, their name.
Enclosed = Callable[[bytes, str], Enclosure]


def enclose(envelope: Reading, enclosures: Sequence[Enclosure]) -> Reading:
    """Return an envelope's own reading followed by those of the files inside it, at whatever depth."""
    leaves = list(envelope.leaves)
    notes, edges, flat = list(envelope.notes), list(envelope.margins), list[Enclosure]()
    for enclosure in enclosures:
        inner = enclosure.reading or Reading(())
        flat.append(replace(enclosure, first=len(leaves)))
        flat += [
            replace(deeper, name=f"{enclosure.name}/{deeper.name}", first=deeper.first + len(leaves))
            for deeper in inner.enclosures
        ]
        leaves += inner.leaves
        notes += [enclosure.problem] if enclosure.problem else []
        notes += [f"{enclosure.name}：{note}" for note in inner.notes]
        edges += inner.margins
    sent = {one.reading.sent for one in enclosures if one.reading and one.reading.sent}
    day = envelope.sent or (sent.pop() if len(sent) == 1 else None)  # of several messages none speaks for all
    return Reading(tuple(leaves), tuple(notes), tuple(edges), tuple(flat), day)


def plain_leaf(method: str, lines: Sequence[str]) -> Leaf:
    """Return a leaf of lines that have no place on paper."""
    return Leaf(method, tuple((Piece(line),) for line in lines))


def compose(name: str, kind: str, reading: Reading) -> Document:
    """Join the leaves of a reading to one text and count where everything stands in it."""
    desk = _Composition()
    for number, leaf in enumerate(reading.leaves, start=1):
        desk.add(number, leaf, last=number == len(reading.leaves))
    return Document(
        name=name,
        kind=kind,
        text="".join(desk.words),
        pages=tuple(desk.pages),
        paragraphs=tuple(desk.paragraphs),
        runs=tuple(desk.runs),
        doubts=tuple(desk.doubts),
        margins=reading.margins + tuple(line for leaf in reading.leaves for line in leaf.margins),
        notes=reading.notes,
        parts=tuple(_part(enclosure, desk.pages) for enclosure in reading.enclosures),
        sent=reading.sent,
    )


def _part(enclosure: Enclosure, pages: Sequence[Page]) -> Part:
    own = pages[enclosure.first : enclosure.first + enclosure.pages]
    start = own[0].span.start if own else 0
    return Part(enclosure.name, enclosure.kind, Span(start, own[-1].span.end if own else start), enclosure.problem)


class _Composition:
    """A text that grows page by page."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.pages: list[Page] = []
        self.paragraphs: list[Span] = []
        self.runs: list[Run] = []
        self.doubts: list[Doubt] = []
        self._offset = 0
        self._begun: int | None = None  # where the paragraph began that the page before did not end

    def add(self, number: int, leaf: Leaf, *, last: bool) -> None:
        start = self._offset
        for index, paragraph in enumerate(leaf.paragraphs):
            open_end = leaf.goes_on and not last and index == len(leaf.paragraphs) - 1
            self._add_paragraph(number, paragraph, open_end=open_end)
        span = Span(start, self._offset)
        self.pages.append(Page(number, span, leaf.method, leaf.confidence, leaf.draft, leaf.draft_doubts))

    def _add_paragraph(self, number: int, pieces: Sequence[Piece], *, open_end: bool) -> None:
        begun = self._offset if self._begun is None else self._begun
        for piece in pieces:
            self._add_piece(number, piece)
        if open_end:
            self._begun = begun
            return
        self._begun = None
        if "".join(self.words[-1:]).strip() or any(piece.text.strip() for piece in pieces):
            self.paragraphs.append(Span(begun, self._offset))
        self._write("\n")

    def _add_piece(self, number: int, piece: Piece) -> None:
        start = self._offset
        self._write(piece.text)
        if piece.box is not None:
            self.runs.append(Run(Span(start, self._offset), number, piece.box, piece.confidence))
        self.doubts += [Doubt(start + doubt.offset, doubt.confidence, doubt.alternatives) for doubt in piece.doubts]

    def _write(self, words: str) -> None:
        self.words.append(words)
        self._offset += len(words)
