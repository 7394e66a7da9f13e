"""Elasticsearch's own language: mapping, documents, queries. Pure; indexing/elastic.py sends it."""

from collections.abc import Mapping
from typing import Any

from indexing.engine import AnyTerm, Clause, Entry, Ids, InForce, Key, Phrase, Query, Stream

_RANKED = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
MAPPING: dict[str, Any] = {
    "dynamic": False,
    "_source": {"includes": ["shown"]},  # the terms of a letter are not kept readable
    "properties": {
        "id": {"type": "keyword"},  # `_id` itself cannot be sorted by
        "characters": {"type": "text", "analyzer": "whitespace", "norms": False},
        "grams": _RANKED,
        "words": _RANKED,
        "keys": {"type": "keyword"},
        "begins": {"type": "integer"},
        "ends": {"type": "integer"},
        "shown": {"type": "object", "enabled": False},
    },
}


def document(entry: Entry) -> dict[str, Any]:
    """Return what is indexed of an entry, the document's own id apart."""
    return {
        "id": entry.id,
        **{str(stream): text for stream, text in entry.streams.items()},
        "keys": list(entry.labels),
        "begins": entry.begins,
        "ends": entry.ends,
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
    return {
        "bool": {
            **scoring,
            "filter": [_clause(clause) for clause in query.required],
            "must_not": [_clause(clause) for clause in query.excluded],
        }
    }


def _clause(clause: Clause) -> dict[str, Any]:
    match clause:
        case AnyTerm(stream, terms):
            return {"match": {stream: " ".join(terms)}}
        case Phrase(characters):
            return {"match_phrase": {Stream.CHARACTERS: " ".join(characters)}}
        case Key(name, values):
            return {"terms": {"keys": [f"{name}={value}" for value in values]}}
        case Ids(ids):
            return {"ids": {"values": list(ids)}}
        case InForce(day):
            begun = {"range": {"begins": {"lte": day}}}
            lasting = {"range": {"ends": {"gt": day}}}
            return {"bool": {"filter": [begun, lasting]}}
