"""Letters for the tests. Every name, number and address is invented."""

import datetime as dt

from corpus.law import State
from corpus.spans import Span
from models.labels import Label
from service.answers import Advised, Analysed, Private
from service.cases.alike import Matter
from service.register import Letter

CHINA = dt.timezone(dt.timedelta(hours=8))
NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=CHINA)
TEXT = "我叫钱多谷，电话13800138000。2024年3月5日，某建筑公司把我辞退，拖欠我三个月工资，要求支付。"
MASKED = "我叫【姓名1】，电话【电话1】。2024年3月5日，某建筑公司把我辞退，拖欠我三个月工资，要求支付。"


def analysed(key: str = "20261124-0001") -> Analysed:
    """An answer as the service makes it, for tests of what stands behind it."""
    return Analysed(
        id=key,
        text=TEXT,
        labels=(Label("topic", "labour", "劳动和社会保障", 0.93, (Span(33, 37),)),),
        abstained=(),
        private=(Private("name", 2, 5), Private("phone", 8, 19, "位数不对")),
        masked=MASKED,
        citations=(),
        keywords=("工资", "拖欠"),
        summary="某建筑公司拖欠我三个月工资，要求支付。",
        articles=(
            Advised(
                law="中华人民共和国劳动合同法",
                article=30,
                article_sub=0,
                version="2012-12-28",
                text="用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。",
                reason="信中“拖欠”“工资”",
                as_of=dt.date(2024, 3, 5),
                label="第三十条",
                state=State.IN_FORCE,
                state_text="现行有效",
                evidence="来源标注现行有效",
                known_until=dt.date(2026, 8, 28),
                superseded_by=None,
                law_id="w",
                provision_id="w@1#30",
            ),
        ),
        matters=(Matter("demo-1", 3.5, "都说到拖欠工资", "complaint", "劳动和社会保障", "工资没有发。"),),
        as_of=dt.date(2024, 3, 5),
        as_of_basis="信中所说的日期",
        as_of_reason="信中写“2024年3月5日”",
    )


def letter() -> Letter:
    """The file that the answer above was made of."""
    return Letter(name="钱多谷的来信.txt", data=TEXT.encode(), form="txt", received=NOW)
