"""How fast search answers, on the machine at hand; `huiyin bench` prints what this measures."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from math import ceil

from indexing.engine import Entry, Ids, Kind, Query, SearchEngine
from indexing.statutes import StatuteIndex

# Written for this purpose: lay questions, catchwords, signs and citations, as researchers and desks type them.
QUESTIONS = (
    "公司拖欠工资不给怎么办",
    "高空抛物砸伤人谁来赔偿",
    "试用期被辞退有没有补偿",
    "邻居夜里装修噪音扰民可以报警吗",
    "网购买到假货能不能要求三倍赔偿",
    "离婚以后孩子的抚养费给到多大",
    "朋友借钱不还，只有微信聊天记录能起诉吗",
    "被狗咬伤主人不认账",
    "拆迁补偿太低，不签字会被强拆吗",
    "父母去世后房子怎么分",
    "工伤认定要在多长时间内申请",
    "开发商逾期交房违约金",
    "物业费涨价 业主大会",
    "未成年人打赏主播退款",
    "刑诉法 搜查证",
    "民法典第1254条",
    "《刑法》第一百二十条之一",
    "层级:宪法 公民的权利",
    '"劳动报酬" 支付',
    "行政处罚 听证 -税务",
)


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of `count` answers: the middle one, and the one that 99 of 100 are not above.

    `busy` is the middle of the processor's time, which other work on the machine lengthens less.
    """

    count: int
    p50: float
    p99: float
    busy: float


def search_times(index: StatuteIndex, *, as_of: date, rounds: int = 25) -> Times:
    """Ask every question of QUESTIONS `rounds` times for 20 hits, after one round that warms up."""
    for question in QUESTIONS:
        index.find(question, as_of=as_of)
    return times(lambda question: index.find(question, as_of=as_of), QUESTIONS * rounds)


def update_times(engine: SearchEngine, kind: Kind, *, rounds: int) -> Times:
    """Put one entry again and again, each time until a search finds it; it stays, so take an index of its own."""
    serving = engine.serving(kind)
    sequence = serving.sequence if serving else 0
    numbers = count()

    def change(text: str) -> None:
        new = f"{text}，第{next(numbers)}次修改。"
        entry = Entry(id="measured", text=new, ranked=new, shown={"text": new})
        engine.put(kind, [entry], sequence=sequence)
        while not any(hit.shown["text"] == new for hit in engine.search(kind, Query((), (Ids((entry.id,)),))).hits):
            pass  # both engines promise that it is there already

    return times(change, QUESTIONS[:1] * rounds)


def times(ask: Callable[[str], object], questions: Sequence[str]) -> Times:
    """Time one answer to each question, one after the other. `questions` must not be empty."""
    taken: list[float] = []
    busy: list[float] = []
    for question in questions:
        began, spent = time.perf_counter(), time.process_time()
        ask(question)
        busy.append((time.process_time() - spent) * 1000)
        taken.append((time.perf_counter() - began) * 1000)
    return Times(len(taken), p50=_at(0.5, taken), p99=_at(0.99, taken), busy=_at(0.5, busy))


def _at(share: float, values: list[float]) -> float:
    """Return the value that so large a share of all is not above."""
    return sorted(values)[ceil(len(values) * share) - 1]
