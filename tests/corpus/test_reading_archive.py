"""Archives: bounded in depth, number and size; one bad member loses nothing of the others."""

import pytest

from corpus.documents import Limits
from corpus.errors import ClassifiedDocument, DocumentTooLarge, EmptyDocument, UnreadableDocument
from corpus.reading import read
from tests.corpus.papers import LETTER, archive, pdf, word


def test_members_are_read_in_the_order_of_their_names() -> None:
    document = read(archive(**{"2.pdf": pdf(), "1.docx": word("先"), "__MACOSX/._1": b"x"}), "包.zip")
    assert [(part.name, part.kind) for part in document.parts] == [("1.docx", "docx"), ("2.pdf", "pdf")]
    assert document.text.startswith("先\n尊敬的领导")


def test_a_bad_member_loses_nothing_of_the_others() -> None:
    document = read(archive(**{"坏.pdf": pdf()[:500], "好.txt": LETTER.encode(), "空.txt": b""}), "包.zip")
    assert {part.name: part.problem is None for part in document.parts} == {
        "坏.pdf": False,
        "好.txt": True,
        "空.txt": False,
    }
    assert document.text == LETTER + "\n"


def test_an_archive_of_unreadable_files_says_why_for_each() -> None:
    with pytest.raises(EmptyDocument, match=r"坏\.pdf.*空\.txt"):
        read(archive(**{"坏.pdf": pdf()[:500], "空.txt": b""}), "包.zip")


def test_names_in_the_encoding_of_windows_are_read() -> None:
    # zipfile writes UTF-8; the same length of bytes is put in its place and the flag for UTF-8 taken away
    data = archive(**{"xxxx.txt": LETTER.encode()}).replace(b"xxxx.txt", "来信".encode("gb18030") + b".txt")
    assert [part.name for part in read(data, "包.zip").parts] == ["来信.txt"]


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (archive(**{f"{n}.txt": b"a" for n in range(5)}), Limits(members=4)),
        (archive(**{"大.txt": b"a" * 100_000}), Limits(unfolded_bytes=50_000)),  # a bomb: 100 times its size
    ],
)
def test_an_archive_over_a_limit_is_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(DocumentTooLarge):
        read(data, "包.zip", limits=limits)


def test_archives_within_archives_are_opened_to_the_allowed_depth() -> None:
    inner = archive(**{"信.txt": LETTER.encode()})
    nested = archive(**{"里.zip": inner, "外.txt": "外".encode() * 3})
    assert LETTER in read(nested, "包.zip", limits=Limits(depth=2)).text
    shallow = read(nested, "包.zip", limits=Limits(depth=1))
    assert LETTER not in shallow.text
    assert any("层数" in note for note in shallow.notes)


def test_what_nested_archives_unfold_is_counted_together() -> None:
    inner = archive(**{"甲.txt": "字".encode() * 10_000})
    bomb = archive(**{f"{n}.zip": inner + bytes(n) for n in range(9)} | {"信.txt": LETTER.encode()})
    document = read(bomb, "包.zip", limits=Limits(unfolded_bytes=70_000))
    assert sum(part.problem is not None for part in document.parts) > 0
    assert len(document.text) < 70_000


def test_a_member_with_a_password_is_a_problem_of_its_own() -> None:
    data = bytearray(archive(**{"a.txt": b"aaaa", "b.txt": LETTER.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1  # the flag "encrypted" of the first member
    document = read(bytes(data), "包.zip")
    assert [part.problem is None for part in document.parts] == [False, True]
    assert "密码" in document.notes[0]


def test_a_damaged_member_is_a_problem_of_its_own() -> None:
    data = bytearray(archive(**{"a.txt": LETTER.encode(), "b.txt": LETTER.encode()}))
    data[60:80] = bytes(20)
    assert [part.problem is None for part in read(bytes(data), "包.zip").parts] == [False, True]


def test_a_marked_member_refuses_the_whole_archive() -> None:
    with pytest.raises(ClassifiedDocument):
        read(archive(**{"甲.txt": LETTER.encode(), "乙.txt": "机密★10年\n乙".encode()}), "包.zip")


def test_a_truncated_archive_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="不完整"):
        read(archive(甲=LETTER)[:-30], "包.zip")
