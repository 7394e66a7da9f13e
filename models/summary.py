"""An extractive summary: sentences of the letter itself, in its order, each with its place. Nothing is worded anew."""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.spans import Span
from models import features

SENTENCES = 3
LENGTH = 160  # characters; a triage list shows about that much
_END = re.compile(r"[。！？!?；;]+[”’」』）)]?|\n+|…{2,}")
_SHORTEST = 6  # words such as 您好！ or 谢谢。 say nothing
_LONGEST = 120  # a letter without any full stop is cut at a comma beyond this
# Greetings, thanks and signatures are no matter of the letter.
_FORM = re.compile(
    r"^[\s　]*(?:尊敬的|敬爱的|各位|领导|.{0,8}(?:您好|你好)[!！,，。]?$|此致"
    r"|敬礼|谢谢|感谢|恳请领导|望.{0,6}回复|盼复|以上|特此)"
)
# What a letter asks for, and what happened: such sentences are what a clerk looks for first.
_DEMAND = re.compile(
    r"请求|要求|恳请|请问|希望|强烈|诉求|举报|投诉|反映|能否|是否|求助|望.{0,8}(?:查处|解决|处理|核实)"
)
_EVENT = re.compile(r"\d{4}年|\d{1,2}月|至今|多次|拖欠|导致|造成|被|未|不予|拒绝|违法|违规")


@dataclass(frozen=True, slots=True)
class Summary:
    """The chosen sentences and where they stand in the original."""

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


def summarise(text: str, *, length: int = LENGTH, count: int = SENTENCES) -> Summary:
    """Choose sentences by the letter's own frequent words, by demands and events in them, and by an early place.

    A sentence that repeats one already chosen is passed over. A text shorter than `length` is its own summary.
    """
    found = [span for span in sentences(text) if span.end - span.start >= _SHORTEST]
    plain = [span for span in found if not _FORM.match(span.of(text))] or found
    if not plain:
        whole = text.strip()[:length]
        start = text.find(whole)
        return Summary(whole, (Span(start, start + len(whole)),) if whole else ())
    bags = [Counter(features.read(span.of(text)).words) for span in plain]
    common = Counter(word for bag in bags for word in bag)
    scores = [
        _score(span.of(text), bag, common, place) for place, (span, bag) in enumerate(zip(plain, bags, strict=True))
    ]
    chosen: list[int] = []
    used = 0
    for place in sorted(range(len(plain)), key=lambda place: (-scores[place], place)):
        size = plain[place].end - plain[place].start
        if len(chosen) == count or (chosen and used + size > length):
            continue
        if any(_same(bags[place], bags[other]) for other in chosen):
            continue
        chosen.append(place)
        used += size
    spans = tuple(plain[place] for place in sorted(chosen))
    return Summary("".join(span.of(text) for span in spans), spans)


def _score(sentence: str, bag: Counter[str], common: Counter[str], place: int) -> float:
    weight = sum(common[word] for word in bag) / (len(bag) + 3)  # + 3: a sentence of one word is no summary
    weight += 0.6 * bool(_DEMAND.search(sentence)) + 0.4 * bool(_EVENT.search(sentence))
    return weight + 0.8 / (1 + place)  # letters say early what they are about


def _same(one: Counter[str], other: Counter[str]) -> bool:
    return len(one.keys() & other.keys()) > 0.6 * max(1, min(len(one), len(other)))
