"""The way of a letter, from bytes to a matter that later letters are compared with."""

import secrets
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from corpus.documents import Document, Limits
from corpus.papers import papers
from indexing.build import catch_up
from models.analysis import analyse
from service.advice import advise, no_advice
from service.answers import Analysed, Kept
from service.faults import where
from service.reading import read_letter
from service.register import Letter
from service.texts import checked, cited, labels_of, private_of

if TYPE_CHECKING:
    from service.assembly import Assembly


def take_in(parts: "Assembly", data: bytes, name: str | None, *, limits: Limits) -> Kept:
    """Take in one letter: read, analyse, keep, make searchable. Without a name it is typed text in UTF-8.

    Where search is away it is kept all the same, without articles and matters, and its notes say so.
    """
    received = parts.now()
    document = read_letter(parts, data, name, limits=limits)
    answer = analyse_document(parts, document, key=new_key(received), keeping=True)
    return keep(parts, name or document.name, data, document, answer, received=received)


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


def analyse_submitted(parts: "Assembly", data: bytes, name: str | None, *, limits: Limits) -> Analysed:
    """Analyse a file, or typed text in UTF-8 where there is no name, and keep nothing."""
    return analyse_document(parts, read_letter(parts, data, name, limits=limits), key=new_key(parts.now()))


def analyse_document(parts: "Assembly", document: Document, *, key: str, keeping: bool = False) -> Analysed:
    """Analyse a file that is read, as `analyse_text` does."""
    answer = analyse_text(parts, document.text, key=key, notes=document.notes, keeping=keeping)
    pages = tuple(page.read for page in document.pages)
    return replace(answer, doubts=document.doubts, pages=pages, files=document.parts)


def analyse_text(
    parts: "Assembly", text: str, *, key: str, notes: tuple[str, ...] = (), keeping: bool = False
) -> Analysed:
    """Say what a letter says, whom it names, which law and which matters are near it.

    Raises IndexUnavailable; not for a letter that is about to be kept: that one is answered without articles.
    """
    cleaned = checked(parts, text)
    today = parts.today()
    analysis = analyse(cleaned.text, models=parts.models, today=today)
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
        citations=cited(parts, text, as_of=advice.as_of),
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
