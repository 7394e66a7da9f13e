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
        "我反映一件事。\n秘密★三年\n请看。",  # a line of its own, whoever writes
        "文件上写着“秘密★三年”，见附件。",  # nobody says that it is his letter
        "机密★10年\n我看见文件上写着“秘密★三年”，要求公开。",
        "云岭市公安局文件\n我局文件上写着“秘密★三年”，请照办。",
        "关于某事的报告\n秘密5年\n各单位：",
        "机密（保密期限：10年）",
        "【秘密 3年】",
        "密级：机密",
        "密级\t秘密",  # two cells of a form
        "机密\n关于某事的报告",
        # Without a period the level stands alone in its line (GB/T 9704-2012, 7.2.2), at the head of an official paper.
        "秘　密\n云岭市公安局文件\n通知",
        "秘密\n云岭市公安局文件\n云公通〔2026〕12号",
        "000012\n秘 密\n特 急\n云 岭 市 公 安 局 文 件\n关于某事的通知",
        "秘密\n特急\n各县（区）公安局：",
        "秘密 加急\n云岭市信访局\n云信函[2026]7号",
        "【秘密】\n关于开展集中整治工作有关\n问题的通知\n各派出所：",
        "云岭市公安局办公室文件\n秘密\n签发人：某某",
        "000003\n\n机 密\n\n云岭市信访工作联席会议办公室\n云信联办〔2026〕3号",
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
        "秘密\n关于邻居搭违章建筑的举报\n尊敬的公安局领导：",
        "秘　密\n尊敬的局领导：\n我反映的事请替我保密。",
        "我的秘密\n云岭市公安局文件我也看过。",
        "秘密\n他三年前收到了法院的通知，一直没有告诉我。",
        "尊敬的领导：\n云公通〔2026〕12号文件\n里面写着\n“秘密”两个字，我看不懂。",
        "请保守秘密\n云公信〔2026〕5号",
        "国家秘密\n云公信〔2026〕5号",
        "尊敬的领导：\n你们内部文件上写着“秘密★三年”，我要求公开。",  # cites what he has seen
        "商业秘密\n云市监处罚〔2026〕5号\n行政处罚决定书",
        "他因故意泄露国家秘密罪被判刑，秘密就是这样传出去的。",
        "秘密调查、秘密拍摄合法吗？",
        "这件事机密得很，没有人知道。",
        "保守秘密三年\n关于解除劳动合同的通知",
        "云公信〔2026〕5号\n处理意见书\n" + "正文。\n" * 9 + "秘密",  # far below the head
        "涉密人员名单",
        "密码：秘密123",
        "工作秘密\n云岭市公安局文件",  # is marked otherwise (保密法 64) and may be here
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


@pytest.mark.parametrize("level", ["秘密", "机 密", "绝　密"])
def test_a_level_in_the_header_of_an_official_paper_is_a_mark(level: str) -> None:
    assert is_marked("云岭市公安局文件\n云公通〔2026〕12号\n关于某事的通知", (level,))


def test_the_lowest_level_in_the_header_of_a_letter_is_no_mark() -> None:
    assert not is_marked("尊敬的领导：\n楼上漏水。", ("秘密",))


def test_the_refusal_names_neither_file_nor_words_and_says_whom_to_call() -> None:
    with pytest.raises(ClassifiedDocument) as caught:
        read(f"机密★10年\n{LETTER}".encode(), "关于王测试的案卷.txt")
    assert "王测试" not in str(caught.value)
    assert "保密工作机构" in str(caught.value)
