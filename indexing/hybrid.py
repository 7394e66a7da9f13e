"""Search by words and by meaning: candidates of both, fused, and below them whatever else has the words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.errors import ModelUnusable
from indexing.encoding import Encoder
from indexing.engine import AnyTerm, Ids, Kind, Query, SearchEngine
from indexing.filling import filled
from indexing.fusion import CANDIDATES, Fused, following, fuse

BY_WORDS = "按词语检索"
BY_BOTH = "按词语和语义检索"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits from one place on. `total` is the number of all where `exact`, else there are at least so many.

    `more`: whether others come after. `basis` says in Chinese what the order rests on.
    """

    hits: tuple[Fused, ...]
    total: int
    exact: bool
    more: bool
    generation: str
    basis: str


class Hybrid:
    """Ranked search in one index.

    Vectors count from the moment when every entry has one: an order half by meaning would favour what was embedded
    first, and change from page to page.
    """

    def __init__(self, engine: SearchEngine, kind: Kind, encoder: Encoder | None) -> None:
        self._engine = engine
        self._kind = kind
        self._encoder = encoder
        self._whole = ""  # the generation whose vectors are known to be all there

    def by_words(self, wanted: Query, *, basis: str = BY_WORDS) -> Ranked:
        """Rank by words alone; the total is exact."""
        found = self._engine.search(self._kind, wanted)
        hits = [Fused(hit, rank, None) for rank, hit in enumerate(found.hits, start=wanted.offset + 1)]
        total = found.total or 0
        more = wanted.offset + wanted.limit < total
        return Ranked(tuple(hits), total, exact=True, more=more, generation=found.generation, basis=basis)

    def ranked(self, wanted: Query, text: str) -> Ranked:
        """Rank by words and by the meaning of `text`; by words alone where there are no vectors, or no encoder."""
        basis = self._lacking()
        if basis or self._encoder is None:
            return self.by_words(wanted, basis=basis)
        try:
            vector = self._encoder.query(text)
        except ModelUnusable as error:
            return self.by_words(wanted, basis=f"{BY_WORDS}（语义模型不能用：{error}）")
        words = self._engine.search(self._kind, replace(wanted, offset=0, limit=CANDIDATES))
        if words.generation not in {"", self._whole}:  # another one serves by now
            self._whole = ""
            return self.ranked(wanted, text)
        required = tuple(one for one in wanted.required if not isinstance(one, AnyTerm))
        near = self._engine.near(self._kind, vector, required=required, excluded=wanted.excluded, limit=CANDIDATES)
        head, last = fuse(words.hits, near.hits, text), wanted.offset + wanted.limit
        total = max(words.total or 0, len(head))
        page, more = head[wanted.offset : last], last < len(head)
        if not more and (words.total or 0) > CANDIDATES:
            rest, more = self._rest(wanted, head)
            page += rest
        return Ranked(tuple(page), total, exact=False, more=more, generation=self._whole, basis=BY_BOTH)

    def _rest(self, wanted: Query, head: Sequence[Fused]) -> tuple[list[Fused], bool]:
        """Go on by words below the fused candidates, without those that came up by meaning; tell whether more come."""
        others = Ids(tuple(one.hit.id for one in head if one.word is None))
        start = CANDIDATES + max(0, wanted.offset - len(head))
        end = CANDIDATES + wanted.offset + wanted.limit - len(head)
        query = replace(wanted, excluded=(*wanted.excluded, others), offset=start, limit=max(1, end - start))
        found = self._engine.search(self._kind, query)
        return following(found.hits, after=start)[: end - start], (found.total or 0) > end

    def _lacking(self) -> str:
        """Say why meaning does not count, nothing where it does."""
        if self._encoder is None:
            return f"{BY_WORDS}（没有装语义模型）"
        serving = None if self._whole else self._engine.serving(self._kind)
        if serving is not None:
            state = filled(self._engine, serving)
            if not state.whole:
                return f"{BY_WORDS}（语义向量还在准备，已有 {state.share:.0%}）"
            self._whole = serving.name
        lacking = self._encoder.lacking()
        return f"{BY_WORDS}（{lacking}）" if lacking else ""
