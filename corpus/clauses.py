"""Clauses by which a text says of itself when it begins to apply."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DATED = re.compile(r"自\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*起(?:施行|实施|生效|执行)")
_PUBLISHED = re.compile(r"自(?:公布|发布|颁布|通过|印发)之日起(?:施行|实施|生效|执行)")


@dataclass(frozen=True, slots=True)
class Commencement:
    """When a text says that it begins; `day` only where the text proves it for this very version."""

    day: date | None
    basis: str


def commencement(texts: Iterable[str], promulgated: date | None) -> Commencement:
    """Read the commencement clause of a version.

    An amended text (修正) keeps the clause of the first enactment (DOMAIN §5.3 trap 1). So a named day is proved only
    when it is not before the promulgation of this version, and 自公布之日 alone proves nothing.
    """
    clause = _last_clause(texts)
    if clause is None:
        return Commencement(None, "文本没有写明施行日期")
    found = _DATED.search(clause)
    if found is None:
        return Commencement(None, "文本写“自公布之日起施行”，可能是首次公布之日，本次文本的施行日期未得到证明")
    day = date(int(found[1]), int(found[2]), int(found[3]))
    if promulgated is not None and day >= promulgated:
        return Commencement(day, f"文本写明“{found[0]}”")
    return Commencement(None, f"文本所写“{found[0]}”早于本次公布，是首次施行的日期，本次文本的施行日期未得到证明")


def _last_clause(texts: Iterable[str]) -> str | None:
    last = None
    for text in texts:
        for found in (_DATED.search(text), _PUBLISHED.search(text)):
            if found:
                last = found[0]
                break
    return last
