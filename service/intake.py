"""The way of a letter, from bytes to a matter that later letters are compared with."""

import secrets
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, overload

from corpus.bundling.delivery import Delivery
from corpus.bundling.grouping import RULE
from corpus.documents import Document, Limits
from corpus.papers import papers
from indexing.build import catch_up
from models.analysis import analyse
from service.advice import advise, cited_by_day, no_advice
from service.answers import Analysed, Delivered, Failure, Kept
from service.faults import where
from service.receiving.reading import MARKED, read_letters
from service.register import Letter
from service.texts import checked, labels_of, private_of

if TYPE_CHECKING:
    from service.assembly import Assembly


@overload
def take_in(parts: "Assembly", data: bytes, name: None, *, limits: Limits) -> Kept: ...
@overload
def take_in(parts: "Assembly", data: bytes, name: str | None, *, limits: Limits) -> Kept | Delivered: ...
def take_in(parts: "Assembly", data: bytes, name: str | None, *, limits: Limits) -> Kept | Delivered:
    """Take in an upload: read, analyse, keep, make searchable. Without a name it is typed text in UTF-8.

    An archive of several letters becomes as many. Where search is away a letter is kept all the same, without articles
    and matters, and its notes say so.
    """
    received = parts.now()
    found = read_letters(parts, data, name, limits=limits)
    several = len(found.letters) > 1
    kept = []
    for sent in found.letters:
        answer = analyse_document(parts, with_problems(found, sent.document), key=new_key(received), keeping=True)
        whose = sent.document.name if several or name is None else name
        original = data if sent.original is None else sent.original
        kept.append(keep(parts, whose, original, sent.document, answer, received=received))
    return delivered(found, tuple(kept), done="收下") if several else kept[0]


def keep(
    parts: "Assembly",
    name: str,
    data: bytes,
    document: Document,
    answer: Analysed,
    *,
    received: datetime,
    foreign: tuple[str, str] | None = None,
) -> Kept:
    """Keep a letter under the id of its answer and make it searchable.

    Once this returns the letter is safe. Where the index cannot be written the letter is kept all the same;
    the next letter or build brings it in.
    """
    with parts.filing:
        parts.register.keep(Letter(name, data, document.kind, received, foreign), answer)
        _make_searchable(parts, answer.id)
    return parts.register.letter(answer.id)


def analyse_submitted(parts: "Assembly", data: bytes, name: str | None, *, limits: Limits) -> Analysed | Delivered:
    """Analyse an upload, or typed text in UTF-8 where there is no name, and keep nothing."""
    found = read_letters(parts, data, name, limits=limits)
    now = parts.now()
    answers = tuple(
        analyse_document(parts, with_problems(found, sent.document), key=new_key(now)) for sent in found.letters
    )
    return delivered(found, answers, done="分析") if len(answers) > 1 else answers[0]


def delivered(found: Delivery, letters: tuple[Kept, ...] | tuple[Analysed, ...], *, done: str) -> Delivered:
    """Return the answer for an archive of several letters, of which each was so `done`."""
    return Delivered(
        letters=letters,
        told=f"这个压缩包里有 {len(letters)} 封信，分别{done}。{RULE}",
        problems=problems_of(found),
        refused=tuple(f"压缩包里{one.place}" for one in found.refused),
    )


def problems_of(found: Delivery) -> tuple[Failure, ...]:
    """Say what of an upload is in none of its letters: by its place where it bears a mark of secrecy."""
    refused = (Failure(f"压缩包里{one.place}", MARKED) for one in found.refused)
    return (*refused, *(Failure(one.name, one.problem) for one in found.unread))


def with_problems(found: Delivery, document: Document) -> Document:
    """Let the only letter of an upload say what of it was not taken; of several the answer as a whole does."""
    if len(found.letters) > 1:
        return document
    told = tuple(f"{one.what}{one.why}" for one in problems_of(found))
    return replace(document, notes=(*told, *document.notes))


def analyse_document(parts: "Assembly", document: Document, *, key: str, keeping: bool = False) -> Analysed:
    """Analyse a file that is read, as `analyse_text` does."""
    answer = analyse_text(parts, document.text, key=key, notes=document.notes, sent=document.sent, keeping=keeping)
    pages = tuple(page.read for page in document.pages)
    return replace(answer, doubts=document.doubts, pages=pages, files=document.parts)


def analyse_text(
    parts: "Assembly",
    text: str,
    *,
    key: str,
    notes: tuple[str, ...] = (),
    sent: date | None = None,
    keeping: bool = False,
) -> Analysed:
    """Say what a letter says, whom it names, which law and which matters are near it; `sent`: the day of its message.

    Raises IndexUnavailable; not for a letter that is about to be kept: that one is answered without articles.
    """
    cleaned = checked(parts, text)
    today = parts.today()
    analysis = analyse(cleaned.text, models=parts.models, today=today, sent=sent)
    try:
        advice = advise(parts, cleaned.text, analysis, today=today)
    except Exception as error:
        if not keeping:
            raise
        parts.log.warning("letter %s is kept without advice: %s at %s", key, type(error).__name__, where(error))
        advice = no_advice(analysis, today=today)
    return Analysed(
        id=key,
        text=text,
        labels=labels_of(analysis.labels, cleaned),
        abstained=analysis.abstained,
        private=private_of(analysis.private, cleaned),
        masked=analysis.masked,
        citations=cited_by_day(parts, text, analysis.days, cleaned=cleaned, as_of=advice.as_of),
        keywords=analysis.keywords,
        summary=analysis.summary,
        articles=advice.articles,
        matters=advice.matters,
        as_of=advice.as_of,
        as_of_basis=advice.as_of_basis,
        as_of_reason=advice.as_of_reason,
        notes=(*notes, *advice.notes),
        papers=papers(text),
    )


def _make_searchable(parts: "Assembly", key: str) -> None:
    """Put a kept letter into the index, and before it whatever else the index lacks."""
    try:
        catch_up(parts.engine, parts.case_source)
    except Exception as error:  # noqa: BLE001 - the letter is safe: told of a failure its sender would send it twice
        parts.log.warning("letter %s is kept, its index entry waits: %s at %s", key, type(error).__name__, where(error))


def new_key(moment: datetime) -> str:
    """Return a number for a letter that nobody can guess from another's."""
    return f"{moment:%Y%m%d}-{secrets.token_hex(6)}"
