"""Files marked as state secrets are refused, and nothing of them remains but a hash."""

import hashlib

import pytest

from corpus.errors import ClassifiedDocument
from corpus.reading import read
from corpus.secrecy import is_marked
from tests.corpus.papers import LETTER, pdf, placed_pdf, word


@pytest.mark.parametrize(
    "text",
    [
        "绝密★长期",
        "机密★10年",
        "秘密★6个月",
        "机密 ★ 十年",
        "绝 密 ★ 启用前",
        "机密*20年",  # typed without the star
        "機密★",
        "★秘密",
        "关于某事的报告\n秘密5年\n各单位：",
        "机密（保密期限：10年）",
        "【秘密 3年】",
        "密级：机密",
        "密级\t秘密",  # two cells of a form
        "机密\n关于某事的报告",
    ],
)
def test_marks_are_found(text: str) -> None:
    assert is_marked(text)


@pytest.mark.parametrize(
    "text",
    [
        "公司侵犯他人商业秘密，请求查处。",
        "他泄露国家秘密，我要举报。",
        "这是我保守的秘密三年了，今天说出来。",
        "涉及机密文件的传言不实",
        "密级：公开",
        "密级：无",
        "评价：★★★★★ 服务好",
        "秘密\n我心里有一件事",  # a heading that anybody may write
        "举报人要求保密",
        "《中华人民共和国保守国家秘密法》第二十一条",
    ],
)
def test_words_that_only_speak_of_secrets_are_no_marks(text: str) -> None:
    assert not is_marked(text)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("信.txt", f"秘密★3年\n{LETTER}".encode("gb18030")),
        ("信.docx", word("机密★10年", LETTER)),
        ("页眉.docx", word(LETTER, header="机密★10年")),
        ("信.pdf", pdf("机密★10年\n" + LETTER)),
        (
            "页眉.pdf",
            placed_pdf(((170, 12, "秘密★2年"), (30, 60, LETTER[:30])), ((170, 12, "秘密★2年"), (30, 60, "乙"))),
        ),
        ("机密★材料.txt", LETTER.encode()),  # the mark in the file's name
    ],
)
def test_a_marked_file_is_refused_whatever_its_form(name: str, data: bytes) -> None:
    with pytest.raises(ClassifiedDocument) as caught:
        read(data, name)
    assert caught.value.digest == hashlib.sha256(data).hexdigest()


def test_the_refusal_names_neither_file_nor_words_and_says_whom_to_call() -> None:
    with pytest.raises(ClassifiedDocument) as caught:
        read(f"机密★10年\n{LETTER}".encode(), "关于王测试的案卷.txt")
    assert "王测试" not in str(caught.value)
    assert "保密工作机构" in str(caught.value)
