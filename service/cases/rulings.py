"""The text of a case, made ready to be kept: what it says of itself, and all of it masked."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from corpus.cases import Case
from corpus.errors import InvalidRecord
from corpus.judgments import Judgment, Said, people, read_judgment, with_law
from corpus.spans import Span
from models.findings import PrivateSpan
from models.private import Masked, mask

if TYPE_CHECKING:
    from service.assembly import Assembly

NO_JUDGMENT: Final = (
    "看不出是裁判文书或案例库条目（没有自己的案号，也没有法院和“判决如下”）；本单位自己的案例请加 --own 导入"
)


def case_of(
    parts: "Assembly", text: str, *, beside: Sequence[str] = (), own: bool = False, number: str | None = None
) -> tuple[Case, str]:
    """Return the case that a text is, and its masked text. Raises InvalidRecord for what is no judgment, unless `own`.

    `beside` are persons whom the source names beside the text; `number` is its own number for the text.
    """
    judgment = read_judgment(text, own=own)
    if judgment is None:
        raise InvalidRecord(NO_JUDGMENT)
    masked = _hidden(text, beside)
    shown = _shown(parts, judgment, text, masked)
    case = Case(
        id=_key(judgment, text, number),
        text=text,
        kind=judgment.kind,
        charges=tuple(one.value for one in shown.charges),
        cause=shown.cause.value if shown.cause else None,
        date=judgment.day,
        judgment=shown,
    )
    return case, masked.text


def completed(parts: "Assembly", case: Case) -> tuple[Case, str]:
    """Return a case of a list with what its text says as a judgment, if it is one; what the list says goes first."""
    judgment = read_judgment(case.text)
    masked = _hidden(case.text)
    if judgment is None:
        return case, masked.text
    shown = _shown(parts, judgment, case.text, masked)
    return replace(
        case,
        charges=case.charges or tuple(one.value for one in shown.charges),
        cause=case.cause or (shown.cause.value if shown.cause else None),
        date=case.date or shown.day,
        judgment=shown,
    ), masked.text


def _hidden(text: str, beside: Sequence[str] = ()) -> Masked:
    return mask(text, known=[PrivateSpan(one.kind, one.span) for one in people(text, beside=tuple(beside))])


def _shown(parts: "Assembly", judgment: Judgment, text: str, masked: Masked) -> Judgment:
    return _masked(with_law(judgment, text, parts.library, today=parts.today()), text, masked)


def _key(judgment: Judgment, text: str, number: str | None) -> str:
    """Return the id: number and form, since one case has several papers; without a number what the text is."""
    if judgment.number is None:
        return number or "sha256:" + hashlib.sha256(text.encode()).hexdigest()
    return judgment.number.value + (judgment.form.value if judgment.form else "")


def _masked(judgment: Judgment, text: str, masked: Masked) -> Judgment:
    """Return what a judgment says as it may be shown."""

    def moved(span: Span) -> Span:
        return Span(len(masked.within(text, Span(0, span.start))), len(masked.within(text, Span(0, span.end))))

    def hidden(said: Said | None) -> Said | None:
        if said is None:
            return None
        value = "".join(masked.within(text, said.span).split(" ")) if masked.share(said.span) else said.value
        return Said(value, moved(said.span))

    return replace(
        judgment,
        number=hidden(judgment.number),
        form=hidden(judgment.form),
        court=hidden(judgment.court),
        procedure=hidden(judgment.procedure),
        cause=hidden(judgment.cause),
        charges=tuple(one for one in map(hidden, judgment.charges) if one),
        date=hidden(judgment.date),
        outcome=hidden(judgment.outcome),
        applied=tuple(replace(one, span=moved(one.span)) for one in judgment.applied),
    )
