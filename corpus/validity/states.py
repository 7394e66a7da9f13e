"""What is known of validity on a day: pure functions of stored facts and the day, never of the machine's clock."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.law import State, Validity, Version, VersionKind

# A version whose commencement nothing proves is taken to apply only when more than this has passed since its
# promulgation; before that the answer is 未知. Of the 2,199 texts of both sources whose two days are known the longest
# interval is 386 days (契税法, 2020-08-11 to 2021-09-01), the basic laws of the special administrative regions apart.
GRACE = timedelta(days=400)
# An adoption is approved and published within this time; later, the source's history lacks an amendment
# (金华市水环境保护条例: adopted 2016, published 2019-10-15). 1,892 of 3,195 texts carry the day itself.
PUBLISHED_WITHIN = timedelta(days=186)
# Two changes of one text are seldom nearer to each other: 19 of the 1,176 such intervals that the histories tell.
_SELDOM = timedelta(days=200)
_EVENT = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(.*)")
_CHANGES = re.compile("修正|修订|修改")
# Marks of sources that do not say that a text is over; no mark is one of them.
IN_FORCE_FLAGS = {"现行有效", "已被修改", "历史版本", None}


def in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return the versions of one work, oldest first."""
    return tuple(sorted(versions, key=lambda one: (one.promulgated or date.min, one.effective_from or date.min)))


def tenured(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return the versions of one work, oldest first, each with the days on which its text is the one given.

    The tenures do not overlap. A later version whose commencement is unknown takes over when GRACE has passed since
    its promulgation; the first text held serves from its promulgation, so that a law already promulgated and not yet
    in force can be shown with that state.
    """
    ordered = in_order(versions)
    starts = [_start(version, first=index == 0) for index, version in enumerate(ordered)]
    result = []
    for index, version in enumerate(ordered):
        ends = min((s for s in starts[index + 1 :] if s is not None), default=None)
        known = min((v.effective_from for v in ordered[index + 1 :] if v.effective_from), default=None)
        result.append(replace(version, serves_from=starts[index], serves_to=ends, effective_to=known))
    return tuple(result)


def _start(version: Version, *, first: bool) -> date | None:
    if first:
        return version.promulgated or version.effective_from
    return version.effective_from or (version.promulgated + GRACE if version.promulgated else None)


def serving(versions: Sequence[Version], as_of: date) -> Version | None:
    """Pick, among tenured versions, the text given for the day; None before the first.

    After a repeal it is the last text: its state says that it is repealed.
    """
    begun = [v for v in versions if v.serves_from is None or v.serves_from <= as_of]
    for version in reversed(begun):
        if version.serves_to is None or as_of < version.serves_to:
            return version
    return begun[-1] if begun else None


def judge(version: Version, versions: Sequence[Version], as_of: date) -> Validity:
    """Say what is known of one version of a work on a day, and on what evidence.

    `versions` are all versions of the work, tenured. 已修改 is said only of a version that is not the one of the day.
    """
    following = _following(version, versions)
    state, reason = _state(version, following, as_of)
    known, told = _reach(version, following)
    if version.known_until and as_of > version.known_until and state is State.IN_FORCE:
        reason += told or f"；来源截至{version.known_until.isoformat()}，此后的变化未知"
    name = version.ended_by or (f"{following[0].label}公布的文本" if following else None)
    return Validity(state, as_of, reason, known, name)


def _reach(version: Version, following: Sequence[Version]) -> tuple[date | None, str | None]:
    """Return the day to which a text is known, and what tells it where its own source does not.

    A source that holds the next text would have told of a change before it: its history names none, or it was
    published so soon after the day to which the source of this text reaches that such a change would be that text.
    """
    known, later = version.known_until, following[0] if following else None
    if not (known and later and later.known_until and later.promulgated and later.effective_from):
        return known, None
    if later.known_until <= known or _missed(version, following):
        return known, None
    if not later.history and later.promulgated - known > _SELDOM:
        return known, None
    told = (
        f"；{later.source}（截至{later.known_until.isoformat()}）收录的下一文本{later.label}公布、"
        f"{later.effective_from.isoformat()}起施行，没有其间另有修改的记载"
    )
    return later.known_until, told


def rivalled(version: Version, versions: Sequence[Version], as_of: date) -> str | None:
    """Say in one Chinese sentence why another text of the work may have applied on the day, else None."""
    following = _following(version, versions)
    return _overtaken(version, following, as_of) or _unsettled(version, following, as_of) or _unbegun(version, as_of)


def _unbegun(version: Version, as_of: date) -> str | None:
    """Why the text before this one may still have applied on the day."""
    if version.kind is VersionKind.ENACTED or version.effective_from or version.promulgated is None:
        return None
    if as_of >= version.promulgated + GRACE:
        return None
    return f"{version.basis or '施行日期未知'}，当日可能适用此前的文本"


def _following(version: Version, versions: Sequence[Version]) -> Sequence[Version]:
    return versions[[v.id for v in versions].index(version.id) + 1 :]


def _overtaken(version: Version, following: Sequence[Version], as_of: date) -> str | None:
    """Why a text that is not held may have taken the place of this one by the day."""
    missed = _missed(version, following)
    if missed and as_of >= missed[0]:
        return f"{missed[0].isoformat()}的修改（{missed[1]}）以后的文本没有收录，此文本可能已不适用"
    return None


def _missed(version: Version, following: Sequence[Version]) -> tuple[date, str] | None:
    """Return the first amendment between this text and the next one held, as the histories of later texts tell it.

    宪法 of 1982 and of 2018 are held; the history of 2018 tells 1988, 1993, 1999 and 2004. What a history tells within
    half a year before the next text was published is that text itself; within half a year after this one was, it may
    be this one (通过, 批准), unless it speaks of a change.
    """
    if version.promulgated is None or not following or following[0].promulgated is None:
        return None
    first, last = version.promulgated, following[0].promulgated - PUBLISHED_WITHIN
    events = (_EVENT.match(line) for item in following for line in item.history)
    told = ((date.fromisoformat(event[1]), event[2]) for event in events if event)
    own = first + PUBLISHED_WITHIN
    return min(
        ((day, words) for day, words in told if first < day < last and (day > own or _CHANGES.search(words))),
        default=None,
    )


def _state(version: Version, following: Sequence[Version], as_of: date) -> tuple[State, str]:
    basis = version.basis or "施行日期未知"
    if version.promulgated and as_of < version.promulgated:
        return State.NOT_YET_IN_FORCE, f"该文本{version.promulgated.isoformat()}公布，当日尚未公布"
    if version.effective_from and as_of < version.effective_from:
        older = version.kind in {VersionKind.AMENDED, VersionKind.REVISED}
        more = "；当日适用的是此前的文本" if older else ""
        return State.NOT_YET_IN_FORCE, f"{basis}，当日尚未施行{more}"
    if version.serves_to and as_of >= version.serves_to and (over := _over(version, following)):
        return over
    doubt = _unmeasured(version) or _unsettled(version, following, as_of)
    doubt = doubt or _doubt(version, as_of, replaced=bool(following)) or _overtaken(version, following, as_of)
    if doubt:
        return State.UNKNOWN, doubt
    mark = f"来源标注“{version.flag}”" if version.flag else "来源没有标注失效"
    return State.IN_FORCE, f"{basis}；{version.ended_by or mark}"


def _over(version: Version, following: Sequence[Version]) -> tuple[State, str] | None:
    """Say why a text whose days are over has ended; None where nothing tells."""
    if version.expires and version.serves_to == version.expires:
        return State.EXPIRED, f"文本写明“{version.expiry}”，自{version.expires.isoformat()}起失效"
    if version.ended_by:
        return State.REPEALED, version.ended_by
    if following:
        return State.AMENDED, f"{following[0].label}公布的文本已经取代此文本（{following[0].basis}）"
    return None


def _doubt(version: Version, as_of: date, *, replaced: bool) -> str | None:
    """Why it cannot be said that the version had begun and had not ended; None when it can."""
    if version.ended_by:
        if version.effective_to is None:
            return f"{version.ended_by}，当日是否已经废止有待核实"
    elif version.flag not in IN_FORCE_FLAGS and not replaced:  # of a replaced text the mark means just that
        return f"来源标注“{version.flag}”，但没有找到作出废止的条文，效力有待核实"
    if version.effective_from is not None:
        return None
    if version.promulgated is None:
        return f"{version.basis}；公布日期未知"
    if as_of < version.promulgated + GRACE:
        return f"{version.basis}；公布于{version.promulgated.isoformat()}，当日是否已经施行有待核实"
    return None


def _unmeasured(version: Version) -> str | None:
    """Why it cannot be said whether a text that ends of itself had ended."""
    if version.expiry and version.expires is None:
        return f"文本写明“{version.expiry}”，起算之日未知，当日是否已经失效有待核实"
    return None


def _unsettled(version: Version, following: Sequence[Version], as_of: date) -> str | None:
    """Why it cannot be said which of two texts applied on the day."""
    if not following:
        return "来源标注“历史版本”，后来的文本未收录" if version.flag == "历史版本" else None
    later = following[0]
    if later.effective_from is None and (later.promulgated is None or later.promulgated <= as_of):
        passed = f"{later.label}已公布新文本，当日可能已经适用新文本，而不是{version.label}公布的文本"
        return f"{passed}；新文本的施行日期未得到证明，当日适用哪一文本有待核实"
    return None
