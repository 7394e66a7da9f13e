"""A library of some national laws from the wheel and a few invented rules whose dates are known or not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.law import Level
from corpus.library import Library
from corpus.raw import RawArticle, RawStatute
from corpus.sources.wheel import Wheel

NATIONAL = frozenset(
    f"中华人民共和国{name}" for name in ("宪法", "民法典", "刑法", "劳动法", "劳动合同法", "刑事诉讼法", "治安管理处罚法", "噪声污染防治法", "消费者权益保护法")
)  # fmt: skip


class SomeOfTheWheel(Wheel):
    """The laws named in NATIONAL."""

    def __len__(self) -> int:
        return sum(1 for _ in self.statutes())

    def statutes(self) -> Iterator[RawStatute]:
        return (statute for statute in super().statutes() if statute.title in NATIONAL)


def _rule(
    promulgated: date, *texts: str, title: str = "青石市夜市管理规定", issuer: str = "青石市人民政府"
) -> RawStatute:
    return RawStatute(
        key=f"{title} {promulgated} {issuer}",
        title=title,
        level=Level.LOCAL_RULE,
        issuer=issuer,
        promulgated=promulgated,
        region="青石市",
        articles=tuple(RawArticle((), f"第{'一二三四'[place]}条", text) for place, text in enumerate(texts)),
    )


class Invented:
    """Rules of a city that does not exist."""

    name = "青石市 2026"
    known_until: date | None = date(2026, 9, 1)

    def __len__(self) -> int:
        return sum(1 for _ in self.statutes())

    def statutes(self) -> Iterator[RawStatute]:
        yield _rule(date(2010, 5, 1), "夜市应当在二十三点以前收摊。", "本规定自2010年6月1日起施行。")
        yield _rule(date(2024, 1, 1), "夜市应当在二十二点以前收摊。", "本规定自2024年3月1日起施行。")
        # nothing says when it begins
        yield _rule(date(2020, 1, 1), "摊贩应当自备餐厨垃圾桶。", title="青石市摊贩卫生规定")
        # two offices, one title
        for year, issuer in ((2021, "青石市城管局"), (2022, "青石市水务局")):
            yield _rule(
                date(year, 1, 1),
                "井盖丢失应当立即补装。",
                f"本办法自{year}年2月1日起施行。",
                title="井盖管理办法",
                issuer=issuer,
            )
        yield _rule(
            date(2026, 8, 1), "摊贩使用电子秤应当每年检定。", "本规定自2027年1月1日起施行。", title="青石市计量规定"
        )


def filled(folder: Path) -> Library:
    """Return a library with both sources, in a file of its own."""
    library = Library(f"sqlite:///{folder / 'library.db'}")
    library.import_from(SomeOfTheWheel())
    library.import_from(Invented())
    return library
