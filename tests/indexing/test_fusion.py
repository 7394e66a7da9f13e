"""One list of words and vectors: what comes first, and what comes after all candidates."""

from indexing.engine import EngineHit
from indexing.fusion import following, fuse

ASKED = "公司拖欠工资怎么办"


def hit(name: str, score: float, text: str = "条文", law: str = "法") -> EngineHit:
    return EngineHit(name, score, {"text": text, "law_id": law})


def order(words: list[EngineHit], near: list[EngineHit]) -> list[str]:
    return [one.hit.id for one in fuse(words, near, ASKED)]


def test_what_both_found_comes_before_what_one_found() -> None:
    both, word, vector = hit("甲", 0.8), hit("乙", 9.0), hit("丙", 0.8)
    assert order([both, word], [both, vector])[0] == "甲"


def test_each_hit_comes_once_with_its_ranks() -> None:
    found = fuse([hit("甲", 9.0), hit("乙", 8.0)], [hit("乙", 0.9)], ASKED)
    assert {one.hit.id: (one.word, one.near) for one in found} == {"甲": (1, None), "乙": (2, 1)}


def test_of_two_alike_the_one_with_the_words_of_the_question_comes_first() -> None:
    near = [hit("甲", 0.8, "应当按月支付劳动报酬"), hit("乙", 0.8, "不得拖欠劳动者的工资")]
    assert order([], near) == ["乙", "甲"]


def test_of_two_alike_the_one_whose_law_has_more_candidates_comes_first() -> None:
    near = [hit("甲", 0.8, law="一"), hit("乙", 0.8, law="二"), hit("丙", 0.5, law="二"), hit("丁", 0.5, law="二")]
    assert order([], near)[0] == "乙"


def test_what_comes_after_the_candidates_scores_below_them_all() -> None:
    words = [hit(f"{number:03}", 200.0 - number) for number in range(200)]
    last = fuse(words, [], ASKED)[-1].hit.score
    after = following([hit("后", 1.0), hit("末", 0.5)], after=200)
    assert [one.word for one in after] == [201, 202]
    assert last > 1 > after[0].hit.score > after[1].hit.score > 0


def test_nothing_found_is_an_empty_list() -> None:
    assert fuse([], [], ASKED) == []
