"""Judgments and entries of the two official collections of cases: read field by field, from any text of one.

The records stand in corpus/judging/records.py, the patterns in its neighbours.
"""

from dataclasses import replace
from datetime import date

from corpus.citations import cite, find
from corpus.citing.records import Citation, Resolved
from corpus.judging import deciding, naming
from corpus.judging.flat import flat
from corpus.judging.parties import Named, named, party_names
from corpus.judging.records import Applied, Judgment, Said, Standing
from corpus.library import Library
from corpus.spans import Span


def read_judgment(text: str, *, own: bool = False) -> Judgment | None:
    """Read what a text says of itself as a judgment; None where it has neither a number of its own nor a court.

    A page that only mentions a judgment has no operative part and no number at the head of a line, and is none; as an
    office's `own` case it is read all the same.
    """
    words = flat(text)
    numbered = naming.number(words)
    standing, number = numbered or (Standing.JUDGMENT, None)
    form, court = naming.form(words), naming.court(words)
    outcome = deciding.outcome(words)
    if number is None and (court is None or outcome is None):
        if not own:
            return None
        standing = Standing.OWN
    docket = number
    if number and standing is not Standing.JUDGMENT and (effective := deciding.effective(words)):
        court, docket = effective
    return Judgment(
        standing=standing,
        kind=naming.kind(docket, form),
        number=number,
        form=form,
        court=court,
        procedure=naming.procedure(words, docket),
        cause=deciding.cause(words, party_names(words)),
        charges=deciding.charges(words),
        date=deciding.date(words),
        outcome=outcome,
    )


def with_law(judgment: Judgment, text: str, library: Library, *, today: date) -> Judgment:
    """Add the articles that a judgment cites, in the order of its text, as the law stood on its day.

    Without a day they are found and not looked up.
    """
    basis = deciding.basis(flat(text)) or Span(0, 0)
    if (day := judgment.day) is None:
        mentions = [_applied(one, basis) for one in find(text, titles=library.titles())]
    else:
        mentions = [_looked_up(one, basis) for one in cite(text, library, as_of=day, today=today)]
    return replace(judgment, applied=tuple(one for one in mentions if one))


def people(text: str, *, beside: tuple[str, ...] = ()) -> tuple[Named, ...]:
    """Return whom a judgment names: parties, those who speak for them, judges, clerks; see corpus.judging.parties."""
    return named(flat(text), beside=beside)


def _applied(citation: Citation, basis: Span) -> Applied | None:
    """Return a citation of an article as its judgment's, None for one of no article or of a law that it leaves open."""
    if citation.law is None or citation.article is None:
        return None
    return Applied(citation.law, citation.article, citation.article_sub, citation.span, citation.span.overlaps(basis))


def _looked_up(found: Resolved, basis: Span) -> Applied | None:
    one = _applied(found.citation, basis)
    if one is None:
        return None
    return replace(one, provision_id=found.provision_id, status=str(found.status), detail=found.reason)


__all__ = ["Judgment", "Named", "Said", "Standing", "people", "read_judgment", "with_law"]
