"""An extractive summary: sentences of the letter itself, in its order, each with its place. Nothing is worded anew.

People appear in it as in the masked letter: a summary is shown where the letter itself may not be.
"""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.spans import Span
from corpus.terms import normalise
from models import features
from models.private import Masked

SENTENCES = 3
LENGTH = 160  # characters; a triage list shows about that much
_END = re.compile(r"[。！？!?；;]+[”’」』）)]?|\n+|…{2,}")
_SHORTEST = 6  # words such as 您好！ or 谢谢。 say nothing
_LONGEST = 120  # a letter without any full stop is cut at a comma beyond this
_HAN = r"\u3400-\u9fff"
_BODY = (
    r"(?:领导|领岛|同志|局|委|厅|部|院|所|队|办|处|科|股|会|站|中心|热线|政府|公安|省长|市长|县长|区长|镇长|乡长|局长|厅长|书记|主任|所长|院长|"
    r"省|市|县|信箱|平台|小编)们?"
)
# Whole sentences that are no matter of the letter: whom it addresses, greetings, thanks, dates, who signed and where
# he can be reached.
_FORMS = (
    re.compile(
        rf"(?:尊敬的|敬爱的|致|各位)?[{_HAN}、，,0-9 （）()]{{0,40}}?{_BODY}[呐呀啊]?(?:[您你]们?好)?"
        r"(?:[（(][^）)]*[）)])?[ ]?[:：,，!！。]?(?:[您你]们?好[!！,，。]*)?"
    ),
    re.compile(r".{0,12}[您你]们?好[!！,，。]*"),
    re.compile(r"(?:此致|敬礼|谢谢|感谢|多谢|辛苦了|拜托|盼复|恳请领导|望.{0,8}回复|以上|特此|祝).{0,14}"),
    re.compile(
        r"(?:日期|时间)?[:：]?[0-9〇零一二三四五六七八九十年月日号./\-\s]+(?:晚上?|夜|凌晨|清晨|上午|下午|早上?)?"
    ),
    re.compile(r"(?:附件?|附)[:：].*"),
    re.compile(
        rf"[{_HAN}]{{0,5}}(?:(?:电话|手机号?|地址|住址|住|邮箱|身份证(?:号码?)?|e-?mail|tel|微信|qq|合同号)[ ]?[:：]|"
        rf"人(?:[ ]?[:：]|[ ]{{2,}})).*",
        re.IGNORECASE,
    ),
)
_PRIVATE = 0.4  # a line of which so much is private says who somebody is, not what happened to him
_DEMAND = re.compile(
    r"请求|要求|恳请|恳求|希望|诉求|强烈|求求|求你们|能否|能不能|是否|求助|举报|投诉|望.{0,8}(?:查处|解决|处理|核实)|"
    r"(?:^|[，,：:、\s])(?:特|敬|再|先)?请(?!假|客|教|了|来|过|原谅|理解)"
)
_EVENT = re.compile(
    r"\d{4}年|\d{1,2}月|\d{1,2}[号日]|至今|多次|拖欠|欠|导致|造成|被|未|不予|不给|没给|没有|拒绝|违法|违规|强|打|骗|罚|收费|停[水电]"
)


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences, without people, and where they stand in the original."""

    text: str
    spans: tuple[Span, ...]


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text without surrounding space; a line's end ends one too."""
    found, start = [], 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        found += _cut(text, start, end)
        start = end
    return found


def _cut(text: str, start: int, end: int) -> list[Span]:
    """Strip a sentence and divide one that never ends at its commas."""
    pieces = []
    while end - start > _LONGEST:
        comma = max(text.rfind(mark, start + 1, start + _LONGEST) for mark in "，,、 ")
        cut = comma + 1 if comma > start else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    stripped = ((text[a:b], a) for a, b in pieces)
    return [
        Span(a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())) for piece, a in stripped if piece.strip()
    ]


def matters(text: str, *, masked: Masked) -> list[Span]:
    """Return the sentences that say something of the letter's matter; all of them where none does."""
    found = [span for span in sentences(text) if span.end - span.start >= _SHORTEST]
    plain = [span for span in found if not _form(span.of(text)) and masked.share(span) < _PRIVATE]
    return plain or found


def _form(sentence: str) -> bool:
    normal = normalise(sentence)
    return any(form.fullmatch(normal) for form in _FORMS)


def summarise(text: str, *, masked: Masked, length: int = LENGTH, count: int = SENTENCES) -> Summary:
    """Choose what happened and what is asked for, then whatever says most; `masked` is the mask of this text.

    A sentence that repeats one already chosen is passed over, and so is one that would exceed `length`.
    """
    plain = matters(text, masked=masked)
    if not plain:
        whole = text.strip()[:length]
        start = text.find(whole)
        return _summary(text, [Span(start, start + len(whole))] if whole else [], masked)
    bags = [Counter(features.read(span.of(text)).words) for span in plain]
    common = Counter(word for bag in bags for word in bag)
    scores = [
        _score(span.of(text), bag, common, place) - 1.5 * masked.share(span)
        for place, (span, bag) in enumerate(zip(plain, bags, strict=True))
    ]
    chosen: list[int] = []
    for place in _ranked([span.of(text) for span in plain], scores):
        size = sum(plain[one].end - plain[one].start for one in (*chosen, place))
        if len(chosen) == count or (chosen and size > length):
            continue
        if not any(_same(bags[place], bags[other]) for other in chosen):
            chosen.append(place)
    return _summary(text, [plain[place] for place in sorted(chosen)], masked)


def _summary(text: str, spans: list[Span], masked: Masked) -> Summary:
    return Summary("".join(masked.within(text, span) for span in spans), tuple(spans))


def _ranked(plain: list[str], scores: list[float]) -> list[int]:
    """Return places, best first: the best of what happened leads, the best demands that fit come next."""
    order = sorted(range(len(plain)), key=lambda place: (-scores[place], place))
    demands = [place for place in order if _DEMAND.search(plain[place])]
    events = [place for place in order if place not in demands and _EVENT.search(plain[place])]
    first = events[:1] + demands[:2]
    return first + [place for place in order if place not in first]


def _score(sentence: str, bag: Counter[str], common: Counter[str], place: int) -> float:
    weight = sum(common[word] for word in bag) / (len(bag) + 3)  # + 3: a sentence of one word is no summary
    weight += 0.6 * bool(_DEMAND.search(sentence)) + 0.4 * bool(_EVENT.search(sentence))
    return weight + 0.8 / (1 + place)  # letters say early what they are about


def _same(one: Counter[str], other: Counter[str]) -> bool:
    return len(one.keys() & other.keys()) > 0.6 * max(1, min(len(one), len(other)))
