"""`huiyin evaluate search`: what is counted, stored and compared."""

from pathlib import Path

import pytest

from corpus.errors import InvalidRecord
from indexing.build import build
from service.assembly import Assembly
from service.quality import search as search_quality
from service.quality.lecard import case_quality
from service.quality.search import Judged, Moved, Ranking, Run
from service.quality.stard import SERVED, stard_quality

ASKED = (
    Judged("一", "欠薪怎么办", {"劳动法 50": 1, "劳动合同法 30": 1}),
    Judged("二", "借钱不还", {"民法典 675": 1}),
)


def ranking(**hits: list[str]) -> Ranking:
    return Ranking("试", {one.id: hits.get(one.id, []) for one in ASKED}, 1.0)


def test_recall_is_the_share_of_a_questions_articles_and_mrr_that_of_the_first() -> None:
    found = search_quality.figures(
        ranking(一=["刑法 1", "劳动法 50"], 二=["民法典 675"]), ASKED, ("R@1", "R@5", "RR@100")
    )
    assert found.values == {"R@1": 0.5, "R@5": 0.75, "RR@100": 0.75}
    assert found.questions == 2


def test_a_question_without_any_hit_counts_as_nothing_found() -> None:
    assert search_quality.figures(ranking(), ASKED, ("R@5", "RR@100")).values == {"R@5": 0.0, "RR@100": 0.0}


def test_a_grade_weighs_in_the_gain() -> None:
    judged = (Judged("一", "", {"甲": 7, "乙": 1}),)
    best, worst = (
        search_quality.figures(ranking(一=order), judged, ("nDCG@10",)).values["nDCG@10"]
        for order in (["甲", "乙"], ["乙", "甲"])
    )
    assert (best, round(worst, 3)) == (1.0, 0.71)


def test_a_run_is_read_as_it_was_stored(tmp_path: Path) -> None:
    run = Run({"task": "stard"}, {"试": search_quality.places(ranking(一=["刑法 1", "劳动法 50"]), ASKED)})
    search_quality.store(run, tmp_path / "run.json")
    assert search_quality.stored(tmp_path / "run.json", task="stard") == run
    assert run.places == {"试": {"一": (2,), "二": ()}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("no json", "不是 --run 存下的结果"),
        ("[]", "不是 --run 存下的结果"),
        ('{"about": {}, "places": {"试": {"一": ["x"]}}}', "不是 --run 存下的结果"),
        ('{"about": {"task": "lecard"}, "places": {}}', "是 lecard 的结果，不是 stard 的"),
    ],
)
def test_another_file_is_refused_with_the_reason(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(InvalidRecord, match=told):
        search_quality.stored(tmp_path / "run.json", task="stard")


def test_gains_and_losses_are_told_by_question_the_greatest_first() -> None:
    before = Run({}, {"试": {"上": (9,), "下": (1, 4), "同": (3,), "没": (), "旧": (1,)}})
    found = search_quality.compare("试", before, {"上": (2,), "下": (1,), "同": (3,), "没": (100,), "新": (1,)})
    assert found.gains == (Moved("上", (9,), (2,)), Moved("没", (), (100,)))
    assert found.losses == (Moved("下", (1, 4), (1,)),)
    assert found.missing == 2


def test_a_run_without_the_system_says_which_it_has() -> None:
    with pytest.raises(InvalidRecord, match="没有“别的”，有 试"):
        search_quality.compare("别的", Run({}, {"试": {}}), {})


@pytest.mark.data
def test_floors_are_not_held_against_another_library(data: Path) -> None:
    found = search_quality.figures(ranking(), ASKED, ("R@5",))
    assert "定底线时是" in search_quality.floors("stard", found, data=data, about={"articles": 1}).because


@pytest.mark.data
def test_other_data_has_no_floors(tmp_path: Path) -> None:
    (tmp_path / "stard.jsonl.gz").write_bytes(b"other questions")
    found = search_quality.figures(ranking(), ASKED, ("R@5",))
    told = search_quality.floors("stard", found, data=tmp_path, about={"articles": 1}).because
    assert told == "stard.jsonl.gz 不是定底线时的那一份"


@pytest.mark.data
def test_stard_asks_what_the_library_can_answer_and_compares_with_a_stored_run(
    parts: Assembly, data: Path, tmp_path: Path
) -> None:
    build(parts.engine, parts.statute_source)
    first = stard_quality(parts, data, split="dev", run=tmp_path / "run.json", others=False)
    again = stard_quality(parts, data, split="dev", against=tmp_path / "run.json", others=False)
    assert first.questions + first.left_out == 200
    assert 10 < first.questions < 100  # four laws are held
    served = first.figures[0]
    assert served.system == SERVED
    assert served.values["R@100"] > 0.7  # 1,200 articles: words alone find most
    assert again.figures[0].values == served.values
    assert again.changed is not None
    assert (again.changed.gains, again.changed.losses, again.changed.missing) == ((), (), 0)


def test_without_the_data_it_says_what_is_missing(parts: Assembly, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="没有 stard"):
        stard_quality(parts, tmp_path, split="dev", others=False)


@pytest.mark.data
def test_the_floors_of_lecard_hold(parts: Assembly, data: Path) -> None:
    found = case_quality(parts, data)
    assert [one.holds for one in found.floors.checked] == [True, True]
    assert (found.queries, found.documents) == (67, 2611)
