"""Articles of law for a question: exact citations first, then by words and meaning, each hit with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus import terms
from corpus.citations import cite
from corpus.citing.records import Citation, Resolved
from corpus.errors import AmbiguousLaw, NotHeld
from corpus.law import Article, ArticleNumber, Coverage, State
from corpus.library import Library
from corpus.titles import quoted, short_of
from indexing import applying, highlights, hits, places
from indexing.encoding import Encoder
from indexing.engine import (
    AnyTerm,
    Clause,
    Ids,
    InForce,
    Key,
    Kind,
    Phrase,
    Query,
    SearchEngine,
    Without,
)
from indexing.exact import ExactSearch, counts_of, state_counts
from indexing.filters import clauses
from indexing.hits import StatuteHit
from indexing.hybrid import BY_WORDS, Hybrid, Ranked
from indexing.page import Counted, Empty, Search, Sorting, StatutePage
from indexing.provisions import NATIONAL
from indexing.query import Asked, parse
from indexing.ranking import legal_rankings, rankings, shared, telling
from indexing.wording import Wording, wordings

_NO_CHARACTER = "所选的范围内没有条文与检索词有相同的字，请换一个说法"
_BY_MEANING = "没有条文与检索词有两个字相连，以下只按意思相近排列，仅供参考；请换一个说法"
_NOT_VERBATIM = "没有条文符合；引号里的要逐字出现，减号后的不得出现，去掉引号或减号可以放宽"
# Filters by which a question says whose law it means.
_BOUNDS = frozenset({"work", "level", "region", "issuer"})
_OUTSIDE = "没有条文符合所选的范围"
_LOOSE = "没有条文与检索词有两个字相连，以下只按单字相近排列，仅供参考；请换一个说法"


@dataclass(frozen=True, slots=True)
class Applicable:
    """Articles for a letter; `notes` say what it names and the library cannot tell, and where the day has no law."""

    hits: tuple[StatuteHit, ...]
    notes: tuple[str, ...]


class StatuteIndex:
    """Search over the statute library; `engine` serves what indexing/build.py made from `library`.

    With an `encoder` questions are answered by meaning, too, once indexing/filling.py has been through.
    """

    def __init__(self, engine: SearchEngine, library: Library, encoder: Encoder | None = None) -> None:
        self._engine = engine
        self._library = library
        self._hybrid = Hybrid(engine, Kind.STATUTES, encoder)
        self._exact = ExactSearch(engine, titles=library.titles, covers=self._covers)
        # By sequence of the library: counting what it holds takes milliseconds.
        self._covered: tuple[int, Coverage] | None = None

    def find(
        self,
        query: str,
        *,
        as_of: date,
        levels: tuple[str, ...] = (),
        limit: int = 20,
        cursor: str | None = None,
    ) -> StatutePage:
        """Answer a question that has no filters but levels."""
        given = tuple(("level", level) for level in levels)
        return self.answer(Search(query, as_of, given, limit=limit, cursor=cursor))

    def exactly(self, search: Search, sorting: Sorting) -> StatutePage:
        """Answer an expression of exact search; see indexing/exact.py."""
        return self._exact.find(search, sorting)

    def answer(self, search: Search) -> StatutePage:
        """Find articles whose text is in force on the day; unknown commencement is kept and marked in the reason.

        A lay question that names no place, organ or law is answered by the law of the whole country; `local` has the
        rest. Raises InvalidQuery, IndexMissing, ClusterUnavailable.
        """
        offset, coverage = search.offset, self._coverage()
        asked = parse(search.query, titles=self._library.titles(), given=search.given)
        cited, notes = self._cited(asked, search.as_of)
        narrowing, unknown = clauses(asked.filters, search.as_of, labels=self._labels)
        notes = [*asked.notes, *unknown, *notes]
        # nothing asked for is held: no other article in its place
        if not (asked.words or cited or (asked.filters and not asked.citations)):
            return StatutePage((), 0, True, None, BY_WORDS, coverage.told, tuple(notes), Empty.NOT_HELD)
        lay = wordings(telling(asked.free))
        wanted = _wanted(asked, tuple(article for article, _ in cited.values()), lay, narrowing)
        start = max(0, offset - len(cited))
        wanted = replace(wanted, offset=start, limit=max(1, search.reach - len(cited) - start))
        national = _places_unnamed(asked, coverage.regions)
        found = self._ranked(_national(wanted), asked) if national else None
        if found is None or not found.total:
            national = False
            found, why, empty = self._search(wanted, asked, as_of=search.as_of, explained=bool(cited or notes))
        else:
            wanted, why, empty = _national(wanted), _by_meaning(found, offset), None
        above = found.hits[0].hit.score + 1 if found.hits else 1.0
        exact = [hits.exact(article, citation, above) for article, citation in cited.values()]
        marked = highlights.sought(telling(asked.words))
        ranked = [hits.ranked(one.hit, asked, lay, marked, near=one.near) for one in found.hits]
        total = len(exact) + found.total
        more = found.more or search.reach < min(len(exact) + len(found.hits) + start, total)
        following, too_deep = search.next(more=more, seal=f"{found.generation}{found.basis}")
        return StatutePage(
            hits=tuple([*exact[offset:], *ranked][: search.reach - offset]),
            total=total,
            exact=found.exact,
            next=following,
            basis=found.basis,
            covers=coverage.told,
            notes=(*notes, *why, *too_deep),
            empty=empty if not total else None,
            counts=self._counts(wanted, search.as_of) if search.tallied else (),
            national=national,
        )

    def local(self, search: Search) -> tuple[tuple[StatuteHit, ...], int]:
        """Return the local law that shares the words of a question which names no place, and how much there is."""
        asked = parse(search.query, titles=self._library.titles(), given=search.given)
        narrowing, _ = clauses(asked.filters, search.as_of, labels=self._labels)
        lay = wordings(telling(asked.free))
        wanted = _wanted(asked, (), lay, [*narrowing, Without(Key("region", (NATIONAL,)))])
        found = self._hybrid.by_words(replace(wanted, limit=search.limit))
        marked = highlights.sought(telling(asked.words))
        return tuple(hits.ranked(one.hit, asked, lay, marked) for one in found.hits), found.total

    def applicable(self, letter: str, *, as_of: date, limit: int, places: str = "") -> Applicable:
        """Find articles for a letter, masked by the caller: those it cites first, others by strong evidence only.

        A text not yet in force on the day is not offered, nor local law of a place that neither the letter nor `places`
        names. Raises IndexMissing, ClusterUnavailable.
        """
        held, notes = self._verified(letter, as_of)
        cited = {key: one for key, one in held.items() if one[0].validity.state is not State.NOT_YET_IN_FORCE}
        lay = wordings(telling(letter))
        elsewhere = applying.elsewhere(self._coverage().regions, f"{letter}\n{places}")
        wanted = applying.question(letter, lay, as_of=as_of, elsewhere=elsewhere)
        found = self._engine.search(Kind.STATUTES, wanted).hits if wanted.ranking else ()
        marked = highlights.sought(telling(letter))
        above = found[0].score + 1 if found else 1.0
        asked = Asked(letter)
        shown = [hits.verified(article, one, above) for article, one in cited.values()]
        near = applying.strong(found, lay, marked, cited=held)
        shown += [hits.ranked(hit, asked, lay, marked) for hit in near]
        if not shown and wanted.ranking:
            ever = self._engine.search(Kind.STATUTES, _on_any_day(wanted)).hits
            notes += [self._nothing_on(as_of)] if applying.strong(ever, lay, marked) else []
        return Applicable(tuple(shown[:limit]), tuple(dict.fromkeys(notes)))

    def _search(
        self, wanted: Query, asked: Asked, *, as_of: date, explained: bool
    ) -> tuple[Ranked, tuple[str, ...], Empty | None]:
        """Search, and say why nothing is found. What was asked exactly stays so.

        Where nothing shares a pair of characters on any day, meaning will do, else single ones. `explained`: something
        else says already why nothing is there, as a law that is not held.
        """
        found = self._ranked(wanted, asked)
        if found.total or explained:
            return found, _by_meaning(found, wanted.offset), Empty.NOT_HELD
        if self._ever(wanted):
            return found, (self._nothing_on(as_of),), Empty.OTHER_DAYS
        if not asked.words or asked.phrases or asked.excluded:
            return found, (_NOT_VERBATIM if asked.phrases or asked.excluded else _OUTSIDE,), Empty.NOTHING
        loose = replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, AnyTerm)))
        found = self._hybrid.by_words(loose)
        if found.total:
            return found, (_LOOSE,), None
        ever = self._ever(loose)
        told, empty = (self._nothing_on(as_of), Empty.OTHER_DAYS) if ever else (_NO_CHARACTER, Empty.NOTHING)
        return found, (told,), empty

    def _ranked(self, wanted: Query, asked: Asked) -> Ranked:
        exactly = not asked.words or asked.phrases
        return self._hybrid.by_words(wanted) if exactly else self._hybrid.ranked(wanted, telling(asked.words))

    def _counts(self, wanted: Query, as_of: date) -> tuple[Counted, ...]:
        every = replace(wanted, offset=0, limit=1)
        labels = self._engine.tally(Kind.STATUTES, every)
        return counts_of(labels, state_counts(self._engine, every, as_of))

    def _labels(self) -> Mapping[str, int]:
        return self._engine.tally(Kind.STATUTES, Query())

    def _ever(self, wanted: Query) -> bool:
        """Tell whether on any day something fits."""
        return bool(self._engine.search(Kind.STATUTES, replace(_on_any_day(wanted), offset=0, limit=1)).hits)

    def _nothing_on(self, as_of: date) -> str:
        return f"{as_of.isoformat()}当日有效的条文，法规库没有收录相符的；别的日子有。{self._covers()}"

    def _covers(self) -> str:
        return self._coverage().told

    def _coverage(self) -> Coverage:
        sequence = self._library.sequence()
        if self._covered is None or self._covered[0] != sequence:
            self._covered = (sequence, self._library.coverage())
        return self._covered[1]

    def _verified(self, letter: str, as_of: date) -> tuple[dict[str, tuple[Article, Resolved]], list[str]]:
        """Look up the articles that a letter cites, each as what the letter says of it betrays; the rest are notes.

        Who writes 第四十三条 and means 第五十一条 gets the latter: corpus/citing/verifying.py.
        """
        held: dict[str, tuple[Article, Resolved]] = {}
        notes: list[str] = []
        for one in cite(letter, self._library, as_of=as_of):
            if one.citation.law is None or one.citation.article is None:
                continue
            if one.provision_id is None:
                notes.append(one.reason)
                continue
            article = self._library.provision(one.provision_id, as_of=as_of)
            held.setdefault(article.provision.id, (article, one))
        return held, notes

    def _cited(self, asked: Asked, as_of: date) -> tuple[dict[str, tuple[Article, Citation]], list[str]]:
        """Look up the articles that the query names; what is not held becomes a note."""
        levels = {level for name, values in asked.filters if name == "level" for level in values}
        held: dict[str, tuple[Article, Citation]] = {}
        notes: list[str] = []
        for citation in asked.citations:
            if citation.law is None or citation.article is None:
                continue
            number = ArticleNumber(citation.article, citation.article_sub)
            try:
                self._library.begun(citation.law, as_of)
                article = self._library.article(citation.law, number, as_of=as_of)
            except (NotHeld, AmbiguousLaw) as error:
                notes.append(str(error))
                continue
            if levels and article.work.level not in levels:
                notes.append(f"{quoted(article.work.title)}的层级是{article.work.level}，不在所选的层级里")
                continue
            held.setdefault(article.provision.id, (article, citation))
        return held, notes


def _wanted(asked: Asked, cited: tuple[Article, ...], lay: tuple[Wording, ...], narrowing: Sequence[Clause]) -> Query:
    """Say what the engine is asked. Where the query is nothing but a citation, more of the same law comes after it."""
    words = asked.words
    required: list[Clause] = [*narrowing, *(Phrase(tuple(places.tokens(phrase))) for phrase in asked.phrases)]
    if cited and not words:
        words = cited[0].provision.text
        required.append(Key("work", (cited[0].work.id,)))
    legal = [phrase for one in lay for phrase in one.legal]
    required += shared(words, phrases=legal)
    written = terms.normalise(words)
    names = [name for law in asked.named if (name := short_of(law)) not in written]  # 刑诉法 ranks as 刑事诉讼法, too
    excluded: list[Clause] = [Phrase(tuple(places.tokens(word))) for word in asked.excluded]
    excluded += [Ids(tuple(article.provision.id for article in cited))] if cited else []
    ranking = (*rankings(words, names=names), *legal_rankings(legal))
    return Query(ranking, tuple(required), tuple(excluded), counted=True)


def _places_unnamed(asked: Asked, regions: Sequence[str]) -> bool:
    """Tell whether a question names no place, no law and no other bounds, so that local law would be anybody's."""
    if asked.phrases or asked.citations or not asked.words or any(name in _BOUNDS for name, _ in asked.filters):
        return False
    return len(applying.elsewhere(regions, asked.words)) == len(regions)


def _by_meaning(found: Ranked, offset: int) -> tuple[str, ...]:
    """Say so where no hit of the first page has the words."""
    return (_BY_MEANING,) if found.hits and not offset and all(one.word is None for one in found.hits) else ()


def _national(wanted: Query) -> Query:
    return replace(wanted, required=(*wanted.required, Key("region", (NATIONAL,))))


def _on_any_day(wanted: Query) -> Query:
    return replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, InForce)))
