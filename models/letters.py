"""The complaint letters that the shipped model learns from, read from the data folder and masked on the way in.

Two files of one source: raw letters, and more letters as words only. Their `dup_group` numbers are counted apart, so
equal numbers mean nothing; `seg_rows` and `raw_ids` tie them, and 28 of the raw letters (found here by their words)
stand among the words without a tie. Whoever measures must leave out all of these: `twins`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.gold import digest, records
from models import features
from models.findings import PrivateSpan
from models.persons import persons
from models.private import private
from models.tagging import known

FILES = ("complaints.jsonl.gz", "complaints_seg.jsonl.gz")
# Shared words over all words at which two letters are taken for one. Of unrelated pairs none reaches .4; the copies
# without a tie that were looked at stood at .5 to 1.
SAME_LETTER = 0.4
_COMMON = 300  # words in more letters than this do not help to find a twin


@dataclass(frozen=True, slots=True)
class Example:
    """One letter as the words that count. `group` is unique over both files; `twins` are groups of the other file."""

    group: str  # raw:17, words:984
    label: str
    words: tuple[str, ...]
    twins: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Letters:
    """What there is to learn from and to measure on; `hashes` name the very files.

    `people` are the names found in the raw letters: cut out of these, they may still stand among the words.
    """

    raw: tuple[Example, ...]
    segmented: tuple[Example, ...]
    people: frozenset[str]
    hashes: dict[str, str]


def read(folder: Path) -> Letters:
    """Read both files. Letters marked as duplicates (`drop_dup`) are left out; twins are sought among all."""
    raw_rows, word_rows = (list(records(folder, name)) for name in FILES)
    segmented = [
        Example(f"words:{row['dup_group']}", row["label1"], tuple(filter(features.counts, row["words"].split())))
        for row in word_rows
    ]
    ties = _ties(raw_rows, word_rows)
    kept = [row for row in raw_rows if row["split"] == "train"]
    texts = [f"{row['topic']}\n{row['text']}" for row in raw_rows]
    hidden = [private(text) for text in texts]
    named = {
        one.span.of(text) for text, found in zip(texts, hidden, strict=True) for one in found if one.kind == "name"
    }
    letters = [
        _without(text, found)
        for row, text, found in zip(raw_rows, texts, hidden, strict=True)
        if row["split"] == "train"
    ]
    likeness = _Likeness(segmented)
    raw = tuple(
        Example(f"raw:{row['dup_group']}", row["label1"], words, ties[row["dup_group"]] | likeness.groups(words))
        for row, words in zip(kept, letters, strict=True)
    )
    pairs = zip(word_rows, segmented, strict=True)
    return Letters(
        raw,
        tuple(example for row, example in pairs if row["split"] != "drop_dup"),
        _uncommon(named),
        {name: digest(folder, name) for name in FILES},
    )


def people_among_words(folder: Path) -> frozenset[str]:
    """Return the names found in the segmented letters; takes two minutes, since each is tagged."""
    found: set[str] = set()
    for row in records(folder, FILES[1]):
        joined = row["words"].replace(" ", "")
        found |= {one.span.of(joined) for one in persons(joined)}
    return _uncommon(found)


def _uncommon(named: Iterable[str]) -> frozenset[str]:
    """Leave out common words that were taken for a name once (阳光, 明白): they lead to nobody."""
    return frozenset(name for name in named if not known(name))


def _without(text: str, hidden: Sequence[PrivateSpan]) -> tuple[str, ...]:
    """Return the words that count once private data is cut out: a placeholder would be a word too."""
    at, pieces = 0, []
    for one in hidden:
        pieces.append(text[at : one.span.start])
        at = one.span.end
    return features.read("，".join((*pieces, text[at:]))).words


def _ties(raw_rows: Sequence[dict[str, Any]], word_rows: Sequence[dict[str, Any]]) -> dict[int, frozenset[str]]:
    """Return raw dup_group -> groups of the segmented file that hold the same letters, as the files themselves say."""
    by_number = {int(row["id"].rpartition(":")[2]): row["dup_group"] for row in word_rows}
    by_raw: dict[str, set[int]] = defaultdict(set)
    for row in word_rows:
        for raw_id in row["raw_ids"]:
            by_raw[raw_id].add(row["dup_group"])
    ties: dict[int, set[str]] = defaultdict(set)
    for row in raw_rows:
        # Some numbers lead to letters that were kept apart for checking and are not in the file.
        numbers = {by_number[number] for number in row["seg_rows"] if number in by_number}
        ties[row["dup_group"]] |= {f"words:{group}" for group in numbers | by_raw[row["id"]]}
    return {group: frozenset(tied) for group, tied in ties.items()}


class _Likeness:
    """Finds letters by the words they share."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._sets = [frozenset(example.words) for example in examples]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._sets):
            for word in words:
                self._holding[word].append(number)

    def groups(self, words: Sequence[str]) -> frozenset[str]:
        """Return the groups that hold this letter or one nearly like it."""
        sought = frozenset(words)
        shared = Counter(
            number
            for word in sought
            if len(self._holding.get(word, ())) < _COMMON
            for number in self._holding.get(word, ())
        )
        return frozenset(
            self._examples[number].group
            for number, _ in shared.most_common(40)
            if len(sought & self._sets[number]) >= SAME_LETTER * len(sought | self._sets[number])
        )
