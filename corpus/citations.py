"""Citations of law in any text: found, resolved against the library, compared with what they quote.

The records stand in corpus/citing/records.py, the grammar in its neighbours; `find` alone needs no library.
"""

from dataclasses import replace
from datetime import date

from corpus.citing.beside import Beside, beside
from corpus.citing.finding import find
from corpus.citing.hosts import completed
from corpus.citing.outline import holders_of
from corpus.citing.records import Citation, Host, Resolved, Status
from corpus.citing.resolution import resolve
from corpus.citing.verifying import Verifier
from corpus.library import Library
from corpus.spans import Span

_ANYWHERE = Span(0, 0)


def verify(
    citation: Citation, library: Library, *, as_of: date, quotation: str | None = None, text: str | None = None
) -> Resolved:
    """Look a citation up and hold its article against what is quoted from it, or against what `text` says beside it.

    `text` is the one that the citation was found in. An article that is not the one meant, or that says something
    else, never passes: it is NUMBER_MOVED, AMENDED_SINCE or CONTENT_DIFFERS.
    """
    said = Beside()
    verifier = Verifier(library, as_of=as_of)
    found = resolve(citation, library, as_of=as_of)
    if text is not None:
        citations = find(text, titles=library.titles())
        saids = [beside(text, citations, place) for place in range(len(citations))]
        said = saids[citations.index(citation)]
        if said.listed:
            founds = [resolve(one, library, as_of=as_of) for one in citations]
            said = verifier.shared(founds, saids)[citations.index(citation)]
    return verifier.verified(found, replace(said, quoted=quotation or said.quoted))


def cite(
    text: str, library: Library, *, as_of: date, host: Host | None = None, today: date | None = None
) -> list[Resolved]:
    """Find and look up every citation of a text that was written on `as_of`, as `huiyin cite` answers.

    What `host` leaves out is filled from the library: the law from its source, the headings above its article.
    A text without a host is a letter: what it says of an article is held against the article (citing/verifying.py).
    An item of the host's own law gets the only paragraph that has it (本条例第三十一条第六项: 第一款).
    """
    stands = completed(host, library, as_of=as_of) if host else None
    verifier = Verifier(library, as_of=as_of)
    known: dict[Citation, Resolved] = {}  # what is cited again is not looked up again
    answers = []
    citations = find(text, titles=library.titles(), host=stands)
    for citation in citations:
        cited = replace(citation, span=_ANYWHERE)
        if cited not in known:
            found = resolve(citation, library, as_of=as_of, today=today)
            known[cited] = _with_paragraph(found, library, stands, as_of=as_of)
        answers.append(replace(known[cited], citation=replace(known[cited].citation, span=citation.span)))
    if host:
        return answers
    saids = [beside(text, citations, place) for place in range(len(citations))]
    return [verifier.verified(*one) for one in zip(answers, verifier.shared(answers, saids), strict=True)]


def _with_paragraph(found: Resolved, library: Library, host: Host | None, *, as_of: date) -> Resolved:
    """Write in the paragraph that an item of the host's law hangs on, where it is the only one (rule 6).

    Where that law is not held it is the first: drafters leave 款 out of an article of one paragraph, and of 2,177
    such items in the 3,416 documents of LawRefBook 2025-04-19 the first paragraph has 2,152.
    """
    target = found.citation.target
    own = host is not None and found.citation.law == host.law
    if not own or target.item is None or target.paragraph is not None:
        return found
    holders: tuple[int, ...] = (1,) if found.status in (Status.NOT_HELD, Status.TEXT_NOT_HELD) else ()
    if found.provision_id is not None:
        holders = holders_of(library.provision(found.provision_id, as_of=as_of).provision.text, target.item)
    if len(holders) != 1:
        return found
    return replace(found, citation=replace(found.citation, target=replace(target, paragraph=holders[0])))


__all__ = ["cite", "find", "resolve", "verify"]
