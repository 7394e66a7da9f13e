import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service import cli
from service.assembly import Assembly
from service.settings import Settings
from tests.service.letters import TEXT

Run = Callable[..., "Ended"]
HEAVY = ("torch", "fastapi", "sqlalchemy", "pydantic", "numpy", "tantivy", "rich")
ENGLISH = {"Usage", "Options", "Arguments", "Commands", "OPTIONS", "COMMAND", "ARGS", "Show", "default", "required"}
GROUPS = [(name,) for name in ("letters", "lists", "jobs", "cases", "search", "library", "index", "evaluate", "train")]
COMMANDS = [
    ("analyze",),
    ("classify",),
    ("cite",),
    ("mask",),
    ("take-in",),
    ("letters", "show"),
    ("letters", "refused"),
    ("lists", "import"),
    ("lists", "mappings"),
    ("jobs", "list"),
    ("jobs", "show"),
    ("jobs", "retry"),
    ("jobs", "dismiss"),
    ("cases", "import"),
    ("search", "statutes"),
    ("search", "cases"),
    ("library", "import"),
    ("library", "status"),
    ("library", "show"),
    ("library", "conflicts"),
    ("library", "diff"),
    ("index", "build"),
    ("index", "status"),
    ("start",),
    ("serve",),
    ("settings",),
    ("bench",),
    ("evaluate", "reading"),
    ("evaluate", "advice"),
    ("evaluate", "letters"),
    ("evaluate", "models"),
    ("evaluate", "search"),
    ("train", "complaints"),
    ("train", "search"),
]


class Ended:
    """A command that ran to its end."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run `huiyin …` in this process, against a home of one's own."""
    monkeypatch.setenv("HUIYIN_HOME", str(home))

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["huiyin", *map(str, arguments)])
        status = 0
        try:
            cli.main()
        except SystemExit as left:
            status = int(left.code or 0)
        sys.stdout.flush()
        caught = capfdbinary.readouterr()
        return Ended(status, caught.out.decode("utf-8"), caught.err.decode("utf-8"))

    return run


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "来信.txt"
    file.write_text(TEXT + "\n", encoding="utf-8")
    return file


def ndjson(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


def test_help_imports_nothing_heavy() -> None:
    told = "import sys; sys.argv = ['huiyin', '--help']\nimport service.cli\ntry:\n    service.cli.main()\n"
    told += f"finally:\n    print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_in_chinese_with_an_example(run: Run, command: tuple[str, ...]) -> None:
    ended = run(*command, "--help")
    assert ended.status == 0
    assert "例：" in ended.out
    assert not ENGLISH & set(re.findall("[A-Za-z]+", ended.out))


def test_a_group_explains_itself_in_chinese(run: Run) -> None:
    explained = [run(*group, "--help").out for group in ((), *GROUPS)]
    assert all(one.startswith("用法：huiyin") and "\n命令：\n" in one for one in explained)
    assert not ENGLISH & set(re.findall("[A-Za-z]+", " ".join(explained)))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nonsense",), "没有命令 nonsense"),
        (("library", "nonsense"), "没有命令 nonsense"),
        (("mask", "--outt", "x"), "没有选项 --outt，是不是 --out"),
        (("mask", "--out"), "选项 --out 后面要写一个值"),
        (("mask", "--json=1"), "选项 --json 后面不写值"),
        (("library", "show"), "没有写 条文"),
        (("library", "show", "刑法 1", "刑法 2"), "多写了 刑法 2"),
        (("analyze", "/none/such.txt"), "文件：没有这个文件：/none/such.txt"),
        (("analyze", "/"), "文件：这是文件夹"),
        (("mask", "--in", "/none"), "--in：没有这个文件：/none"),
        (("library", "import", "/none"), "来源：没有这个文件或文件夹：/none"),
        (("evaluate", "search", "--data", "/none"), "--data：没有这个文件夹：/none"),
        (("search", "statutes", "工资", "--k", "5000"), "--k：值不合要求，最多多少条（1 到 1000；不写为 10）"),
        (("search", "statutes", "工资", "--as-of", "昨天"), "--as-of：日期要写成 2024-05-01 这样"),
        (("search", "statutes", "工资", "--as-of", "2026-13-01"), "--as-of：日历上没有 2026-13-01 这一天"),
    ],
)
def test_what_was_mistyped_is_told_in_chinese(run: Run, arguments: tuple[str, ...], told: str) -> None:
    ended = run(*arguments)
    assert ended.status == 2
    assert ended.err.startswith(f"用法不对：{told}")


@pytest.mark.parametrize("command", ["analyze", "mask", "cite", "classify", "take-in"])
def test_a_letter_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    ended = run(command, "-")
    assert (ended.status, ended.err) == (0, "")


def test_bulk_is_read_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = json.dumps({"id": "1", "text": TEXT}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert [one["id"] for one in run("mask", "--in", "-").lines] == ["1"]


def test_an_analysis_is_readable_json(run: Run, letter: Path) -> None:
    ended = run("analyze", letter, "--json")
    assert ended.status == 0
    assert ended.json["text"] == TEXT + "\n"
    assert "劳动和社会保障" in ended.out  # not escaped


def test_an_analysis_is_readable_for_people(run: Run, letter: Path) -> None:
    ended = run("analyze", letter)
    assert "劳动和社会保障" in ended.out
    assert "不是法律意见" in ended.out


def test_search_finds_the_article_that_is_named(run: Run) -> None:
    hits = run("search", "statutes", "刑法120之1", "--json").json["hits"]
    assert (hits[0]["law"], hits[0]["article"], hits[0]["article_sub"]) == ("中华人民共和国刑法", 120, 1)


@pytest.mark.parametrize(
    "written", ["刑法120之1", "刑法 120-1", "《刑法》第一百二十条之一", "中华人民共和国刑法第120条之1"]
)
def test_an_article_is_shown_however_it_is_written(run: Run, written: str) -> None:
    shown = run("library", "show", written, "--as-of", "2026-11-24", "--json").json
    assert (shown["article"], shown["article_sub"], shown["state"]) == (120, 1, "现行有效")


@pytest.mark.parametrize("written", ["刑法 附件一", "刑法附件1", "《刑法》附件一", "中华人民共和国刑法 附件一"])
def test_an_annex_is_shown_however_it_is_written(run: Run, written: str) -> None:
    shown = run("library", "show", written, "--as-of", "2026-11-24", "--json").json
    assert (shown["label"], shown["article"], shown["text"][:3]) == ("附件一", None, "附件一")


def test_a_law_without_a_number_is_shown_as_its_texts_and_units(run: Run) -> None:
    shown = run("library", "show", "刑法", "--as-of", "2026-11-24", "--json").json
    assert [one["version"] for one in shown["versions"]] == [shown["version"]] == ["2020-12-26"]
    units = [(one["label"], one["article"]) for one in shown["units"]]
    assert (units[0], units[-1]) == (("第一条", 1), ("附件二", None))


@pytest.mark.parametrize(
    ("day", "words"), [("2024-05-01", "：现行有效。"), ("2040-01-01", "：现行有效（截至2026-08-28，此后未知）。")]
)
def test_nothing_is_claimed_beyond_the_reach_of_the_source(run: Run, day: str, words: str) -> None:
    assert words in run("library", "show", "刑法 264", "--as-of", day).out


def test_a_kept_letter_is_shown_by_its_number(run: Run, letter: Path) -> None:
    kept = run("take-in", letter, "--json").json
    assert run("letters", "show", kept["id"], "--json").json == kept


def test_the_library_says_what_it_holds(run: Run) -> None:
    assert run("library", "status", "--json").json["works"] == 4


def test_an_import_of_what_is_no_source_says_what_it_lacks(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = run("library", "import", tmp_path / "empty")
    assert ended.status == 1
    assert "rules.toml" in ended.err


def test_a_built_index_is_not_built_again(run: Run) -> None:
    reports = run("index", "build", "--json").json
    assert [one["built"] for one in reports] == [False, False]


def test_the_demonstration_cases_are_imported_once(run: Run) -> None:
    assert run("cases", "import", "--demo", "--json").json["new"] == 0


def test_cases_of_an_office_are_imported_and_bad_lines_told(run: Run, tmp_path: Path) -> None:
    good = {
        "id": "a-1",
        "text": "孙九斤把李某的电动车骑走了",
        "kind": "criminal",
        "charges": ["盗窃"],
        "date": "2026-01-02",
    }
    ended = run("cases", "import", ndjson(tmp_path / "c.ndjson", good, {"id": "a-2"}), "--json")
    assert ended.status == 1
    assert (ended.json["new"], [one["line"] for one in ended.json["problems"]]) == (1, [2])
    found = run("search", "cases", "电动车被骑走", "--json").json["hits"]
    assert "a-1" in [one["id"] for one in found]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("search", "statutes"), 2),  # nothing to search for
        (("analyze",), 2),
        (("analyze", "/none/such.txt"), 2),
        (("search", "statutes", "工资", "--as-of", "昨天"), 2),
        (("search", "statutes", "工资", "--level", "天条"), 2),
        (("classify", "--task", "weather"), 2),
        (("nonsense",), 2),
        (("letters", "show", "20261124-000000000000"), 1),
        (("library", "show", "刑法 9999"), 1),
        (("library", "show", "不存在的法 1"), 1),
        (("library", "show", "宪法 序言"), 1),  # the source lacks it
    ],
)
def test_the_exit_status_tells_wrong_use_from_failure(run: Run, arguments: tuple[str, ...], status: int) -> None:
    ended = run(*arguments)
    assert ended.status == status
    assert ended.err
    assert "Traceback" not in ended.err


def test_a_setting_that_cannot_hold_is_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_HOST", "0.0.0.0")
    ended = run("serve")
    assert ended.status == 2
    assert "HUIYIN_HOST" in ended.err


def test_a_file_that_cannot_be_read_is_named_with_its_reason(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "扫描件.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    ended = run("analyze", broken)
    assert ended.status == 1
    assert "扫描件.pdf" in ended.err


def test_bulk_answers_in_order_and_a_bad_line_does_not_stop_the_rest(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.ndjson"
    source.write_bytes(
        "\n".join(
            [
                json.dumps({"id": "1", "text": TEXT}, ensure_ascii=False),
                json.dumps({"id": "2"}),
                "{broken",
                "",
                json.dumps({"id": "5", "text": "  "}),
                json.dumps({"id": "6", "text": "小区噪声扰民，夜里施工。"}, ensure_ascii=False),
            ]
        ).encode()
    )
    ended = run("classify", "--task", "complaints", "--in", source, "--out", "-")
    assert ended.status == 1
    assert [one["id"] for one in ended.lines] == ["1", "2", None, "5", "6"]
    assert [one.get("line") for one in ended.lines] == [None, 2, 3, 5, None]
    assert [bool(one.get("labels")) for one in ended.lines] == [True, False, False, False, True]


def test_bulk_writes_to_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.ndjson"
    ended = run("mask", "--in", ndjson(tmp_path / "in.ndjson", {"id": "1", "text": TEXT}), "--out", out)
    answer = json.loads(out.read_text(encoding="utf-8"))
    assert ended.status == 0
    assert "钱多谷" not in answer["masked"]
    assert "钱多谷" in answer["map"].values()
    assert [TEXT[one["start"] : one["end"]] for one in answer["private"]] == ["钱多谷", "13800138000"]


def test_bulk_citations_take_the_day_and_host_of_their_line(run: Run, tmp_path: Path) -> None:
    source = ndjson(
        tmp_path / "in.ndjson",
        {"id": "1", "text": "依据《中华人民共和国刑法》第一百二十条之一第一款", "as_of": "2026-11-24"},
        {
            "id": "2",
            "text": "依照前款的规定处罚",
            "host": {"law": "中华人民共和国刑法", "article": 120, "article_sub": 1, "paragraph": 2},
        },
    )
    first, second = run("cite", "--in", source).lines
    assert first["citations"][0] | {"detail": ""} == {
        "start": 2,
        "end": 24,
        "law": "中华人民共和国刑法",
        "article": 120,
        "article_sub": 1,
        "paragraph": 1,
        "item": None,
        "subitem": None,
        "part": None,
        "to": None,
        "role": "cite",
        "basis": "explicit",
        "status": "exists",
        "provision_id": first["citations"][0]["provision_id"],
        "detail": "",
    }
    assert (second["citations"][0]["article"], second["citations"][0]["paragraph"]) == (120, 1)


def test_a_host_that_names_only_its_source_is_completed_from_the_library(run: Run, tmp_path: Path) -> None:
    host = {"source": "中华人民共和国刑法@2020-12-26", "article": 308, "article_sub": 1, "paragraph": 2}
    source = ndjson(tmp_path / "in.ndjson", {"id": "1", "text": "依照前款和本法第三百九十八条处罚", "host": host})
    cited = run("cite", "--in", source).lines[0]["citations"]
    assert [(one["law"], one["article"], one["article_sub"], one["paragraph"]) for one in cited] == [
        ("中华人民共和国刑法", 308, 1, 1),
        ("中华人民共和国刑法", 398, 0, None),
    ]


def test_bulk_searches_give_hits_by_line(run: Run, tmp_path: Path) -> None:
    source = ndjson(
        tmp_path / "q.ndjson",
        {"id": "1", "query": "拖欠劳动报酬"},
        {"id": "2", "query": "拖欠劳动报酬", "level": ["宪法"]},
    )
    first, second = run("search", "statutes", "--in", source, "--k", "7").lines
    assert (len(first["hits"]), second["hits"]) == (7, [])


def test_bulk_case_searches_give_hits_by_line(run: Run, tmp_path: Path) -> None:
    source = ndjson(tmp_path / "q.ndjson", {"id": "1", "query": "工地拖欠工资"})
    answer = run("search", "cases", "--in", source, "--k", "3").lines[0]
    assert (answer["id"], len(answer["hits"])) == ("1", 3)


def test_bulk_analyses_are_those_of_the_single_command(run: Run, letter: Path, tmp_path: Path) -> None:
    single = run("analyze", letter, "--json").json
    bulk = run("analyze", "--in", ndjson(tmp_path / "in.ndjson", {"id": "7", "text": TEXT + "\n"})).lines[0]
    assert bulk["id"] == "7"
    assert bulk | {"id": single["id"], "pages": single["pages"]} == single  # a text that was sent has no pages


def test_the_settings_table_is_printed_for_the_readme(run: Run) -> None:
    assert run("settings", "--markdown").out.startswith("| 变量 | 默认值 | 说明 |")


def test_settings_are_shown_with_their_values(run: Run, home: Path) -> None:
    assert {"name": "HUIYIN_HOME", "value": str(home)}.items() <= run("settings", "--json").json[0].items()


def test_the_index_is_built_again_from_the_store(run: Run, letter: Path, home: Path) -> None:
    import shutil

    key = run("take-in", letter, "--json").json["id"]
    shutil.rmtree(home / "index")
    assert run("index", "build").status == 0
    with Assembly(Settings(home=home)) as parts:
        assert parts.cases.similar(TEXT, limit=1)[0].id == key


def test_an_error_of_our_own_is_told_by_kind_and_place_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("尉迟青鹞")

    monkeypatch.setattr("service.register.Register.letter", fail)
    ended = run("letters", "show", "20261124-000000000000")
    assert (ended.status, "RuntimeError" in ended.err, "test_cli.py" in ended.err) == (1, True, True)
    assert "尉迟青鹞" not in ended.err
    assert "Traceback" not in ended.err


def test_bulk_output_over_its_own_input_is_refused(run: Run, tmp_path: Path) -> None:
    source = ndjson(tmp_path / "信.ndjson", {"id": "1", "text": TEXT})
    before = source.read_bytes()
    for target in (source, tmp_path / "." / "信.ndjson"):
        ended = run("mask", "--in", source, "--out", target)
        assert (ended.status, "--out" in ended.err) == (2, True)
    assert source.read_bytes() == before


def test_an_earlier_result_stays_until_the_new_one_is_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = ndjson(tmp_path / "信.ndjson", {"id": "1", "text": TEXT}, {"id": "2", "text": TEXT})
    target = tmp_path / "结果.ndjson"
    target.write_text("昨天的")
    with monkeypatch.context() as broken:
        broken.setattr("service.bulk.as_line", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        assert run("mask", "--in", source, "--out", target).status == 1
    assert target.read_text() == "昨天的"
    assert run("mask", "--in", source, "--out", target).status == 0
    assert len(target.read_text().splitlines()) == 2
    assert sorted(one.name for one in tmp_path.glob("*结果*")) == ["结果.ndjson"]


def test_a_place_where_nothing_can_be_written_is_a_wrong_use(run: Run, tmp_path: Path) -> None:
    source = ndjson(tmp_path / "信.ndjson", {"id": "1", "text": TEXT})
    ended = run("mask", "--in", source, "--out", tmp_path / "没有" / "结果.ndjson")
    assert (ended.status, "Traceback" in ended.err) == (2, False)


@pytest.mark.parametrize(
    ("setting", "command", "place"),
    [
        (setting, command, place)
        for setting, command in (("HUIYIN_STORE_URL", "letters refused"), ("HUIYIN_LIBRARY_URL", "library status"))
        for place in ("text", "folder", "text/none/db")
    ],
)
def test_a_database_that_is_none_is_a_wrong_setting(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, setting: str, command: str, place: str, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("这不是数据库\n" * 100)
    (tmp_path / "folder").mkdir()
    monkeypatch.setenv(setting, f"sqlite:///{tmp_path}/{place}")
    ended = run(*command.split())
    assert (ended.status, setting in ended.err, "Traceback" in ended.err) == (2, True, False)


def test_what_a_command_writes_is_for_its_owner_alone(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "结果.ndjson"
    run("mask", "--in", ndjson(tmp_path / "信.ndjson", {"id": "1", "text": TEXT}), "--out", target)
    assert target.stat().st_mode & 0o077 == 0
