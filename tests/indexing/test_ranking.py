"""How a text asks."""

from corpus import terms
from indexing.engine import AnyTerm, Ranking, Stream
from indexing.ranking import legal_rankings, rankings, shared


def test_grams_and_words_rank_together() -> None:
    text = "拖欠工资"
    expected = (Ranking(Stream.GRAMS, tuple(terms.grams(text))), Ranking(Stream.WORDS, tuple(terms.words(text))))
    assert rankings(text) == expected


def test_a_name_ranks_beside_the_text_and_pairs_with_nothing_of_it() -> None:
    grams = rankings("搜查", names=["刑法"])[0].terms
    assert grams == ("搜", "查", "搜查", "刑", "法", "刑法")


def test_a_text_without_letters_ranks_nothing() -> None:
    assert rankings("，。 ") == ()


def test_one_pair_must_be_shared() -> None:
    assert shared("拖欠，拖欠") == (AnyTerm(Stream.GRAMS, ("拖欠",)),)


def test_a_single_character_need_not_share_a_pair() -> None:
    assert shared("抛") == ()


def test_of_a_very_long_letter_what_it_repeats_is_kept() -> None:
    letter = "".join(chr(0x4E00 + n) + "，" for n in range(3000)) + "拖欠" * 3
    grams = rankings(letter)[0].terms
    assert len(set(grams)) == 1000
    assert grams.count("拖欠") == 3


def test_a_placeholder_of_masked_data_says_nothing() -> None:
    assert rankings("拖欠[电话1]工资[住址12]") == rankings("拖欠 工资")


def test_brackets_of_the_writer_are_read() -> None:
    assert rankings("[拖欠]工资") == rankings("拖欠 工资")


def test_the_laws_words_count_half_and_by_pairs() -> None:
    expected = (Ranking(Stream.GRAMS, ("劳动", "动报", "报酬"), 0.5), Ranking(Stream.WORDS, ("劳动报酬",), 0.5))
    assert legal_rankings(["劳动报酬"]) == expected


def test_without_the_laws_words_nothing_more_ranks() -> None:
    assert legal_rankings([]) == ()


def test_a_pair_of_the_laws_words_will_do() -> None:
    assert shared("狗", phrases=["动物"]) == (AnyTerm(Stream.GRAMS, ("动物",)),)
