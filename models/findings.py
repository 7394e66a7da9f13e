"""What was found in a letter that names or locates a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.spans import Span

# Kinds as code -> what users see.
KINDS = {
    "name": "姓名",
    "phone": "电话",
    "id_number": "身份证号",
    "bank_card": "银行卡号",
    "email": "邮箱",
    "plate": "车牌",
    "address": "住址",
    "wechat": "微信号",
    "qq": "QQ号",
    "passport": "护照号",
    "account": "账号",
    "birth": "出生日期",
    "school": "学校班级",
    # Only in judgments, whose form tells them (corpus/judging/parties.py).
    "body": "单位",
    "particulars": "身份情况",
}


@dataclass(frozen=True, slots=True)
class PrivateSpan:
    """One private stretch of the original text. `note` is Chinese and says what is wrong with it, if anything."""

    kind: str  # a key of KINDS
    span: Span
    note: str = ""


class Taken:
    """Which characters of a text are found already; asking takes the length of what is asked about, not of the text."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        """`length` of the text, `spans` already found."""
        self._marks = bytearray(length)
        for span in spans:
            self.take(span)

    def free(self, span: Span) -> bool:
        """Tell whether no character of the span is taken."""
        return not any(self._marks[span.start : span.end])

    def take(self, span: Span) -> None:
        """Mark the characters of the span."""
        self._marks[span.start : span.end] = b"\x01" * (span.end - span.start)
