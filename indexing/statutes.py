"""Articles of law for a question: exact citations first, then by words and meaning, each hit with its reason."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from corpus import terms
from corpus.citations import find
from corpus.citing.records import Citation
from corpus.errors import AmbiguousLaw, InvalidQuery, NotHeld
from corpus.law import Article, ArticleNumber, Coverage, State
from corpus.library import Library
from corpus.titles import short_of
from indexing import applying, highlights, hits
from indexing import cursor as cursors
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
)
from indexing.hits import StatuteHit
from indexing.hybrid import BY_WORDS, Hybrid, Ranked
from indexing.provisions import day_of
from indexing.query import Asked, parse
from indexing.ranking import legal_rankings, rankings, shared, telling
from indexing.settling import DEEPEST
from indexing.wording import Wording, wordings

_TOO_DEEP = f"一次检索能看到前 {DEEPEST} 条，请缩小范围"
_NO_CHARACTER = "所选的范围内没有条文与检索词有相同的字，请换一个说法"
_BY_MEANING = "没有条文与检索词有两个字相连，以下只按意思相近排列，仅供参考；请换一个说法"
_LOOSE = "没有条文与检索词有两个字相连，以下只按单字相近排列，仅供参考；请换一个说法"


@dataclass(frozen=True, slots=True)
class StatutePage:
    """One page of hits. `total` counts the cited and all that fit the filters and share a pair of characters.

    Not `exact`: at least so many, since some come up by meaning alone. `notes` say what was asked for by name and is
    not held, and where less had to be asked to find anything; an empty answer with notes is not an empty law. `basis`
    says what the order rests on, `covers` what the library holds and to which day.
    """

    hits: tuple[StatuteHit, ...]
    total: int
    exact: bool
    next: str | None
    basis: str
    covers: str
    notes: tuple[str, ...] = ()


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
        # By sequence of the library: counting what it holds takes milliseconds.
        self._covered: tuple[int, Coverage] | None = None

    def find(
        self, query: str, *, as_of: date, levels: tuple[str, ...] = (), limit: int = 20, cursor: str | None = None
    ) -> StatutePage:
        """Find articles whose text is in force on a day; unknown commencement is kept and marked in the reason.

        Raises InvalidQuery, IndexMissing, ClusterUnavailable.
        """
        question = (query, as_of, *sorted(levels))
        offset = cursors.offset_of(cursor) if cursor else 0
        if not (0 < limit <= DEEPEST and offset < DEEPEST):
            raise InvalidQuery(_TOO_DEEP)
        limit = min(limit, DEEPEST - offset)
        asked = parse(query, titles=self._library.titles())
        cited, notes = self._cited(asked.citations, as_of, levels)
        notes = [*asked.notes, *notes]
        if not (asked.words or cited or asked.filters):  # nothing asked for is held: no other article in its place
            return StatutePage((), 0, True, None, BY_WORDS, self._covers(), tuple(notes))
        lay = wordings(telling(asked.free))
        wanted = _wanted(asked, tuple(article for article, _ in cited.values()), lay, as_of=as_of, levels=levels)
        start = max(0, offset - len(cited))
        end = max(start + 1, offset + limit - len(cited))
        found, why = self._search(replace(wanted, offset=start, limit=end - start), asked, as_of=as_of, cited=cited)
        seal = f"{found.generation}{found.basis}"
        if cursor:
            cursors.check(cursor, question, seal)
        above = found.hits[0].hit.score + 1 if found.hits else 1.0
        exact = [hits.exact(article, citation, above) for article, citation in cited.values()]
        marked = highlights.sought(telling(asked.words))
        ranked = [hits.ranked(one.hit, asked, lay, marked, near=one.near) for one in found.hits]
        total, last = len(exact) + found.total, offset + limit
        more = found.more or last < min(len(exact) + len(found.hits) + start, total)
        return StatutePage(
            hits=tuple([*exact[offset:], *ranked][:limit]),
            total=total,
            exact=found.exact,
            next=cursors.mark(last, question, seal) if more and last < DEEPEST else None,
            basis=found.basis,
            covers=self._covers(),
            notes=(*notes, *why, *((_TOO_DEEP,) if more and last == DEEPEST else ())),
        )

    def applicable(self, letter: str, *, as_of: date, limit: int, places: str = "") -> Applicable:
        """Find articles for a letter, masked by the caller: those it cites first, others by strong evidence only.

        A text not yet in force on the day is not offered, nor local law of a place that neither the letter nor `places`
        names. Raises IndexMissing, ClusterUnavailable.
        """
        mentions = tuple(one for one in find(letter, titles=self._library.titles()) if one.law and one.article)
        held, notes = self._cited(mentions, as_of, ())
        cited = {key: one for key, one in held.items() if one[0].validity.state is not State.NOT_YET_IN_FORCE}
        lay = wordings(telling(letter))
        elsewhere = applying.elsewhere(self._coverage().regions, f"{letter}\n{places}")
        wanted = applying.question(letter, lay, as_of=as_of, elsewhere=elsewhere)
        found = self._engine.search(Kind.STATUTES, wanted).hits if wanted.ranking else ()
        marked = highlights.sought(telling(letter))
        above = found[0].score + 1 if found else 1.0
        asked = Asked(letter)
        shown = [hits.exact(article, citation, above, writer="来信") for article, citation in cited.values()]
        near = applying.strong(found, lay, marked, cited=held)
        shown += [hits.ranked(hit, asked, lay, marked) for hit in near]
        if not shown and wanted.ranking:
            ever = self._engine.search(Kind.STATUTES, _on_any_day(wanted)).hits
            notes += [self._nothing_on(as_of)] if applying.strong(ever, lay, marked) else []
        return Applicable(tuple(shown[:limit]), tuple(dict.fromkeys(notes)))

    def _search(
        self, wanted: Query, asked: Asked, *, as_of: date, cited: Collection[str]
    ) -> tuple[Ranked, tuple[str, ...]]:
        """Search, and say why nothing is found. What was asked exactly stays so.

        Where nothing shares a pair of characters on any day, meaning will do, else single ones.
        """
        exactly = not asked.words or asked.phrases
        found = self._hybrid.by_words(wanted) if exactly else self._hybrid.ranked(wanted, telling(asked.words))
        if found.total or cited or asked.notes:  # a law that is not held explains an empty answer
            by_meaning = found.hits and all(one.word is None for one in found.hits) and not wanted.offset
            return found, (_BY_MEANING,) if by_meaning else ()
        if self._ever(wanted):
            return found, (self._nothing_on(as_of),)
        if not asked.words:
            return found, ("没有条文符合所选的范围",)
        if asked.phrases or asked.excluded:
            return found, ("没有条文符合；引号里的要逐字出现，减号后的不得出现，去掉引号或减号可以放宽",)
        loose = replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, AnyTerm)))
        found = self._hybrid.by_words(loose)
        if found.total:
            return found, (_LOOSE,)
        return found, (self._nothing_on(as_of) if self._ever(loose) else _NO_CHARACTER,)

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

    def _cited(
        self, citations: tuple[Citation, ...], as_of: date, levels: tuple[str, ...]
    ) -> tuple[dict[str, tuple[Article, Citation]], list[str]]:
        """Look up the articles that the query names; what is not held becomes a note."""
        held: dict[str, tuple[Article, Citation]] = {}
        notes: list[str] = []
        for citation in citations:
            if citation.law is None or citation.article is None:
                continue
            number = ArticleNumber(citation.article, citation.article_sub)
            try:
                self._library.begun(citation.law, as_of)
                article = self._library.article(citation.law, number, as_of=as_of)
            except (NotHeld, AmbiguousLaw) as error:
                notes.append(str(error))
                continue
            if not levels or article.work.level in levels:
                held.setdefault(article.provision.id, (article, citation))
        return held, notes


def _wanted(
    asked: Asked,
    cited: tuple[Article, ...],
    lay: tuple[Wording, ...],
    *,
    as_of: date,
    levels: tuple[str, ...],
) -> Query:
    """Say what the engine is asked. Where the query is nothing but a citation, more of the same law comes after it."""
    words = asked.words
    required: list[Clause] = [InForce(day_of(as_of))]
    required += [Key("level", levels)] if levels else []
    required += [Key(name, values) for name, values in asked.filters]
    required += [Phrase(tuple(terms.characters(phrase))) for phrase in asked.phrases]
    if cited and not words:
        words = cited[0].provision.text
        required.append(Key("work", (cited[0].work.id,)))
    legal = [phrase for one in lay for phrase in one.legal]
    required += shared(words, phrases=legal)
    written = terms.normalise(words)
    names = [name for law in asked.named if (name := short_of(law)) not in written]  # 刑诉法 ranks as 刑事诉讼法, too
    excluded: list[Clause] = [Phrase(tuple(terms.characters(word))) for word in asked.excluded]
    excluded += [Ids(tuple(article.provision.id for article in cited))] if cited else []
    ranking = (*rankings(words, names=names), *legal_rankings(legal))
    return Query(ranking, tuple(required), tuple(excluded), counted=True)


def _on_any_day(wanted: Query) -> Query:
    return replace(wanted, required=tuple(one for one in wanted.required if not isinstance(one, InForce)))
