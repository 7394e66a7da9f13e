"""Imports: idempotent, resumable, two sources of one text compared, better never replaced by worse."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.contents import named_unit
from corpus.errors import ArticleNotFound, InvalidRecord, VersionNotHeld
from corpus.law import ArticleNumber, State, Validity
from corpus.library import Library
from corpus.sources.jsonl import JsonLines

DAY = date(2025, 1, 1)
REGULATION: dict[str, Any] = {
    "id": "a",
    "title": "甲市井盖管理办法",
    "level": "地方性法规",
    "organ": "甲市人民代表大会常务委员会",
    "publish_date": "2020-01-01",
    "history": [{"date": "2020-01-01", "event": "甲市第一届人民代表大会常务委员会第一次会议通过"}],
    "articles": [
        {"path": ["第一章 总 则"], "no": 1, "sfx": None, "label": "第一条", "text": "为了管理井盖，制定本办法。"},
        {"path": ["第一章 总 则"], "no": 2, "sfx": None, "label": "第二条", "text": "井盖应当盖好。"},
        {"path": [], "no": 3, "sfx": None, "label": "第三条", "text": "本办法自2020年3月1日起施行。"},
    ],
}


def written(folder: Path, name: str, *records: dict[str, Any]) -> JsonLines:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return JsonLines(path)


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    return Library(f"sqlite:///{tmp_path / 'library.db'}")


def with_text(no: int, text: str, **other: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of JSON
    articles = [a | {"text": text} if a["no"] == no else a for a in REGULATION["articles"]]
    return REGULATION | {"articles": articles} | other


def test_the_same_file_twice_changes_nothing(empty: Library, tmp_path: Path) -> None:
    source = written(tmp_path, "one", REGULATION)
    first, number = empty.import_from(source), empty.sequence()
    second = empty.import_from(source)
    assert (first.filed, second.filed, empty.sequence()) == (1, 0, number)


def test_a_changed_record_replaces_its_own_text(empty: Library, tmp_path: Path) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION))
    empty.import_from(written(tmp_path, "one", with_text(2, "井盖应当立即盖好。")))
    assert empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=DAY).provision.text == "井盖应当立即盖好。"
    assert empty.coverage().provisions == 3


def test_a_broken_line_stops_the_import_and_what_came_before_stays(empty: Library, tmp_path: Path) -> None:
    records = [REGULATION | {"id": str(n), "title": f"甲市第{n}号办法"} for n in range(600)]
    source = written(tmp_path, "many", *records)
    path = tmp_path / "many.jsonl"
    good = path.read_text("utf-8")
    path.write_text(good + "{\n", encoding="utf-8")
    with pytest.raises(InvalidRecord, match=r"many\.jsonl第601行"):
        empty.import_from(source)
    assert empty.coverage().works == 500  # the first batch
    path.write_text(good, encoding="utf-8")
    report = empty.import_from(source)
    assert (report.filed, empty.coverage().works) == (100, 600)  # goes on where it stopped


def test_two_sources_of_one_text_that_differ_keep_both(empty: Library, tmp_path: Path) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION))
    report = empty.import_from(written(tmp_path, "two", with_text(2, "井盖应当盖牢。")))
    (conflict,) = empty.conflicts()
    assert (conflict.label, conflict.held, conflict.other) == ("第二条", "井盖应当盖好。", "井盖应当盖牢。")
    assert "有1条与LawRefBook 2025-04-19（one）不同" in report.problems[0]
    assert empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=DAY).provision.text == "井盖应当盖好。"


def test_a_source_that_corrects_its_text_is_believed(empty: Library, tmp_path: Path) -> None:
    wrong, right = with_text(2, "罚款一百元。"), with_text(2, "罚款五百元。")
    for name in ("one", "two"):
        empty.import_from(written(tmp_path, name, wrong))
    empty.import_from(written(tmp_path, "one", right))
    assert empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=DAY).provision.text == "罚款五百元。"
    (conflict,) = empty.conflicts()
    assert (conflict.held, conflict.other) == ("罚款五百元。", "罚款一百元。")
    empty.import_from(written(tmp_path, "two", right))
    assert empty.conflicts() == ()
    assert empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=DAY).provision.text == "罚款五百元。"


def test_punctuation_and_spaces_are_no_difference(empty: Library, tmp_path: Path) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION))
    empty.import_from(written(tmp_path, "two", with_text(2, "井盖 应当盖好.")))
    assert empty.conflicts() == ()


def test_a_gap_of_one_source_is_filled_from_the_other(empty: Library, tmp_path: Path) -> None:
    gap = REGULATION | {"articles": [a for a in REGULATION["articles"] if a["no"] != 2]}
    first = empty.import_from(written(tmp_path, "one", gap))
    empty.import_from(written(tmp_path, "two", REGULATION))
    version = empty.version("甲市井盖管理办法", as_of=DAY)
    assert first.problems == ("《甲市井盖管理办法》缺第2条，来源没有这些条文",)
    assert [unit.label for unit in empty.units(version.id)] == ["第一条", "第二条", "第三条"]


def test_annexes_that_one_source_lacks_come_from_the_other(empty: Library, tmp_path: Path) -> None:
    annexed = with_text(3, "本办法自2020年3月1日起施行。\n附件一：井盖样式\n圆形。\n附件二：标志\n红色。")
    empty.import_from(written(tmp_path, "one", with_text(3, "本办法自2020年3月1日起施行。")))
    report = empty.import_from(written(tmp_path, "two", annexed))
    version = empty.version("甲市井盖管理办法", as_of=DAY)
    assert [unit.label for unit in empty.units(version.id)] == ["第一条", "第二条", "第三条", "附件一", "附件二"]
    assert "原来缺的条文由LawRefBook 2025-04-19（two）补上：附件一、附件二" in report.problems[0]


def test_annexes_of_two_sources_are_not_mixed(empty: Library, tmp_path: Path) -> None:
    ends = "本办法自2020年3月1日起施行。\n"
    empty.import_from(written(tmp_path, "one", with_text(3, ends + "附件：井盖样式\n圆形。")))
    empty.import_from(written(tmp_path, "two", with_text(3, ends + "附件一：井盖样式\n圆形。\n附件二：标志\n红色。")))
    version = empty.version("甲市井盖管理办法", as_of=DAY)
    assert [unit.label for unit in empty.units(version.id)] == ["第一条", "第二条", "第三条", "附件"]


def test_a_text_with_its_table_is_not_replaced_by_a_clean_one_without(both: Library) -> None:
    found = named_unit(both, "印花税法", "附件", as_of=DAY)
    assert "买卖合同" in found.provision.text  # the tariff, in one source only


def test_what_is_not_filed_is_reported_with_the_reason(chosen: tuple[Path, Path], tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path / 'library.db'}")
    report = library.import_from(JsonLines(chosen[0]))
    assert "《汕头经济特区突发公共卫生事件应急条例》：来源没有条文" in report.problems
    assert any(p.startswith("《中华人民共和国居民身份证法》：来源自己标为") for p in report.problems)


def test_a_new_text_reports_what_it_ends(empty: Library, tmp_path: Path) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION))
    clause = "本条例自2024年5月1日起施行。《甲市井盖管理办法》同时废止。"
    other = with_text(3, clause, id="b", title="甲市井盖条例", publish_date="2024-04-01", history=[])
    report = empty.import_from(written(tmp_path, "two", other))
    assert report.changes == (
        "《甲市井盖管理办法》（2020-01-01公布的文本）：《甲市井盖条例》第三条自2024-05-01起废止本文件",
    )


def test_the_order_of_imports_does_not_decide_validity(tmp_path: Path) -> None:
    clause = "本条例自2024年5月1日起施行。《甲市井盖管理办法》同时废止。"
    other = with_text(3, clause, id="b", title="甲市井盖条例", publish_date="2024-04-01", history=[])
    sources = [written(tmp_path, "one", REGULATION), written(tmp_path, "two", other)]
    found: list[Validity] = []
    for order in (sources, sources[::-1]):
        library = Library(f"sqlite:///{tmp_path / f'{len(found)}.db'}")
        for source in order:
            library.import_from(source)
        found.append(library.article("甲市井盖管理办法", ArticleNumber(2), as_of=date(2024, 6, 1)).validity)
    assert found[0] == found[1]


LATER = {
    "id": "c",
    "publish_date": "2024-04-01",
    "history": [
        {"date": "2020-01-01", "event": "甲市第一届人民代表大会常务委员会第一次会议通过"},
        {"date": "2022-06-01", "event": "甲市第二届人民代表大会常务委员会第二次会议第一次修正"},
        {"date": "2024-03-20", "event": "甲市第三届人民代表大会常务委员会第三次会议第二次修正"},
    ],
}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2022, 5, 31), State.IN_FORCE),
        (date(2022, 6, 1), State.UNKNOWN),  # the text of the first amendment is not held
        (date(2023, 1, 1), State.UNKNOWN),
    ],
)
def test_after_an_amendment_whose_text_is_missing_nothing_is_said_to_be_in_force(
    empty: Library, tmp_path: Path, day: date, state: State
) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION, with_text(2, "井盖应当立即盖好。", **LATER)))
    validity = empty.article("甲市井盖管理办法", ArticleNumber(2), as_of=day).validity
    assert validity.state is state
    assert ("2022-06-01的修改" in validity.evidence) == (state is State.UNKNOWN)


def test_of_a_day_without_a_proved_text_no_article_is_said_to_be_missing(empty: Library, tmp_path: Path) -> None:
    empty.import_from(written(tmp_path, "one", REGULATION, with_text(2, "井盖应当立即盖好。", **LATER)))
    with pytest.raises(VersionNotHeld, match=r"没有第9条.*不能断定当日没有这一条"):
        empty.article("甲市井盖管理办法", ArticleNumber(9), as_of=date(2023, 1, 1))
    with pytest.raises(ArticleNotFound, match="没有第9条"):
        empty.article("甲市井盖管理办法", ArticleNumber(9), as_of=date(2021, 1, 1))
