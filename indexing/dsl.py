"""Elasticsearch's own language: mapping, documents, queries. Pure; indexing/elastic.py sends it."""

from collections.abc import Mapping, Sequence
from typing import Any

from indexing.engine import (
    FOREVER,
    UNKNOWN_DAY,
    AnyTerm,
    Between,
    Clause,
    Either,
    Entry,
    Every,
    Ids,
    InForce,
    Key,
    Kind,
    Phrase,
    Query,
    Vector,
    Without,
)
from indexing.fields import LABELS, Day, Order, sorted_by, tallied

_RANKED = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
_ORDERED = {"type": "text", "analyzer": "whitespace", "norms": False}
_FIELDS: dict[str, Any] = {
    "id": {"type": "keyword"},  # `_id` itself cannot be sorted by
    "characters": _ORDERED,
    "titles": _ORDERED,
    "grams": _RANKED,
    "words": _RANKED,
    "keys": {"type": "keyword"},
    "tallied": {"type": "keyword"},
    **{str(name): {"type": "integer"} for name in ("begins", "ends", *Day)},
    **{str(order): {"type": "keyword"} for order in Order},
    "shown": {"type": "object", "enabled": False},
}
_VECTOR = {"type": "dense_vector", "similarity": "cosine", "index_options": {"type": "int8_hnsw"}}
MAPPINGS: Mapping[Kind, dict[str, Any]] = {
    # The whole source is kept but the vector: an update that brings the vector writes the rest anew from there.
    Kind.STATUTES: {
        "dynamic": False,
        "_source": {"excludes": ["vector"]},
        "properties": {**_FIELDS, "vector": _VECTOR},
    },
    Kind.CASES: {
        "dynamic": False,
        "_source": {"includes": ["shown"]},  # the terms of a letter are not kept readable
        "properties": _FIELDS,
    },
}
# Of so many candidates a shard takes the nearest, and so many times the hits are compared again in float.
_CANDIDATES = 2
_RESCORED = 2.0
_MOST_CANDIDATES = 10_000


def document(entry: Entry) -> dict[str, Any]:
    """Return what is indexed of an entry, the document's own id apart."""
    return {
        "id": entry.id,
        **{str(stream): text for stream, text in entry.streams.items()},
        "keys": list(entry.labels),
        "tallied": tallied(entry.labels),
        "begins": entry.begins,
        "ends": entry.ends,
        **{str(name): day for name, day in entry.days.items()},
        **sorted_by(entry.orders, entry.id),
        "shown": dict(entry.shown),
    }


def wanted(query: Query) -> Mapping[str, Any]:
    """Return the query that scores as BM25 over the ranking and nothing else."""
    ranking = [
        {"match": {ranked.stream: {"query": " ".join(ranked.terms), "boost": ranked.weight}}}
        for ranked in query.ranking
        if ranked.terms
    ]
    scoring: dict[str, Any] = {"should": ranking, "minimum_should_match": 1} if query.ranking else {}
    return {"bool": {**scoring, **_narrowed(query.required, query.excluded)}}


def order(query: Query) -> list[str]:
    """Return what hits are sorted by."""
    return ["_score", "id"] if query.ranking else [query.order or "id"]


# Under this name an answer has its counts.
TALLY: Mapping[str, Any] = {"tallied": {"terms": {"field": "tallied", "size": LABELS}}}


def nearest(vector: Vector, *, required: Sequence[Clause], excluded: Sequence[Clause], count: int) -> Mapping[str, Any]:
    """Return the search of neighbours, filtered inside the graph; its score is (1 + cosine) / 2."""
    return {
        "field": "vector",
        "query_vector": vector.tolist(),
        "k": count,
        "num_candidates": min(count * _CANDIDATES, _MOST_CANDIDATES),
        "rescore_vector": {"oversample": _RESCORED},
        "filter": {"bool": _narrowed(required, excluded)},
    }


def without_vector(ids: Sequence[str]) -> Mapping[str, Any]:
    """Return the query of those entries that have no vector."""
    return {"bool": {"filter": [_clause(Ids(tuple(ids)))], "must_not": [WITH_VECTOR]}}


WITH_VECTOR: Mapping[str, Any] = {"exists": {"field": "vector"}}


def _narrowed(required: Sequence[Clause], excluded: Sequence[Clause]) -> dict[str, Any]:
    return {
        "filter": [_clause(clause) for clause in required],
        "must_not": [_clause(clause) for clause in excluded],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    match clause:
        case AnyTerm(stream, terms):
            return {"match": {stream: " ".join(terms)}}
        case Phrase(characters, stream):
            return {"match_phrase": {stream: " ".join(characters)}}
        case Key(name, values):
            return {"terms": {"keys": [f"{name}={value}" for value in values]}}
        case Ids(ids):
            return {"ids": {"values": list(ids)}}
        case InForce(day):
            return {"bool": {"filter": [_days("begins", last=day), _days("ends", first=day + 1)]}}
        case _:
            return _composed(clause)


def _composed(clause: Between | Every | Either | Without) -> dict[str, Any]:
    match clause:
        case Between(name, first, last):
            return _days(name, first=first, last=last)
        case Every(clauses):
            return {"bool": {"filter": [_clause(one) for one in clauses]}}
        case Either(()):
            return {"match_none": {}}
        case Either(clauses):
            return {"bool": {"should": [_clause(one) for one in clauses], "minimum_should_match": 1}}
        case Without(unwanted):
            return {"bool": {"must_not": [_clause(unwanted)]}}


def _days(name: str, *, first: int = UNKNOWN_DAY, last: int = FOREVER) -> dict[str, Any]:
    return {"range": {name: {"gte": first, "lte": last}}}
