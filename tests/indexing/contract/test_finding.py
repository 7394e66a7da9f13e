"""What is found, in which order, with which score: the same on both engines."""

from dataclasses import replace
from math import log

import pytest

from corpus import terms
from indexing.engine import AnyTerm, Entry, Ids, InForce, Key, Kind, Phrase, Query, Ranking, SearchEngine, Stream
from tests.indexing.contract.conftest import ENTRIES

TODAY = 2026_11_23


def grams(text: str, weight: float = 1.0) -> Ranking:
    return Ranking(Stream.GRAMS, tuple(terms.grams(text)), weight)


def words(text: str, weight: float = 1.0) -> Ranking:
    return Ranking(Stream.WORDS, tuple(terms.words(text)), weight)


def phrase(text: str) -> Phrase:
    return Phrase(tuple(terms.characters(text)))


def ids(engine: SearchEngine, query: Query) -> list[str]:
    return [hit.id for hit in engine.search(Kind.STATUTES, query).hits]


def test_a_word_inside_a_sentence_without_spaces_is_found(serving: SearchEngine) -> None:
    assert ids(serving, Query((grams("拖欠"),)))[:2] == ["条例#10", "劳动法#50"]


RANKED = [
    ("单位拖欠工资", ["条例#10", "劳动法#50", "劳动合同法#85"]),  # the shorter text with both words first
    ("从建筑物抛掷物品", ["民法典#1254"]),
    ("劳动报酬", ["劳动合同法#85"]),
]


@pytest.mark.parametrize(("query", "first"), RANKED)
def test_grams_rank_the_fitting_article_first(serving: SearchEngine, query: str, first: list[str]) -> None:
    assert ids(serving, Query((grams(query),)))[: len(first)] == first


def test_words_rank_by_whole_words(serving: SearchEngine) -> None:
    assert ids(serving, Query((words("农民工投诉"),))) == ["条例#10"]


def test_scores_are_bm25(serving: SearchEngine) -> None:
    # 抛掷 stands once in one entry of 10; its length is kept in steps on both engines, 88 for 88 to 95
    lengths = [len(terms.grams(entry.ranked)) for entry in ENTRIES]
    assert 88 <= lengths[3] < 96
    expected = log(1 + 9.5 / 1.5) * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 88 / (sum(lengths) / 10)))
    hit = serving.search(Kind.STATUTES, Query((Ranking(Stream.GRAMS, ("抛掷",)),))).hits[0]
    assert hit.score == pytest.approx(expected, rel=1e-5)


def test_weights_multiply_scores(serving: SearchEngine) -> None:
    once = serving.search(Kind.STATUTES, Query((words("农民工"),))).hits[0].score
    thrice = serving.search(Kind.STATUTES, Query((words("农民工", 3.0),))).hits[0].score
    assert thrice == pytest.approx(3 * once, rel=1e-5)


def test_a_term_named_twice_counts_twice(serving: SearchEngine) -> None:
    once = serving.search(Kind.STATUTES, Query((Ranking(Stream.WORDS, ("投诉",)),))).hits[0].score
    twice = serving.search(Kind.STATUTES, Query((Ranking(Stream.WORDS, ("投诉", "投诉")),))).hits[0].score
    assert twice == pytest.approx(2 * once, rel=1e-5)


def test_two_rankings_add_up(serving: SearchEngine) -> None:
    each = [serving.search(Kind.STATUTES, Query((one,))).hits[0].score for one in (grams("投诉"), words("投诉"))]
    both = serving.search(Kind.STATUTES, Query((grams("投诉"), words("投诉")))).hits[0].score
    assert both == pytest.approx(sum(each), rel=1e-5)


def test_equal_scores_are_ordered_by_id(serving: SearchEngine) -> None:
    assert ids(serving, Query((grams("自公布之日起施行"),), limit=3)) == ["同文#1", "同文#2", "同文#3"]


def test_a_tie_at_the_edge_goes_to_the_smallest_id(serving: SearchEngine) -> None:
    assert ids(serving, Query((grams("自公布之日起施行"),), limit=1)) == ["同文#1"]


def test_without_a_ranking_all_that_fits_comes_by_id(serving: SearchEngine) -> None:
    assert ids(serving, Query(required=(Key("level", ("部门规章",)),))) == ["办法#7", "同文#1", "同文#2", "同文#3"]


def test_without_a_ranking_every_score_is_zero(serving: SearchEngine) -> None:
    found = serving.search(Kind.STATUTES, Query(required=(Key("work", ("民法典",)),)))
    assert [hit.score for hit in found.hits] == [0.0]


PHRASES = [
    ("拖欠劳动者的工资", ["劳动法#50"]),
    ("工资的劳动者", []),  # the same characters in another order
    ("劳动者本人不得克扣", []),  # a sentence ends between them
    ("元编号为T", ["办法#7"]),  # only punctuation between them
    ("PM2.5检测费用", ["办法#7"]),
    ("pm2.5检测费用为3.5元", ["办法#7"]),  # case and width are folded
    ("T/CAS 12-2020", ["办法#7"]),
    ("检测费用为5元", []),  # a number is one term
    ("抛", ["民法典#1254"]),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_a_phrase_is_found_in_its_order_only(serving: SearchEngine, text: str, expected: list[str]) -> None:
    assert ids(serving, Query(required=(phrase(text),))) == expected


def test_a_phrase_is_not_found_in_what_is_only_ranked(serving: SearchEngine) -> None:
    assert ids(serving, Query(required=(phrase("侵权责任"),))) == []


def test_a_required_phrase_narrows_the_ranking(serving: SearchEngine) -> None:
    assert ids(serving, Query((grams("拖欠工资"),), required=(phrase("无故拖欠"),))) == ["劳动法#50"]


def test_what_is_excluded_does_not_come(serving: SearchEngine) -> None:
    found = ids(serving, Query((words("工资"),), excluded=(phrase("农民工"),)))
    assert found == ["劳动法#50"]


def test_any_of_several_terms_is_enough(serving: SearchEngine) -> None:
    clause = AnyTerm(Stream.GRAMS, ("抛掷", "检测"))
    assert ids(serving, Query(required=(clause,))) == ["办法#7", "民法典#1254"]


def test_terms_of_the_characters_stream_can_be_required(serving: SearchEngine) -> None:
    assert ids(serving, Query(required=(AnyTerm(Stream.CHARACTERS, ("抛", "农")),))) == ["条例#10", "民法典#1254"]


KEYS = [
    (Key("level", ("行政法规",)), ["条例#10"]),
    (Key("level", ("行政法规", "部门规章")), ["条例#10", "办法#7"]),
    (Key("level", ("法",)), []),  # a key is exact
    (Key("work", ("行政法规",)), []),  # and belongs to its name
]


@pytest.mark.parametrize(("key", "expected"), KEYS)
def test_keys_filter_exactly(serving: SearchEngine, key: Key, expected: list[str]) -> None:
    found = ids(serving, Query((grams("拖欠工资检测费用"),), required=(key,)))
    assert sorted(found) == sorted(expected)


DAYS = [
    (1996_12_31, []),  # before the first version
    (1997_03_01, ["噪声旧#2"]),  # the first day counts
    (2022_06_04, ["噪声旧#2"]),
    (2022_06_05, ["噪声新#2"]),  # the last day does not
    (TODAY, ["噪声新#2"]),
]


@pytest.mark.parametrize(("day", "expected"), DAYS)
def test_only_what_is_in_force_on_the_day_comes(serving: SearchEngine, day: int, expected: list[str]) -> None:
    assert ids(serving, Query((words("夜间施工作业"),), required=(InForce(day), Key("work", ("噪声法",))))) == expected


def test_an_unknown_commencement_is_kept_on_every_day(serving: SearchEngine) -> None:
    assert ids(serving, Query((words("检测"),), required=(InForce(1950_01_01),))) == ["办法#7"]


def test_filters_do_not_change_scores(serving: SearchEngine) -> None:
    free = serving.search(Kind.STATUTES, Query((grams("抛掷"),))).hits
    filtered = serving.search(Kind.STATUTES, Query((grams("抛掷"),), (InForce(TODAY), Key("level", ("法律",))))).hits
    assert filtered[0].score == pytest.approx(free[0].score, rel=1e-6)


def test_the_total_counts_all_and_not_only_what_is_given_back(serving: SearchEngine) -> None:
    found = serving.search(Kind.STATUTES, Query(required=(Key("level", ("法律",)),), limit=2, counted=True))
    assert (len(found.hits), found.total) == (2, 5)


def test_no_total_where_none_is_asked(serving: SearchEngine) -> None:
    assert serving.search(Kind.STATUTES, Query((grams("工资"),))).total is None


def test_nothing_found_is_an_empty_answer(serving: SearchEngine) -> None:
    found = serving.search(Kind.STATUTES, Query((words("量子"),), counted=True))
    assert (found.hits, found.total) == ((), 0)


def test_what_is_shown_comes_back_as_it_was_given(serving: SearchEngine) -> None:
    hit = serving.search(Kind.STATUTES, Query(required=(Key("work", ("劳动法",)),))).hits[0]
    assert hit.shown == {"law": "劳动法", "article": 50, "sub": None}


def test_a_long_question_is_answered(serving: SearchEngine) -> None:
    # a whole letter as query: more terms than an engine takes as separate clauses by default
    letter = "".join(chr(0x4E00 + n) for n in range(3000)) + "拖欠工资"
    assert "条例#10" in ids(serving, Query((grams(letter),)))


def test_an_id_finds_its_entry_and_no_other(serving: SearchEngine) -> None:
    assert ids(serving, Query(required=(Ids(("民法典#1254", "条例#10", "没有#1")),))) == ["条例#10", "民法典#1254"]


def test_an_excluded_id_does_not_come(serving: SearchEngine) -> None:
    assert ids(serving, Query((words("工资"),), excluded=(Ids(("条例#10",)),))) == ["劳动法#50"]


def test_what_never_ends_is_in_force_on_the_last_day_there_is(serving: SearchEngine) -> None:
    assert ids(serving, Query((words("农民工"),), required=(InForce(9999_12_31),))) == ["条例#10"]


# 120 entries that nothing but their ids tell apart, and 30 of another length
TIED = [Entry(f"同分#{n:03}", "本法自公布之日起施行。", "本法自公布之日起施行。") for n in range(120)]
OTHERS = [Entry(f"另#{n:03}", "本条例所称公布，是指刊登。", "本条例所称公布，是指刊登。") for n in range(30)]
PAGED = [
    Query((grams("公布"),)),  # two scores, ties longer than any slack
    Query(),  # no score at all
    Query(required=(phrase("公布"),)),
]


@pytest.mark.parametrize("query", PAGED)
@pytest.mark.parametrize("size", [1, 7, 40])
def test_walking_every_page_gives_every_hit_once(empty: SearchEngine, query: Query, size: int) -> None:
    with empty.draft(Kind.STATUTES, "tied") as draft:
        for entry in [*TIED[::-1], *OTHERS]:
            draft.add([entry])
        draft.seal(1)
        empty.switch(Kind.STATUTES, "tied")
    pages = [ids(empty, replace(query, offset=at, limit=size)) for at in range(0, 150, size)]
    walked = [one for page in pages for one in page]
    expected = sorted(entry.id for entry in [*TIED, *OTHERS])
    assert sorted(walked) == expected
    assert walked == ids(empty, replace(query, limit=150))


def test_a_page_beyond_the_last_hit_is_empty(serving: SearchEngine) -> None:
    assert ids(serving, Query((grams("工资"),), offset=50)) == []
