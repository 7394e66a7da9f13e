"""HTML and e-mail: the words that a person would see."""

import datetime as dt
import email.policy
from email.message import EmailMessage

import pytest

from corpus.reading import read
from corpus.recognition import form
from tests.corpus.papers import LETTER, archive, pdf, word

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>标题不是正文</title><style>p {{ color: red }}</style></head>
<body><h1>来信</h1><p>我叫王测试，被<b>拖欠</b>工资<br>三万元。</p><script>var hidden = "脚本";</script>
<div style="display:none">看不见</div><!-- 注释 -->
<table><tr><td>姓名</td><td>王测试</td></tr><tr><td>电话</td><td><p>138</p><p>0000</p></td></tr></table>尾声</body></html>"""
SEEN = "来信\n我叫王测试，被拖欠工资\n三万元。\n姓名\t王测试\n电话\t138 0000\n尾声\n"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),  # declares what it is not
        ("utf-16", "utf-16"),
    ],
)
def test_a_page_gives_what_is_seen_whatever_its_encoding(encoding: str, declared: str) -> None:
    document = read(PAGE.format(charset=declared).encode(encoding), "信.html")
    assert (document.kind, document.text) == ("html", SEEN)


def test_nesting_a_thousand_deep_is_read() -> None:
    assert "深处" in read(("<html>" + "<div>" * 200 + "深处").encode(), "信.html").text


def message(**parts: str) -> EmailMessage:
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Subject"], mail["From"], mail["Date"] = (
        "投诉拖欠工资",
        "王测试 <w@example.com>",
        "Mon, 03 Apr 2023 09:00:00 +0800",
    )
    mail.set_content(parts.get("plain", LETTER), charset=parts.get("charset", "utf-8"))
    if "html" in parts:
        mail.add_alternative(parts["html"], subtype="html")
    return mail


def test_a_mail_gives_its_head_and_its_body() -> None:
    document = read(bytes(message()), "信.eml")
    assert document.kind == "eml"
    assert document.text.startswith("主题：投诉拖欠工资\n发件人：王测试 <w@example.com>\n日期：2023-04-03 09:00\n")
    assert LETTER in document.text
    assert document.sent == dt.date(2023, 4, 3)


def test_a_mail_whose_day_is_broken_keeps_its_words() -> None:
    mail = message()
    del mail["Date"]
    document = read(b"Date: gestern\n" + bytes(mail), "信.eml")
    assert "日期：gestern" in document.text
    assert document.sent is None


@pytest.mark.parametrize("charset", ["gb18030", "big5"])
def test_a_mail_in_an_old_encoding_is_read(charset: str) -> None:
    words = "請求依法處理，謝謝。"
    assert words in read(bytes(message(plain=words, charset=charset)), "信.eml").text


def test_of_two_alternatives_the_plain_one_counts_once() -> None:
    text = read(bytes(message(plain="平文", html="<p>网页</p>")), "信.eml").text
    assert "平文" in text
    assert "网页" not in text


def test_a_mail_with_html_alone_is_read() -> None:
    mail = message()
    mail.set_content("<p>网页里的<b>诉求</b></p>", subtype="html")
    assert "\n网页里的诉求\n" in read(bytes(mail), "信.eml").text


def test_attachments_follow_the_mail_and_a_broken_one_is_said() -> None:
    mail = message()
    mail.add_attachment(word("附件正文"), maintype="application", subtype="octet-stream", filename="附件.docx")
    mail.add_attachment(pdf()[:600], maintype="application", subtype="pdf", filename="坏.pdf")
    document = read(bytes(mail), "信.eml")
    assert [(part.name, part.kind, part.span.of(document.text)) for part in document.parts] == [
        ("附件.docx", "docx", "附件正文\n"),
        ("坏.pdf", "pdf", ""),
    ]
    assert any("坏.pdf" in note and "不完整" in note for note in document.notes)


def test_a_letter_that_begins_like_one_field_of_a_mail_is_text() -> None:
    assert read("To: 市长信箱\n我要投诉。".encode(), "信.txt").kind == "txt"


def test_an_attached_archive_is_opened() -> None:
    mail = message()
    mail.add_attachment(archive(**{"甲.txt": "甲文"}), maintype="application", subtype="zip", filename="包.zip")
    document = read(bytes(mail), "信.eml")
    assert [part.name for part in document.parts] == ["包.zip", "包.zip/甲.txt"]
    assert "甲文" in document.text


def test_a_message_whose_first_field_is_empty_is_a_message() -> None:
    data = b"Subject:\nFrom: a@b.c\nContent-Type: text/plain; charset=utf-8\n\n" + "工地拖欠工资".encode()
    assert (read(data, "信.eml").kind, form(data.replace(b"\n", b"\r\n"), "信.eml")) == ("eml", "eml")
