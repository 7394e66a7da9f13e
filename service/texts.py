"""One thing about one text: its labels, its people, its citations. Offsets are those of the text as it was given."""

from datetime import date
from typing import TYPE_CHECKING

from corpus import citations, secrecy
from corpus.citing.records import Host, Resolved
from corpus.cleaning import Cleaned, clean
from corpus.errors import DocumentTooLarge, EmptyDocument
from corpus.spans import Span
from models.findings import PrivateSpan
from models.labels import Label
from models.private import mask, private
from service.answers import Cited, Citing, Classified, Masked, Private
from service.receiving.reading import read_letter, refusing

if TYPE_CHECKING:
    from service.assembly import Assembly


def text_of(parts: "Assembly", data: bytes, name: str) -> str:
    """Return the text of a file; raises UnreadableDocument with the reason."""
    return read_letter(parts, data, name, limits=parts.limits).text


def checked(parts: "Assembly", text: str) -> Cleaned:
    """Clean a typed text; refuses what is empty, too long, or marked as a state secret."""
    cleaned = clean(text)
    if not cleaned.text.strip():
        raise EmptyDocument("来信里没有文字")
    if len(text) > parts.limits.characters:
        raise DocumentTooLarge(f"来信有 {len(text)} 字，超过上限 {parts.limits.characters} 字；请拆成几份再交")
    with refusing(parts):
        secrecy.guard(text.encode(), text)
    return cleaned


def classify_text(parts: "Assembly", text: str, *, key: str) -> Classified:
    """Label a text as `analyse_text` would: what names a person has no say."""
    cleaned = checked(parts, text)
    hidden = [one.span for one in private(cleaned.text)]
    judged = parts.models.topics.classify(cleaned.text, hidden=hidden)
    labels = labels_of(judged.labels, cleaned)
    return Classified(key, labels, (labels[0].axis,) if judged.abstained else ())


def mask_text(parts: "Assembly", text: str, *, key: str) -> Masked:
    """Hide the people in a text."""
    cleaned = checked(parts, text)
    masked = mask(cleaned.text)
    return Masked(key, masked.text, private_of(masked.private, cleaned), dict(masked.map))


def cite_text(parts: "Assembly", text: str, *, key: str, as_of: date | None = None, host: Host | None = None) -> Citing:
    """Find the citations of a text and look each up in the law of a day, today where none is given."""
    return Citing(key, cited(parts, text, as_of=as_of or parts.today(), host=host))


def cited(parts: "Assembly", text: str, *, as_of: date, host: Host | None = None) -> tuple[Cited, ...]:
    """Return the citations of a text as they are answered."""
    return tuple(_cited(one) for one in citations.cite(text, parts.library, as_of=as_of, host=host))


def labels_of(labels: tuple[Label, ...], cleaned: Cleaned) -> tuple[Label, ...]:
    """Return labels with their evidence in the original text."""
    return tuple(
        Label(one.axis, one.code, one.name, one.score, tuple(cleaned.original(span) for span in one.evidence))
        for one in labels
    )


def private_of(found: tuple[PrivateSpan, ...], cleaned: Cleaned) -> tuple[Private, ...]:
    """Return private data with its place in the original text."""
    return tuple(_private(one.kind, cleaned.original(one.span), one.note) for one in found)


def _private(kind: str, span: Span, note: str) -> Private:
    return Private(kind, span.start, span.end, note or None)


def _cited(resolved: Resolved) -> Cited:
    one = resolved.citation
    return Cited(
        start=one.start,
        end=one.end,
        law=one.law,
        article=one.article,
        article_sub=one.article_sub,
        paragraph=one.paragraph,
        item=one.item,
        subitem=one.subitem,
        part=one.target.apart() or None,
        to=one.to.levels() if one.to else None,
        role=one.role,
        basis=one.basis,
        status=resolved.status,
        provision_id=resolved.provision_id,
        detail=resolved.reason,
    )
