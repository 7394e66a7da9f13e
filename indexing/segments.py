"""tantivy's own language: schema, documents, queries, hits in their order. indexing/embedded.py keeps the files."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import FieldType, Occur
from tantivy import Order as Direction
from tantivy import Query as Wanted

from indexing.engine import (
    AnyTerm,
    Between,
    Clause,
    Either,
    EngineHit,
    Entry,
    Every,
    Found,
    Ids,
    InForce,
    Key,
    Phrase,
    Query,
    Ranking,
    Stream,
    Without,
)
from indexing.fields import LABELS, Day, Order, sorted_by, tallied
from indexing.settling import settled

# tantivy's files are read by the version that wrote them
SCHEMA = (
    f"tantivy {version('tantivy')}: "
    "id raw fast, row, characters titles positions, grams words freq, keys raw, tallied raw fast, begins ends, days, "
    "orders raw fast, shown"
)


def build_schema() -> tantivy.Schema:
    """Return the fields; `row` is where the vector of an entry stands."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic", stored=True, fast=True)
    builder.add_integer_field("row", indexed=True, fast=True)
    for stream in (Stream.CHARACTERS, Stream.TITLES):
        builder.add_text_field(stream, tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("keys", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("tallied", tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("begins", "ends", *Day):
        builder.add_integer_field(name, fast=True)
    for order in Order:
        builder.add_text_field(order, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("shown", tokenizer_name="raw", index_option="basic", stored=True)
    return builder.build()


def document(entry: Entry, row: int) -> tantivy.Document:
    """Return what is indexed of an entry."""
    document = tantivy.Document()
    document.add_text("id", entry.id)
    document.add_integer("row", row)
    for stream, text in entry.streams.items():
        document.add_text(stream, text)
    for label in entry.labels:
        document.add_text("keys", label)
    for label in tallied(entry.labels):
        document.add_text("tallied", label)
    document.add_integer("begins", entry.begins)
    document.add_integer("ends", entry.ends)
    for name, day in entry.days.items():
        document.add_integer(name, day)
    for order, place in sorted_by(entry.orders, entry.id).items():
        document.add_text(order, place)
    document.add_text("shown", json.dumps(dict(entry.shown), ensure_ascii=False))
    return document


def rows(index: tantivy.Index, clause: Clause | None) -> NDArray[np.int64]:
    """Return the rows of all entries that a clause fits, None of all that there are."""
    schema, searcher = index.schema, index.searcher()
    wanted = _unscored(Wanted.all_query() if clause is None else _clause(schema, clause))
    found = searcher.search(wanted, limit=max(1, searcher.num_docs), count=False, order_by_field="row")
    return np.fromiter((int(row) for row, _ in found.hits), dtype=np.int64)


def rows_of(index: tantivy.Index, ids: Sequence[str]) -> dict[str, int]:
    """Return where the vectors of these entries stand; unknown ids are left out."""
    searcher = index.searcher()
    wanted = _clause(index.schema, Ids(tuple(ids)))
    found = searcher.search(wanted, limit=len(ids), count=False, order_by_field="row")
    return {searcher.doc(address)["id"][0]: int(row) for row, address in found.hits}


def hits_at(index: tantivy.Index, scores: dict[int, float]) -> list[EngineHit]:
    """Return the entries whose vectors stand at these rows, with the scores given."""
    if not scores:
        return []
    searcher = index.searcher()
    wanted = Wanted.term_set_query(index.schema, "row", list(scores))
    found = searcher.search(wanted, limit=len(scores), count=False, order_by_field="row")
    hits = []
    for row, address in found.hits:
        stored = searcher.doc(address)
        hits.append(EngineHit(stored["id"][0], scores[int(row)], json.loads(stored["shown"][0])))
    return hits


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a hit stands in the files."""

    id: str
    score: float
    address: tantivy.DocAddress


def search(index: tantivy.Index, generation: str, query: Query) -> Found:
    """Answer a query in the final order of indexing/settling.py."""
    searcher, wanted = index.searcher(), _wanted(index.schema, query)
    places, total = (_by_score if query.ranking else _in_order)(searcher, wanted, query)
    hits = tuple(EngineHit(one.id, one.score, _shown(searcher, one)) for one in places)
    return Found(hits, total if query.counted else None, generation if hits else "")


def walk(index: tantivy.Index, query: Query) -> Iterator[EngineHit]:
    """Yield all that fits, in the order asked for; the searcher stays at the state in which it began."""
    searcher = index.searcher()
    every = replace(query, offset=0, limit=max(1, searcher.num_docs), counted=False)
    for address in _addresses(searcher, _wanted(index.schema, query), every)[0]:
        stored = searcher.doc(address)
        yield EngineHit(stored["id"][0], 0.0, json.loads(stored["shown"][0]))


def tally(index: tantivy.Index, query: Query) -> dict[str, int]:
    """Count what fits by label."""
    terms = {"terms": {"field": "tallied", "size": LABELS, "segment_size": LABELS}}
    answer = index.searcher().aggregate(_wanted(index.schema, query), {"tallied": terms})
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["tallied"]["buckets"]}


def _wanted(schema: tantivy.Schema, query: Query) -> Wanted:
    ranking = [(Occur.Should, wanted) for wanted in _ranked(schema, query.ranking)]
    parts = [(Occur.Must, Wanted.boolean_query(ranking) if ranking else _unscored(Wanted.all_query()))]
    parts += [(Occur.Must, _unscored(_clause(schema, clause))) for clause in query.required]
    parts += [(Occur.MustNot, _clause(schema, clause)) for clause in query.excluded]
    return Wanted.boolean_query(parts)


def _by_score(searcher: tantivy.Searcher, wanted: Wanted, query: Query) -> tuple[list[_Place], int | None]:
    results: list[tantivy.SearchResult] = []

    def best(count: int) -> list[_Place]:
        results.append(searcher.search(wanted, limit=count, count=query.counted))
        return [_Place(searcher.doc(address)["id"][0], score, address) for score, address in results[-1].hits]

    reach = query.offset + query.limit
    return settled(best, reach=reach)[query.offset : reach], getattr(results[-1], "count", None)


def _in_order(searcher: tantivy.Searcher, wanted: Wanted, query: Query) -> tuple[list[_Place], int | None]:
    addresses, total = _addresses(searcher, wanted, query)
    return [_Place(searcher.doc(address)["id"][0], 0.0, address) for address in addresses], total


def _addresses(searcher: tantivy.Searcher, wanted: Wanted, query: Query) -> tuple[list[tantivy.DocAddress], int | None]:
    field = query.order or "id"
    result = searcher.search(
        wanted, limit=query.limit, offset=query.offset, count=query.counted, order_by_field=field, order=Direction.Asc
    )
    return [address for _, address in result.hits], getattr(result, "count", None)


def _shown(searcher: tantivy.Searcher, place: _Place) -> dict[str, str | int | None]:
    shown: dict[str, str | int | None] = json.loads(searcher.doc(place.address)["shown"][0])
    return shown


def _ranked(schema: tantivy.Schema, rankings: Sequence[Ranking]) -> Iterator[Wanted]:
    """Yield one query for each term, whatever rankings name it: BM25 times the sum of its weights is the same sum."""
    weights: defaultdict[tuple[Stream, str], float] = defaultdict(float)
    for ranking in rankings:
        for term in ranking.terms:
            weights[ranking.stream, term] += ranking.weight
    for (stream, term), weight in weights.items():
        wanted = Wanted.term_query(schema, stream, term, index_option="freq")
        yield wanted if weight == 1 else Wanted.boost_query(wanted, weight)


def _unscored(wanted: Wanted) -> Wanted:
    return Wanted.const_score_query(wanted, 0.0)


def _clause(schema: tantivy.Schema, clause: Clause) -> Wanted:
    match clause:
        case AnyTerm(stream, terms):
            option = "position" if stream is Stream.CHARACTERS else "freq"
            each = [Wanted.term_query(schema, stream, term, index_option=option) for term in terms]
            return Wanted.boolean_query([(Occur.Should, one) for one in each])
        case Phrase((single,), stream):
            return Wanted.term_query(schema, stream, single)
        case Phrase(characters, stream):
            return Wanted.phrase_query(schema, stream, list(characters))
        case Key(name, values):
            return Wanted.term_set_query(schema, "keys", [f"{name}={value}" for value in values])
        case Ids(ids):
            return Wanted.term_set_query(schema, "id", list(ids))
        case _:
            return _composed(schema, clause)


def _composed(schema: tantivy.Schema, clause: InForce | Between | Every | Either | Without) -> Wanted:
    match clause:
        case InForce(day):
            begun = Wanted.range_query(schema, "begins", FieldType.Integer, upper_bound=day)
            lasting = Wanted.range_query(schema, "ends", FieldType.Integer, lower_bound=day + 1)
            return Wanted.boolean_query([(Occur.Must, begun), (Occur.Must, lasting)])
        case Between(name, first, last):
            return Wanted.range_query(schema, name, FieldType.Integer, lower_bound=first, upper_bound=last)
        case Every(clauses):
            each = [_clause(schema, one) for one in clauses] or [Wanted.all_query()]
            return Wanted.boolean_query([(Occur.Must, one) for one in each])
        case Either(clauses):
            return Wanted.boolean_query([(Occur.Should, _clause(schema, one)) for one in clauses])
        case Without(unwanted):
            return Wanted.boolean_query([(Occur.Must, Wanted.all_query()), (Occur.MustNot, _clause(schema, unwanted))])
