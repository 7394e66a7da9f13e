"""Names of persons, by context and by a trained tagger.

Three ways, each with a different standard of proof:
  after a word that announces a name (我叫, 联系人, 民警): whatever begins with a surname and is not a common word
  what the tagger takes for a person (people.py): with a surname, or long; no title, no common word unless announced
  a signature: a line at the end that is nothing but a name and a date
A name found once is found everywhere in the letter. Masked forms (李某, 苏某某) and 姓+称呼 (老吕, 王女士) stay: they
name nobody by themselves.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from corpus.spans import Span
from models.actors import actors
from models.findings import PrivateSpan, Taken
from models.nicknames import nicknames
from models.plain_names import plain_names
from models.spacing import without_gaps_in_names
from models.surnames import NOT_GIVEN, TITLE_AFTER, calls, given, is_name, plausible, surname, surnames, transcribed
from models.tagged_persons import BODIES, persons_by_tagger
from models.tagging import Token, known, tagged

_HAN = r"\u3400-\u9fff"
# What announces a name, with how much it proves. Strong: only a name can follow. Weak: a name or anything else.
_STRONG = re.compile(
    r"(?:我叫|他叫|她叫|俺叫|名叫|叫做|叫作|名字(?:是|叫)|姓名(?:是|为)?|真名|本名|户名|签名|署名|落款|写信人|留言人|留言者|收款人|"
    r"(?<!打)的叫|儿子叫|女儿叫|老公叫|老婆叫|父亲叫|母亲叫|实名举报)[ \t　:：,，是为]{0,4}"
)
_WEAK = re.compile(
    r"(?:本人|我是|我系|我名|(?:被)?(?:举报|投诉|反映|检举|控告|信访|申请|上访|来信|反应|报案|报警|申诉|求助|诉求)人|"
    r"联系人|联络人|当事人|负责人|法定代表人|被告人|上诉人|自诉人|辩护人|罪犯|案外人|同案犯|同案人|审判长|审判员|书记员|法人代表?|经办人|承办人|受害人|被害人|被执行人|代理人|委托人|介绍人|担保人|借款人|债务人|肇事者|肇事人|同桌|护士长|嫌疑人|犯罪嫌疑人|证人|证明人|原告|被告|第三人|"
    r"户主|业主|房东|租客|租户|房主|车主|司机|老板娘?|包工头|工头|中介|经理|主任|科长|股长|处长|局长|所长|队长|院长|校长|园长|厂长|"
    r"站长|书记|镇长|乡长|县长|区长|市长|村长|村支书|支书|会计|出纳|主管|班主任|教练|老师|医生|护士|大夫|法官|检察官|律师|民警|警官|"
    r"警察|辅警|协警|交警|城管|干警|干部|村民|居民|市民|群众|同学|同事|工友|朋友|邻居|亲戚|老乡|职工|员工|工人|保安|学生|店主|商户|"
    r"爸爸|妈妈|父亲|母亲|爸|妈|爷爷|奶奶|外公|外婆|丈夫|妻子|老公|老婆|爱人|配偶|前夫|前妻|儿子|女儿|哥哥|弟弟|姐姐|妹妹|大哥|侄子|侄女|"
    r"外甥|孙子|孙女|儿媳妇?|女婿|岳父|岳母|公公|婆婆|男友|女友|室友|舍友|闺蜜|战友|舅舅|姑姑|叔叔|婶婶|表[哥弟姐妹]|堂[哥弟姐妹]"
    r"|男朋友|女朋友|(?<!兄)弟)(?:就是|是|叫|为)?[ \t　:：]{0,3}"
)
# What stands behind a person and hardly behind a thing.
_PERSON_AFTER = re.compile(
    r"[ 　]?(?:[（(]?[，,、 ]?(?:男|女)[，,、）)\d]|[（(](?:男|女|身份证|电话|手机|联系|化名|已故|法人"
    r"|\d{4}年)|等[一二两三四五六七八九十\d多]*人|"
    r"[两俩二三四五六]个?人|俩|夫妇|夫妻|父子|兄弟|母女|一家|某次|本人|的(?:身份证|电话|手机|账户|丈夫|妻子|儿子|女儿|父亲|母亲|名字|名下))"
)
_SIGNATURE = re.compile(
    rf"(?:(?<=\n)|(?<=^))[ \t　]*(?:(?:此致)?敬礼[!！。]?[ \t　]*)?"
    rf"([{_HAN}]{{2,4}})[ \t　]*"
    r"(?=(?:\d{2,4}\s*[年./\-]|[〇零一二三四五六七八九]{4}年|\n|$|电话|手机|1[3-9]\d))"
)
_JOINT = re.compile(r"[、和及与,，][ ]?")
_BESIDE = re.compile(r"[、和及与跟][ ]?")
_ALONE = re.compile(rf"([{_HAN}]{{3}}(?=[，,。；;、\n]|$)|[{_HAN}]{{2,3}}(?=等?[两俩二三四五六七八九几]个?人))")
_FELLOW = re.compile(rf"[阿老小][{_HAN}](?=[，,、。；;和跟与）)\s]|$)")  # 阿芬、老狗
_LISTED_BEFORE = re.compile(rf"(?:^|(?<=[（(，,。；;：:、\s“]))([{_HAN}]{{2,4}})[、和跟与及][ ]?$")
_DEGREE = re.compile(r"(?:[很太真更最挺不没较够极]|非常|十分|没有|特别|的)$")
_PARTICLE = re.compile(r"[地得了极]|下来|起来|极了|不已")
_MINORITY = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•・‧][{_HAN}]{{1,8}}){{1,3}}")
_DIALECT = re.compile(r"[佇囝厝]|互人|[阮伊]个|(?<!一)个[阮伊](?![姓某女先])")
_OURS = frozenset("个阿老母爸父兄弟姊妹厝家囝")
_BODY = re.compile("中学|小学|大学|学院|学校|医院|公司|派出所|小区|酒吧|酒店|烧烤")  # 东厦中|学, 王老五|烧烤


def persons(text: str) -> list[PrivateSpan]:
    """Return full names in order of the text; the same name is found wherever it stands."""
    closed = without_gaps_in_names(text)
    words = _Words(tagged(closed.text))
    found = {span for span in _found(closed.text, words) if not _we(closed.text, span)}
    return [PrivateSpan("name", closed.original(span)) for span in sorted(_everywhere(closed.text, found))]


def _everywhere(text: str, found: set[Span]) -> Iterator[Span]:
    """Yield the names wherever they stand, the longest first: one pass for each length, however many there are.

    A name that is a word as well (安静, 高兴) stays where an adverb of degree or a particle makes it the word.
    """
    names = {span.of(text) for span in found}
    taken = Taken(len(text))
    begins = re.compile(f"[{re.escape(''.join({name[0] for name in names}))}]") if names else None
    places = [match.start() for match in begins.finditer(text)] if begins else []
    for length in sorted({len(name) for name in names}, reverse=True):
        for start in places:
            span = Span(start, start + length)
            if span.end > len(text) or span.of(text) not in names or not taken.free(span):
                continue
            if not _of_a_body(text, span) and (span in found or not _word_here(text, span)):
                taken.take(span)
                yield span


def _we(text: str, span: Span) -> bool:
    """Tell whether a name begins with 阮 (we, our) or 伊 (he) of 潮汕 and 闽南 letters: 阮阿弟, 阮母惊, 伊前日."""
    word = span.of(text)
    if word[0] not in "阮伊" or not _DIALECT.search(text):
        return False
    return len(word) < 3 or word[1] in _OURS or not given(word[1:])


def called(word: str) -> bool:
    """Tell whether a word calls a person by surname and title (陈书记) or looks like a name."""
    family = word[:2] if word[:2] in surnames().compound else word[:1]
    titled = TITLE_AFTER.fullmatch(word, len(family)) is not None
    tokens = tagged(word)
    return is_name(family + "一", doubtful=True) and (titled or (len(tokens) == 1 and _tagged_name(*tokens[0][:2])))


def _of_a_body(text: str, span: Span) -> bool:
    """Tell whether a body's or a place's name goes on behind, or began inside (东厦中|学)."""
    return bool(BODIES.match(text[span.end : span.end + 4]) or _BODY.search(text[span.start : span.end + 2]))


def _word_here(text: str, span: Span) -> bool:
    """Tell whether a name that is a word of the dictionary too is the word in this place: 很高兴, 安静下来."""
    word = span.of(text)
    if not known(word) or tagged(word)[0][1].startswith("nr"):
        return False
    return bool(_DEGREE.search(text[max(0, span.start - 2) : span.start]) or _PARTICLE.match(text, span.end))


class _Words:
    """The words of a letter as the segmenter cut and tagged them."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.starts = frozenset(span.start for _, _, span in tokens)
        self.names = frozenset((span.start, span.end) for word, tag, span in tokens if _tagged_name(word, tag))
        self.inside = {place for word, _, span in tokens if known(word) for place in range(span.start + 1, span.end)}
        self._at = {span.start: (word, tag) for word, tag, span in tokens}

    def common(self, at: int, *, longer_than: int) -> bool:
        """Tell whether a word of the dictionary that is no name and longer than so many characters begins here."""
        word, tag = self._at.get(at, ("", ""))
        return len(word) > longer_than and not tag.startswith("nr") and known(word)

    def end_after(self, place: int) -> int:
        """Return where the first word ends that ends behind a place."""
        index = bisect_right(self.tokens, place, key=lambda token: token[2].end)
        return self.tokens[index][2].end if index < len(self.tokens) else place

    def name_from(self, at: int, longest: int) -> int:
        """Return where a word that is tagged as a person ends, 0 where none begins here."""
        word, tag = self._at.get(at, ("", ""))
        return at + len(word) if tag == "nr" and 1 < len(word) <= longest else 0


def _tagged_name(word: str, tag: str) -> bool:
    return tag.startswith("nr") and not known(word) and is_name(word, doubtful=False)


def _found(text: str, words: _Words) -> Iterator[Span]:
    announced: set[int] = set()
    for pattern, strong in ((_STRONG, True), (_WEAK, False)):
        for match in pattern.finditer(text):
            announced.add(match.end())
            yield from _listed(text, match.end(), words, strong=strong)
    yield from plain_names(text, words.tokens)
    yield from nicknames(text)
    yield from actors(text)
    for span in persons_by_tagger(text, words.tokens, frozenset(announced)):
        # Of two taggers that differ by a given name's second character, the longer: 向天|笑.
        longer = words.name_from(span.start, len(surname(span.of(text))) + 2)
        fits = longer > span.end and given(text[span.end : longer])
        whole = Span(span.start, longer) if fits else span
        yield whole
        yield from _listed_with(text, whole, words)
    for match in _SIGNATURE.finditer(text):
        if "\n" in text and is_name(match[1], doubtful=not known(match[1])):
            yield Span(*match.span(1))
    ends = sorted(announced)
    for match in _MINORITY.finditer(text):
        yield from _minority(text, Span(*match.span()), ends, words)


def _listed(text: str, at: int, words: _Words, *, strong: bool) -> Iterator[Span]:
    """Yield the name at `at` and those that follow it in a list (张三、李四和王五)."""
    while (end := _name_end(text, at, words, strong=strong)) is not None:
        yield Span(at, end)
        joint = _JOINT.match(text, end)
        if joint is None:
            return
        at, strong = joint.end(), False


def _listed_with(text: str, span: Span, words: _Words) -> Iterator[Span]:
    """Yield the names that a name stands in a list with, before and behind it: 汤有福、连国强、佘赛花."""
    joint = _BESIDE.match(text, span.end)
    if joint:
        yield from _listed(text, joint.end(), words, strong=False)
        fellow = _FELLOW.match(text, joint.end())
        if fellow and not known(fellow[0]) and not calls(fellow[0]):
            yield Span(*fellow.span())
    start = span.start
    while before := _LISTED_BEFORE.search(text, max(0, start - 8), start):
        if not plausible(before[1]) or calls(before[1]):
            return
        yield Span(*before.span(1))
        start = before.start(1)


def _name_end(text: str, at: int, words: _Words, *, strong: bool) -> int | None:
    """Return where the name that begins at `at` ends, or None. Three characters before two, if a word ends there."""
    first = 2 if text[at : at + 2] in surnames().compound else 1
    if first == 1 and words.common(at, longer_than=3 if strong else 1) and not _stands_alone(text, at):
        return None
    if TITLE_AFTER.match(text, at + first):  # 胡书记, 李医生
        return None
    fits = [at + first + given for given in (2, 1) if _fits(text, at, at + first + given, words, strong=strong)]
    ends = [end for end in fits if _ends(text, end, words.starts)]
    return next(iter(ends or [end for end in fits if end not in words.inside]), None)


def _stands_alone(text: str, at: int) -> bool:
    """Tell whether a name of a word's form ends with the clause or before its people: 常有德。 高峰三个人."""
    alone = _ALONE.match(text, at)
    if alone is None or not plausible(alone[1]) or not given(alone[1][1:]):
        return False
    return tagged(alone[1])[0][1][:1] != "n" or _PERSON_AFTER.match(text, alone.end()) is not None  # 房子里


def _fits(text: str, at: int, end: int, words: _Words, *, strong: bool) -> bool:
    """Tell whether these characters have the form of a name; doubtful surnames must stand alone or be announced."""
    if end > len(text):
        return False
    word = text[at:end]
    alone = end == len(text) or not re.match(rf"[{_HAN}]", text[end]) or _PERSON_AFTER.match(text, end) is not None
    likely = len(word) == 3 and word[0] in surnames().frequent and not _verb(word[1:])
    if _PERSON_AFTER.match(text, end) and len(word) == 3 and plausible(word):
        return True  # 唐春来兄弟俩
    return (at, end) in words.names or is_name(word, doubtful=strong or likely or (alone and not known(word)))


def _verb(word: str) -> bool:
    """Tell whether what would be the given name is a verb or adverb instead: 高空抛物, 安排了, 都下班."""
    return known(word) and tagged(word)[0][1][:1] in "vdpcru"


def _ends(text: str, end: int, starts: frozenset[int]) -> bool:
    """Tell whether a word ends here: the text does, a new word begins, or what is not Han follows."""
    return end >= len(text) or not re.match(rf"[{_HAN}]", text[end]) or end in starts or text[end] in NOT_GIVEN


def _minority(text: str, found: Span, announced: list[int], words: _Words) -> Iterator[Span]:
    """Names with a dot (艾力·买买提) begin where a word does, after what announces them."""
    before = bisect_left(announced, found.end)
    start = max(found.start, announced[before - 1] if before else 0)
    head = re.split(r"[·•・‧]", text[start : found.end], maxsplit=1)[0]
    foreign = next((at for at in range(len(head) - 2) if transcribed(head[at:])), 0)  # 业务员|买买提江
    start += foreign
    dot = max(text.rfind(mark, start, found.end) for mark in "·•・‧")
    if dot > start:
        yield Span(start, min(words.end_after(dot + 1), found.end))
