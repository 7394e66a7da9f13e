"""Which files of an archive are one letter. Every person and place is invented."""

from pathlib import Path

import pytest

from corpus.bundling.evidence import evidence
from corpus.bundling.grouping import File, group

LETTERS = sorted((Path(__file__).parents[1] / "letters").glob("*.txt"))
FIRST = "尊敬的局长：\n　　楼上装修到半夜，请处理。\n此致\n敬礼\n柳如眉\n2026年3月5日"
SECOND = "信访局：\n　　工地拖欠我工资三万二千元，请帮忙。\n投诉人：卫东升\n2026年4月1日"
SHORT = "派出所同志：我家电动车昨晚被偷了，报了警没人理。"
PLAIN = "楼下烧烤店油烟很大，家里不敢开窗，打过好几次热线。"
PENALTY = "云岭市公安局清河分局\n行政处罚决定书\n清公（治）行罚决字〔2026〕12号\n被处罚人柳如眉\n2026年2月1日"
CARD = "姓名 柳如眉\n性别 女\n公民身份号码 440000197305120038"
ENVELOPE = "邮编 515000\n云岭市信访局 收\n清河区文昌巷 柳如眉 寄"
SLIP = "收条\n今收到柳如眉交来押金五百元。\n2026年1月3日"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_each_trial_letter_is_a_letter(letter: Path) -> None:
    assert evidence(letter.read_text(encoding="utf-8"), "信.txt").letter


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (PENALTY, "图1.jpg"),
        (CARD, "2.jpg"),
        (ENVELOPE, "3.jpg"),
        (SLIP, "押金.txt"),
        ("证明\n兹证明柳如眉系我村村民。\n某村委会\n2026年1月3日", "文件.docx"),
        ("房屋租赁合同\n甲方（出租方）：柳如眉\n乙方（承租方）：卫东升\n2026年1月3日", "文件.docx"),
        ("民事起诉状\n原告：柳如眉\n此致\n云岭市人民法院\n具状人：柳如眉\n2026年1月3日", "文件.docx"),
        ("3月5日 14:02 卫东升：钱什么时候给\n2026年3月6日", "聊天记录.txt"),
    ],
)
def test_what_goes_with_a_letter_is_none(text: str, label: str) -> None:
    assert not evidence(text, label).letter


def kind_of(label: str) -> str:
    return {"jpg": "jpeg", "png": "png", "eml": "eml"}.get(label.rpartition(".")[2], "txt")


def grouped(files: dict[str, str | None]) -> list[tuple[list[str], bool]]:
    """The labels of each letter, and whether it is unclear; a text of None was not readable."""
    known = [File(label, kind_of(label), text or "", readable=text is not None) for label, text in files.items()]
    return [([known[index].label for index in one.members], one.unclear) for one in group(known)]


@pytest.mark.parametrize(
    ("files", "letters"),
    [
        # One letter and what belongs to it.
        ({"信.txt": FIRST, "照片.jpg": "", "处罚.jpg": PENALTY}, [(["信.txt", "照片.jpg", "处罚.jpg"], False)]),
        ({"信.txt": PLAIN, "身份证.jpg": CARD}, [(["信.txt", "身份证.jpg"], False)]),
        ({"信.txt": FIRST, "坏.pdf": None}, [(["信.txt", "坏.pdf"], False)]),
        ({"来信/信.txt": FIRST, "证据/1.jpg": ""}, [(["来信/信.txt", "证据/1.jpg"], False)]),
        # Several writers.
        (
            {"1.txt": FIRST, "2.txt": SECOND, "3.txt": SHORT},
            [(["1.txt"], False), (["2.txt"], False), (["3.txt"], False)],
        ),
        ({"1.eml": "主题：路灯", "2.eml": "主题：漏水"}, [(["1.eml"], False), (["2.eml"], False)]),
        # Each with his own papers: by folder, by the beginning of the name, by a number, by the writer's name.
        (
            {"卫/信.txt": SECOND, "卫/条.jpg": "", "柳/信.txt": FIRST, "柳/条.jpg": PENALTY},
            [(["卫/信.txt", "卫/条.jpg"], False), (["柳/信.txt", "柳/条.jpg"], False)],
        ),
        (
            {"卫东升信.txt": SECOND, "卫东升身份证.jpg": "", "柳如眉信.txt": FIRST, "柳如眉决定书.jpg": PENALTY},
            [(["卫东升信.txt", "卫东升身份证.jpg"], False), (["柳如眉信.txt", "柳如眉决定书.jpg"], False)],
        ),
        (
            {"1-信.txt": FIRST, "1-证据.txt": SLIP, "10-信.txt": SECOND, "10-证据.txt": SLIP + "。"},
            [(["1-信.txt", "1-证据.txt"], False), (["10-信.txt", "10-证据.txt"], False)],
        ),
        (
            {"a.txt": SECOND, "b.txt": FIRST, "卫东升的收条.txt": SLIP},
            [(["a.txt", "卫东升的收条.txt"], False), (["b.txt"], False)],
        ),
        # The same letter in two forms is one.
        ({"a.txt": FIRST, "b.txt": FIRST.replace("\n", "\n\n")}, [(["a.txt", "b.txt"], False)]),
        # Whose it is cannot be told: apart.
        (
            {"a.txt": SECOND, "b.txt": FIRST, "c.jpg": PENALTY},
            [(["a.txt"], False), (["b.txt"], False), (["c.jpg"], True)],
        ),
        ({"a.txt": SECOND, "b.txt": PLAIN}, [(["a.txt"], False), (["b.txt"], True)]),
        ({"a.txt": PLAIN, "b.txt": PLAIN[::-1]}, [(["a.txt"], True), (["b.txt"], True)]),
        (
            {"a.txt": SECOND, "b.txt": PLAIN, "坏.pdf": None},
            [(["a.txt"], False), (["b.txt"], True), (["坏.pdf"], True)],
        ),
        # OCR lost who speaks on the first sheet: the salutation on the next is another writer's all the same.
        ({"scan1.jpg": PLAIN, "scan2.jpg": FIRST}, [(["scan1.jpg"], True), (["scan2.jpg"], False)]),
        ({"卫/信.txt": SECOND, "柳/图.jpg": PENALTY}, [(["卫/信.txt"], False), (["柳/图.jpg"], True)]),
    ],
)
def test_each_letter_has_its_own_files(files: dict[str, str | None], letters: list[tuple[list[str], bool]]) -> None:
    assert grouped(files) == letters


@pytest.mark.parametrize(
    ("files", "letters"),
    [
        # Sheets of one letter, photographed one by one.
        ({"1.jpg": FIRST[:20], "2.jpg": "还有一件事。", "3.jpg": SECOND[-14:]}, [["1.jpg", "2.jpg", "3.jpg"]]),
        ({"IMG_0001.jpg": "楼上装修", "IMG_0002.jpg": "到半夜"}, [["IMG_0001.jpg", "IMG_0002.jpg"]]),
        # A salutation begins the next letter; what stands after the signature goes with it.
        (
            {"1.jpg": FIRST, "2.jpg": CARD, "3.jpg": SECOND[:20], "4.jpg": SECOND[20:]},
            [["1.jpg", "2.jpg"], ["3.jpg", "4.jpg"]],
        ),
        # Pictures of several people that are not numbered on.
        ({"柳.jpg": FIRST, "卫.jpg": SECOND}, [["柳.jpg"], ["卫.jpg"]]),
        ({"柳.jpg": "", "卫.jpg": ""}, [["柳.jpg"], ["卫.jpg"]]),
    ],
)
def test_pictures_that_are_numbered_on_are_sheets_of_a_letter(
    files: dict[str, str | None], letters: list[list[str]]
) -> None:
    assert [labels for labels, _ in grouped(files)] == letters


def test_every_file_is_in_exactly_one_letter() -> None:
    found = grouped({"a.txt": FIRST, "b/1.jpg": "", "b/2.jpg": PENALTY, "c.txt": PLAIN, "d.pdf": None, "e.txt": SECOND})
    assert sorted(label for labels, _ in found for label in labels) == [
        "a.txt", "b/1.jpg", "b/2.jpg", "c.txt", "d.pdf", "e.txt",
    ]  # fmt: skip
