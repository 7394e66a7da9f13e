"""OFD: text in reading order, seals as facts."""

import pytest

from corpus.documents import Limits
from corpus.errors import ClassifiedDocument, DocumentTooLarge, EmptyDocument, UnreadableDocument
from corpus.reading import read
from tests.corpus.papers import archive, ofd


def test_pages_are_read_in_order_with_their_places() -> None:
    document = read(ofd(("关于拖欠工资的投诉", "我叫王测试。"), ("请求依法处理。",)), "信.ofd")
    assert document.kind == "ofd"
    assert document.text == "关于拖欠工资的投诉\n我叫王测试。\n请求依法处理。\n"
    assert [page.method for page in document.pages] == ["ofdkit", "ofdkit"]
    assert round(document.runs[0].box.left, 3) == round(20 / 210, 3)


def test_lines_drawn_out_of_order_are_read_from_top_to_bottom() -> None:
    data = ofd(("甲行", "乙行"))
    assert read(data, "信.ofd").text == "甲行\n乙行\n"


def test_a_seal_is_reported_and_not_called_genuine() -> None:
    notes = read(ofd(("正文",), signed="20230401120000Z"), "信.ofd").notes
    assert notes == (
        "文件含电子印章（日期 20230401120000Z，制作者 测试签章，盖在 1 处）；本系统只报告、不验证签章真伪。",
    )


def test_a_marked_paper_is_refused() -> None:
    with pytest.raises(ClassifiedDocument):
        read(ofd(("机密★10年", "正文")), "信.ofd")


@pytest.mark.parametrize(
    ("data", "limits", "error"),
    [
        (ofd(()), Limits(), EmptyDocument),
        (archive(**{"OFD.xml": "<x/>"}), Limits(), UnreadableDocument),
        (ofd(("正文",))[:-40], Limits(), UnreadableDocument),
        (ofd(("甲",), ("乙",)), Limits(pages=1), DocumentTooLarge),
        (ofd(("甲",)), Limits(unfolded_bytes=100), DocumentTooLarge),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, limits: Limits, error: type[UnreadableDocument]) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, "信.ofd", limits=limits)
    assert type(caught.value) is error
