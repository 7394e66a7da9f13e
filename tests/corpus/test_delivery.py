"""Uploads: one letter or several, marked files left out by themselves. Every person and place is invented."""

import hashlib
import io
import zipfile

import pytest

from corpus.bundling.delivery import Delivery, deliver
from corpus.documents import Limits
from corpus.errors import (
    ClassifiedDocument,
    EmptyDocument,
    ListOfLetters,
    NeedsRecognition,
    UnreadableDocument,
)
from corpus.working.wire import pack, unpack
from corpus.working.worker import deliver_apart
from tests.corpus.papers import LETTER, pdf, scan, word, workbook, zipped
from tests.corpus.test_grouping import FIRST, PENALTY, SECOND

MARKED = "机密★10年\n雀舌巷的尉迟青鹞反映情况\n".encode()
LIST = workbook(("编号", "来信内容"), (1, "路灯不亮"), (2, "井盖丢失"))


def names(packed: bytes | None) -> list[str]:
    assert packed is not None
    with zipfile.ZipFile(io.BytesIO(packed)) as target:
        return target.namelist()


def test_a_single_file_is_a_letter_of_its_own_bytes() -> None:
    (letter,) = deliver(word(LETTER), "信.docx").letters
    assert (letter.document.kind, letter.original) == ("docx", None)


def test_an_archive_of_one_letter_is_kept_as_it_came() -> None:
    found = deliver(zipped({"信.txt": FIRST, "决定书.txt": PENALTY}), "包.zip")
    (letter,) = found.letters
    assert (letter.document.name, letter.document.kind, letter.original) == ("包.zip", "zip", None)
    assert [part.name for part in letter.document.parts] == ["信.txt", "决定书.txt"]
    assert found.refused == ()


def test_each_letter_of_an_archive_is_one_of_its_own() -> None:
    found = deliver(
        zipped({"1.txt": FIRST, "2.docx": word(*SECOND.split("\n")), "3.txt": "我叫张三，路灯不亮。"}), "包.zip"
    )
    assert [one.document.name for one in found.letters] == ["1.txt", "2.docx", "3.txt"]
    assert [one.document.kind for one in found.letters] == ["txt", "docx", "txt"]
    assert found.letters[0].original == FIRST.encode()
    assert "卫东升" not in found.letters[0].document.text
    assert found.letters[1].document.notes[:1] == ("这是压缩包里的第 2 封信（共 3 封）：第 2 个文件。",)


def test_the_files_of_a_letter_stay_with_it() -> None:
    found = deliver(zipped({"1信.txt": FIRST, "1决定书.txt": PENALTY, "2信.txt": SECOND}), "包.zip")
    assert [names(found.letters[0].original), found.letters[1].original] == [
        ["1信.txt", "1决定书.txt"],
        SECOND.encode(),
    ]
    assert [part.name for part in found.letters[0].document.parts] == ["1信.txt", "1决定书.txt"]


def test_what_nobody_can_tell_whose_it_is_stands_apart_and_says_so() -> None:
    found = deliver(zipped({"a.txt": FIRST, "b.txt": SECOND, "c.txt": PENALTY}), "包.zip")
    assert "看不出属于哪一封信" in "".join(found.letters[2].document.notes)
    assert "看不出" not in "".join(note for one in found.letters[:2] for note in one.document.notes)


def test_the_same_files_give_the_same_bytes() -> None:
    upload = zipped({"1信.txt": FIRST, "1决定书.txt": PENALTY, "2信.txt": SECOND})
    assert deliver(upload, "包.zip") == deliver(upload, "包.zip")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"1.txt": FIRST.encode(), "2.txt": MARKED}, "第 2 个文件"),
        ({"1.txt": MARKED, "2.txt": FIRST.encode()}, "第 1 个文件"),
        ({"1.txt": FIRST.encode(), "2.docx": word("正文", header="机密★10年")}, "第 2 个文件"),
        ({"1.txt": FIRST.encode(), "机密★材料.txt": b"abc"}, "第 2 个文件"),
        ({"1.txt": FIRST.encode(), "机密★坏.pdf": pdf()[:300]}, "第 2 个文件"),  # cannot be read, but its name can
        (
            {"1.txt": FIRST.encode(), "里.zip": zipped({"1.txt": SECOND, "2.txt": MARKED})},
            "第 2 个文件（压缩包）里的第 2 个文件",
        ),
    ],
)
def test_a_marked_file_is_left_out_by_itself_and_told_by_its_place(files: dict[str, str | bytes], place: str) -> None:
    found = deliver(zipped(files), "包.zip")
    assert [one.place for one in found.refused] == [place]
    assert FIRST in "".join(one.document.text for one in found.letters)
    assert not any(known in repr(found) for known in ("尉迟青鹞", "雀舌巷", "机密★"))


def test_what_is_kept_of_an_archive_does_not_hold_the_marked_file() -> None:
    found = deliver(zipped({"信.txt": FIRST, "决定书.txt": PENALTY, "甲.txt": MARKED}), "包.zip")
    (letter,) = found.letters
    assert names(letter.original) == ["信.txt", "决定书.txt"]
    assert letter.document.name == "包.zip"
    assert found.refused[0].digest == hashlib.sha256(MARKED).hexdigest()


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("包.zip", {"1.txt": MARKED}),
        ("包.zip", {"1.txt": MARKED, "坏.pdf": pdf()[:300]}),  # nothing is left to be read
        ("机密★.zip", {"1.txt": FIRST.encode()}),
    ],
)
def test_an_archive_is_refused_as_a_whole_where_nothing_else_remains(name: str, files: dict[str, str | bytes]) -> None:
    upload = zipped(files)
    with pytest.raises(ClassifiedDocument) as caught:
        deliver(upload, name)
    assert caught.value.digest == hashlib.sha256(upload).hexdigest()


def test_a_list_of_letters_is_no_letter_and_in_an_archive_loses_nothing_of_the_others() -> None:
    with pytest.raises(ListOfLetters):
        deliver(LIST, "表.xlsx")
    (letter,) = deliver(zipped({"信.txt": FIRST, "表.xlsx": LIST}), "包.zip").letters
    assert letter.document.text == FIRST + "\n"
    assert any("清单导入" in note for note in letter.document.notes)


def test_a_file_that_cannot_be_read_and_belongs_to_nobody_is_told() -> None:
    found = deliver(zipped({"a.txt": FIRST, "b.txt": SECOND, "坏.pdf": pdf()[:300]}), "包.zip")
    assert len(found.letters) == 2
    (unread,) = found.unread
    assert unread.name == "第 3 个文件"
    assert "损坏" in unread.problem


def test_an_archive_without_anything_to_read_says_why() -> None:
    with pytest.raises(EmptyDocument, match=r"坏\.pdf.*空\.txt"):
        deliver(zipped({"坏.pdf": pdf()[:500], "空.txt": b""}), "包.zip")


def test_pictures_in_an_archive_need_time() -> None:
    with pytest.raises(NeedsRecognition):
        deliver(zipped({"1.png": scan("尊敬的领导"), "2.txt": FIRST}), "包.zip", limits=Limits(recognised_pages=0))


def test_archives_in_archives_are_counted_together() -> None:
    inner = zipped({"甲.txt": "字".encode() * 10_000})
    bomb = zipped({f"{n}.zip": inner + bytes(n) for n in range(9)} | {"信.txt": FIRST.encode()})
    found = deliver(bomb, "包.zip", limits=Limits(unfolded_bytes=70_000))
    assert any("超过上限" in one.problem for one in found.unread)
    assert sum(len(one.document.text) for one in found.letters) < 70_000


def test_a_truncated_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="不完整"):
        deliver(zipped({"甲": LETTER})[:-30], "包.zip")


def test_a_delivery_goes_over_the_wire_and_back() -> None:
    upload = zipped({"1信.txt": FIRST, "1条.txt": PENALTY, "2.txt": SECOND, "3.txt": MARKED, "坏.pdf": b"%PDF-1.4 x"})
    found = deliver(upload, "包.zip")
    assert isinstance(found, Delivery)
    assert unpack(pack(found)) == found
    assert deliver_apart(upload, "包.zip") == found


def test_what_bears_a_mark_is_not_kept_with_a_letter_that_cannot_be_read() -> None:
    packed = zipped({"秘.txt": MARKED, "信.txt": FIRST * 20})
    with pytest.raises(UnreadableDocument):
        deliver(zipped({"信.txt": FIRST * 20}), "包.zip", limits=Limits(characters=len(FIRST) * 2))
    with pytest.raises(ClassifiedDocument) as caught:
        deliver(packed, "包.zip", limits=Limits(characters=len(FIRST) * 2))
    assert caught.value.digest == hashlib.sha256(packed).hexdigest()
