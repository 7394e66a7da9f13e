"""What was measured of search, as lines for people."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from service.quality.lecard import CaseQuality
    from service.quality.search import Comparison, Figures, Floors
    from service.quality.stard import SearchQuality

_NAMES: Final = {"RR@100": "MRR"}  # as papers call it
_LISTED: Final = 10  # of gains and of losses each


def stard(found: "SearchQuality") -> Iterator[str]:
    """STARD: all systems, floors, gains and losses."""
    yield (
        f"STARD {found.split}：{found.questions} 个问题（另有 {found.left_out} 个，法规库没有其答案），"
        f"{found.as_of} 有效的国家层面条文 {found.articles} 条；{found.basis}"
    )
    yield from table(found.figures)
    yield from floors(found.floors)
    if found.changed:
        yield from changes(found.changed)


def lecard(found: "CaseQuality") -> Iterator[str]:
    """LeCaRD: candidates ranked again, all documents searched, floors, gains and losses."""
    yield f"LeCaRD：{found.queries} 个案情，{found.documents} 件裁判文书；每件候选重新排列"
    yield from table(found.again)
    yield "  五折之间的标准差：" + "，".join(f"{name} {value:.3f}" for name, value in found.scatter.items())
    yield "在全部文书里找："
    yield from table(found.first)
    yield from floors(found.floors)
    if found.changed:
        yield from changes(found.changed)


def table(found: "Sequence[Figures]") -> Iterator[str]:
    """One line a system."""
    for one in found:
        values = "，".join(f"{_NAMES.get(name, name)} {value:.3f}" for name, value in one.values.items())
        note = f"（{one.note}）" if one.note else ""
        yield f"  {one.system}：{values}；每题 {one.ms:.0f} 毫秒（中位数）{note}"


def floors(found: "Floors") -> Iterator[str]:
    """Which floor holds."""
    if found.because:
        yield f"底线没有比：{found.because}"
    for one in found.checked:
        yield f"  底线 {_NAMES.get(one.measure, one.measure)} {one.floor}：{'守住' if one.holds else '没有守住'}"


def changes(found: "Comparison") -> Iterator[str]:
    """Gains and losses, the greatest first."""
    missing = f"，{found.missing} 题只在其中一次" if found.missing else ""
    yield f"与存下的一次相比（{found.system}）：{len(found.gains)} 题变好，{len(found.losses)} 题变差{missing}"
    for title, moved in (("变好", found.gains), ("变差", found.losses)):
        for one in moved[:_LISTED]:
            yield f"  {title} {one.id}：{_ranks(one.before)} → {_ranks(one.now)}"


def _ranks(found: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, found))} 位" if found else "没有"
