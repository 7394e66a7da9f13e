"""Days written in law, and the clause by which a text says when it begins to apply."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus import numerals
from corpus.law import VersionKind

_N = f"[{numerals.NUMERAL}]"
DAY = rf"{_N}{{4}}\s*年\s*{_N}{{1,3}}\s*月\s*{_N}{{1,3}}\s*日"
_PARTS = re.compile(rf"({_N}{{4}})\s*年\s*({_N}{{1,3}})\s*月\s*({_N}{{1,3}})\s*日")
_BEGINS = r"(?:起?(?:开始)?(?:正式)?(?:施行|实施|生效|执行))"
_DATED = re.compile(rf"(?:自|从|于)\s*({DAY})\s*{_BEGINS}")
# A law calls itself 本法 and nothing else; other kinds of text are not so strict (a 办法 that says 本规定).
_LAW, _ANY = re.compile(r"\s*本法"), re.compile(r"\s*本\w")
_WORTH = re.compile(r"施行|实施|生效|执行")
_SENTENCES = re.compile(r"[。；;\n]\s*")
_REGION = re.compile(rf"下列全国性法律，自({DAY})起由\w+特别行政区在当地公布或立法实施")
_PUBLISHED = re.compile(rf"自(?:公布|发布|颁布|通过|印发|下发)之日{_BEGINS}")


@dataclass(frozen=True, slots=True)
class Commencement:
    """When a text says that it begins; `day` only where the text proves it for this very version."""

    day: date | None
    basis: str
    first: date | None = None  # the day the clause names, which for an amended text is that of the first enactment


_UNSAID = Commencement(None, "文本没有写明施行日期")


def day_of(text: str) -> date | None:
    """Read the first day in a text: 2026年8月15日, ２０２６年, 二零零七年二月一日; None where none is possible."""
    for found in _PARTS.finditer(text):
        year, month, day = (numerals.parse(part) for part in found.groups())
        if year and month and day:
            try:
                return date(year, month, day)
            except ValueError:  # 2月30日 is a slip of the source
                continue
    return None


def named_start(text: str) -> date | None:
    """Return the day of 自2024年5月1日起施行 in a text, None where it names no day."""
    found = _DATED.search(text)
    return day_of(found[1]) if found else None


def on_publication(text: str) -> bool:
    """Tell whether a text begins on the day of its publication."""
    return bool(_PUBLISHED.search(text))


def commencement(title: str, texts: Iterable[str], promulgated: date | None, kind: VersionKind) -> Commencement:
    """Read the commencement clause of a version.

    An amended text (修正) keeps the clause of the first enactment (DOMAIN §5.3 trap 1). So a named day is proved only
    when the promulgation of this version is known and not after it, and 自公布之日 proves something only for an
    enacted or wholly revised text.
    """
    read = tuple(texts)
    clause = _own_clause(title, read)
    if clause is None:
        return _with_the_region(read) if title.endswith("特别行政区基本法") else _UNSAID
    day = named_start(clause)
    if day is None:
        if kind in {VersionKind.ENACTED, VersionKind.REVISED} and promulgated:
            basis = f"文本写明“{clause}”，{promulgated.isoformat()}公布"
            return Commencement(promulgated, basis, first=promulgated)
        return Commencement(None, f"文本写“{clause}”，可能是首次公布之日，本次文本的施行日期未得到证明")
    if promulgated is None:
        return Commencement(None, f"文本所写“{clause}”可能是首次施行的日期，来源没有公布日期，无法证明", first=day)
    if day >= promulgated:
        return Commencement(day, f"文本写明“{clause}”", first=day)
    basis = f"文本所写“{clause}”早于本次公布，是首次施行的日期，本次文本的施行日期未得到证明"
    return Commencement(None, basis, first=day)


def _with_the_region(texts: Iterable[str]) -> Commencement:
    """The basic laws say when they begin in preambles that sources leave out, and again in annex three."""
    found = next((found for text in texts if (found := _REGION.search(text))), None)
    day = day_of(found[1]) if found else None
    if found is None or day is None:
        return _UNSAID
    basis = f"文本附件三写明“{found[0]}”，该特别行政区自此成立，本法自此施行"
    return Commencement(day, basis, first=day)


def _own_clause(title: str, texts: Iterable[str]) -> str | None:
    """The last clause whose subject is the text itself: annexes and earlier articles speak of other texts.

    (香港基本法, in the annex: 本办法和法案、议案的表决程序自2021年3月31日起施行.)
    """
    own = _LAW if title.endswith("法") and not title.endswith("办法") else _ANY
    last = None
    for text in texts:
        if not _WORTH.search(text):
            continue
        for sentence in _SENTENCES.split(text):
            found = _DATED.search(sentence) or _PUBLISHED.search(sentence)
            if found and (found.start() == 0 or own.match(sentence)):
                last = found[0]
    return last
