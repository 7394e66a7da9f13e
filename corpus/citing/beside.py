"""What a text says beside a citation: the words it quotes, the content it tells, and what it speaks of nearby."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.citing.records import Citation

# Members of one list: what stands behind the last is said of all of them, and nobody can tell what of which.
_LISTED = re.compile(r"\s*(?:、|和|与|及|以及|或者|或|并|，|,|[（(）)]|至|到|[-－—–~～])?\s*")
_SPEAKS = (
    r"(?:明确|明文|清楚|早就|已经|就|也|都|里|中)*(?:规定|指出|载明|写明|明确|说|写|讲|要求)"
    r"(?:了|着|过|如下|是|为|得很清楚)*"
)
# 第四十三条规定：“…”; 第四十三条“…”之规定, where only what is long enough for a clause is one.
_QUOTED = re.compile(
    rf"\s?(?:的|之)?(?P<says>{_SPEAKS}(?!中的?)|原文(?:是|为)?)?\s?(?P<colon>[，,：:])?\s{{0,2}}(?P<open>[“\"「『])"
)
_CLOSING = {"“": '”"', '"': '"”', "「": "」", "『": "』"}
_CLAUSE = 8
_LONGEST = 1500
# “…”（《民法典》第1254条）; “…”，见《民法典》第1254条
_BEFORE = re.compile(
    r"[”\"」』]\s?(?:(?P<bracket>[（(])(?:详?见|参见|引自|出自)?|[，,]?\s?(?:详?见|参见|引自|出自))\s?$"
)
# 第四十三条规定殴打他人的…; 第三十条，村委会应当…: the words up to the end of the sentence, or to the next article, are
# said of this one. 依照第二百三十四条的规定追究刑事责任 says what follows from it.
_TOLD = re.compile(
    rf"\s?(?:的?{_SPEAKS}(?![的中])|(?:的|之)规定(?=[：:])|(?=[，,：:])|[ \u3000](?=\w))"
    r"[，,：:\s]{0,3}+(?!之罪|[但而并且未]|(?:应当|依法)?(?:追究|定罪|论处|审理|办理|处理|处罚|执行|予以|给予|按|从重|构成犯罪))"
    r"(?P<told>(?:(?!《|第[〇零一二三四五六七八九十百千\d]+条)[^。！？!?\n]){4,160})"
)
_SENTENCE = re.compile(r"[。！？!?\n]")
# How far back the facts of a decision stand before the article that they are judged by.
_FACTS = 400


@dataclass(frozen=True, slots=True)
class Beside:
    """The words beside one citation, None where there are none of a kind.

    `quoted` stand in quotation marks, `told` without; `near` are stretches that may say what the writer means the
    article to be about, the nearest first.
    """

    quoted: str | None = None
    told: str | None = None
    near: tuple[str, ...] = ()
    listed: bool = False  # what is quoted stands behind a list: one of its members has it


def beside(text: str, citations: Sequence[Citation], place: int) -> Beside:
    """Read what stands beside one of the citations of a text; of a member of a list what is told is nobody's."""
    one = citations[place]
    ending = next((other.start for other in citations[place + 1 :] if other.start >= one.end), len(text))
    begin = next((other.end for other in citations[:place][::-1] if other.end <= one.start), 0)
    near = _near(text, citations, place, begin=begin, ending=ending)
    if _in_list(text, one, begin=begin, ending=ending):
        last = _last_of_list(text, citations, place)
        quoted = _quotation(text, last)
        return Beside(quoted, None, near, listed=True) if quoted else Beside(near=near)
    quoted = _quotation(text, one)
    told = None if quoted else _TOLD.match(text, one.end, ending)
    return Beside(quoted, told["told"] if told else None, near)


def _in_list(text: str, one: Citation, *, begin: int, ending: int) -> bool:
    after, before = text[one.end : ending], text[begin : one.start]
    return (ending < len(text) and _LISTED.fullmatch(after) is not None) or (
        begin > 0 and _LISTED.fullmatch(before) is not None
    )


def _last_of_list(text: str, citations: Sequence[Citation], place: int) -> Citation:
    """Return the member of a list that what is said of all of them stands behind."""
    last = citations[place]
    for other in citations[place + 1 :]:
        if other.start >= last.end and not _LISTED.fullmatch(text, last.end, other.start):
            break
        last = other if other.start >= last.end else last
    return last


def _quotation(text: str, one: Citation) -> str | None:
    """Return the words in quotation marks behind a citation, or before it where it stands in brackets behind them."""
    if opened := _QUOTED.match(text, one.end):
        words = _within(text, opened.end(), opened["open"])
        plain = opened["says"] is None and opened["colon"] is None
        return words if words and (not plain or len(words) >= _CLAUSE) else None
    closed = _BEFORE.search(text, max(0, one.start - 6), one.start)
    if closed is None or (closed["bracket"] and text[one.end : one.end + 1] not in ("）", ")")):
        return None
    begin = max(text.rfind(mark, max(0, closed.start() - _LONGEST), closed.start()) for mark in _CLOSING)
    words = text[begin + 1 : closed.start()]
    return words if begin >= 0 and len(words) >= _CLAUSE else None


def _within(text: str, begin: int, mark: str) -> str | None:
    """Return the words up to the mark that closes, over marks of the same kind inside."""
    depth = 1
    for place in range(begin, min(len(text), begin + _LONGEST)):
        if text[place] in _CLOSING[mark]:
            depth -= 1
        elif text[place] == mark:
            depth += 1
        if not depth:
            return text[begin:place]
    return None


def _near(text: str, citations: Sequence[Citation], place: int, *, begin: int, ending: int) -> tuple[str, ...]:
    """Return what stands behind the citation in its sentence, what stands before it there, and the facts before that.

    The facts go back to the citation before the sentence: what stands before that one is its own.
    """
    one = citations[place]
    end = _SENTENCE.search(text, one.end)
    sentence = max(
        (found.end() for found in _SENTENCE.finditer(text, max(0, one.start - _FACTS), one.start)), default=0
    )
    earlier = next((other.end for other in citations[:place][::-1] if other.end <= sentence), 0)
    behind = text[one.end : min(ending, end.start() if end else len(text), one.end + _FACTS)]
    before = text[max(begin, sentence, one.start - _FACTS) : one.start]
    facts = text[max(0, earlier, one.start - _FACTS) : one.start]
    return behind, before, facts
