"""What shows that a file of an archive is a letter of its own, and what that it only goes with one.

A letter says to whom it speaks (尊敬的领导：), what it is (举报信), who writes (我叫…) or who signs it (投诉人：…).
An official paper, a copy of an identity card, an envelope, a file called 附件 or 证据 goes with a letter.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from corpus.clauses.commencement import DAY
from corpus.papers import papers
from corpus.terms import normalise

_HEAD_LINES, _TAIL_LINES = 8, 12
_HAN = r"[\u4e00-\u9fff]"
_PERSONS = (
    "领导|书记|局长|市长|县长|区长|省长|部长|厅长|主任|所长|队长|院长|校长|检察长|法官|检察官|警官|"
    "警察|民警|同志|先生|女士|老师"
)
_ADDRESSEE = (
    rf"{_PERSONS}|公安厅|公安局|分局|派出所|信访局|信访办|热线|政府|办公室|委员会|纪委|监委|监察委|法院|检察院|街道办|居委会|村委会|"
    r"[局委厅办部处科站所队社会]"
)
_SALUTATION = re.compile(
    rf"(?:尊敬的|敬爱的|亲爱的|致)[^，。；：,;:]{{1,30}}[:：,，!！]?|[^，。；：,;:]{{0,24}}(?:{_ADDRESSEE})(?:们|的?(?:各位)?领导|的?同志们?)?"
    r"[，、]?(?:您好|你好|您们好|你们好)?[:：，,!！]?"
)
# Run into the first sentence: 各位领导好，我们是…; 领导你好我是…; 我要投诉…; 【留言】您好，我想反映…
_GREETING = re.compile(
    rf"(?:【.{{0,12}}】)?[^。；]{{0,24}}?(?:[您你]们?好|大家好|(?:{_ADDRESSEE})(?:们[呐啊呀]?|们?好)[,，!！:： ]).*"
    rf"|(?:阿[sS][iI][rR]|[^，。；：,;:]{{0,16}}(?:{_PERSONS}|[局委办]))们?[:：，,].+"
    r"|(?:我|俺|本人)(?:叫|名叫|姓|是|们是|系).{2,}"
    r"|.{0,40}?(?:我|俺|本人|咱)们?(?:现在|今天)?(?:要|想|来|实名|现)?(?:实名)?(?:投诉|举报|反映|控告|检举|咨询|求助).*"
    r"|(?:投诉|举报|反映|控告|检举|求助|咨询|建议)[^，。；：,;:]{1,24}[!！?？]*"
)
_SALUTES = re.compile(r"(?:[:：,，!！]|[您你]们?好)$")
_TITLE = re.compile(
    r"(?:实名|联名|公开|匿名|紧急)?(?:举报|投诉|控告|申诉|检举|信访|上访|求助|求救|感谢|表扬|建议|反映|反馈|情况反映|情况|诉求|维权|来)"
    r"(?:信|书|材料|函|报告|申请|事项|意见)|情况反映|信访诉求|"
    r"关于[^，。；,;]{2,60}的?(?:举报|投诉|控告|申诉|检举|信访|求助|感谢|建议|反映|诉求)(?:信|书|材料|函|报告|事项)?"
)
_SIGNER = re.compile(
    r"(?:此致|敬礼|此致敬礼)[!！。]?"
    r"|(?:实名)?(?:投诉|举报|反映|信访|来信|控告|申诉|检举|求助|诉求|写信|建议|具名|署名|落款|申请|报告)人(?:签[名字])?[:：].+"
    r"|(?:一个|一名|一位)[^，。；,;]{2,20}(?:群众|市民|村民|居民|业主|家长|职工|工人|农民|百姓|父亲|母亲)"
    r"|(?:盼复|望复|恳请.{0,12}(?:解决|处理|答复)|请.{0,10}(?:书面)?(?:答复|回复)).{0,12}"
)
_NAME = re.compile(rf"(?:[^，。；：,;:]{{1,8}}[:：])?{_HAN}(?:·?{_HAN}){{1,5}}(?:等.{{0,6}})?(?:[ ,，、]*1\d{{10}})?")
_DAY_LINE = re.compile(
    rf"(?:.{{0,6}}[:：]|{_HAN}{{2,4}})?(?:{DAY}|(?:19|20)\d{{2}}[-./]\d{{1,2}}[-./]\d{{1,2}}|\d{{1,2}}月\d{{1,2}}[日号]).{{0,4}}"
)
_INTRODUCED = re.compile(rf"(?:我叫|我是|本人(?:叫|姓名|系|是)?)[,，:：]?{_HAN}")
_ASKS = re.compile(
    r"请(?!假|求权)|求|希望|盼|要求|举报|投诉|反映|怎么办|帮(?:帮|我|忙)|维权|解决|查处|处理|退(?:款|钱|还)|赔偿|解释|"
    r"答复|说法|[没不][人有]?[管理]"
)
_GOES_WITH = re.compile(
    r"附件|附录|附图|证据|证明|证件|身份证|户口|信封|邮戳|照片|图片|截图|录音|视频|聊天记录|合同|协议|收据|收条|欠条|借条|发票|"
    r"小票|流水|转账|回执|回单|病历|诊断|鉴定|判决|裁定|决定书|通知书|意见书|告知书|认定书|授权|委托书|复印件|扫描件|材料[一二三四五六七八九十\d]|"
    r"清单|目录|明细|名单|说明书|营业执照|房产证|补充|续页|反面|正面|背面|attach|evidence|idcard|envelope",
    re.IGNORECASE,
)
_CARD = re.compile(r"公民身份号码|居民身份证|中华人民共和国.{0,4}证|户口簿|营业执照|不动产权|机动车行驶证|驾驶证")
_ENVELOPE = re.compile(r"邮政编码|邮编|[收寄][件信]人|^.{0,30}[收启]$", re.MULTILINE)
_ENVELOPE_LENGTH = 160
_AGREEMENT = re.compile(r"甲方.{0,40}[:：].*?乙方.{0,40}[:：]", re.DOTALL)
_AGREEMENT_WITHIN = 400
# Statements and slips that a writer signs as well, by what stands above them.
_SLIP = re.compile(
    r"证\s*明|证人证言|证言|情况说明|说明|收\s*[条据]|借\s*[条据]|欠\s*条|承诺书|保证书|委托书|授权委托书|协议书?|合同|笔录|谅解书|"
    r"(?:民事|行政|刑事)?(?:附带民事)?(?:起诉状|上诉状|答辩状|再审申请书|自诉状)|.{0,8}(?:申请书|登记表|申请表)"
)
_PHONE = re.compile(r"1[3-9]\d(?:[ -]?\d{4}){2}|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)")
_LAST_LINES = 3
_STORY = 24  # characters of a shortest matter: 我家电动车3月8号晚上被偷了，报了警没人理
_WRITER = re.compile(
    rf"(?:我叫|本人(?:姓名|叫)?[:：]?|(?:投诉|举报|反映|信访|来信|控告|申诉|检举|求助|申请)人[:：])({_HAN}{{2,4}})"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a file shows of itself. `opens` and `closes`: it has the head, the end of a letter."""

    opens: bool
    closes: bool
    goes_with: bool  # by its name or by what it is

    @property
    def letter(self) -> bool:
        """Whether it is evidently a letter of its own."""
        return (self.opens or self.closes) and not self.goes_with


def evidence(text: str, label: str) -> Evidence:
    """Judge a file by its text and its path in the archive; what could not be read shows nothing but its name."""
    lines = _lines(text)
    opens = any(map(_opens, lines[:_HEAD_LINES]))
    named = any(_GOES_WITH.search(part) for part in PurePosixPath(label).parts)
    official = _official(text, lines)
    return Evidence(
        opens=opens,
        closes=not official and (_closes(lines) or _reachable(text)),
        # Who speaks to somebody writes, whatever the file is called; what only bears a signature may be a statement.
        goes_with=official or (named and not opens),
    )


def writer(text: str) -> str | None:
    """Return who signs or introduces himself, to find what else bears this name."""
    found = _WRITER.search(normalise(text))
    return found[1] if found else None


def _opens(line: str) -> bool:
    greets = _SALUTATION.fullmatch(line) and (_SALUTES.search(line) or line.startswith(("尊敬", "敬爱", "致")))
    return bool(greets or _GREETING.fullmatch(line) or _TITLE.fullmatch(line))


def _closes(lines: list[str]) -> bool:
    tail = lines[-_TAIL_LINES:]
    if any(map(_SIGNER.fullmatch, tail)) or any(map(_DAY_LINE.fullmatch, lines[-_LAST_LINES:])):
        return True
    return any(_NAME.fullmatch(name) and _DAY_LINE.fullmatch(day) for name, day in pairwise(tail))


def _reachable(text: str) -> bool:
    """Tell whether somebody tells a matter of his own, asks for something and says how to reach him."""
    words = normalise(text)
    speaks = len(re.findall("我|俺|咱|偶|本人", words)) >= 2 or _INTRODUCED.search(words)
    asks = len("".join(words.split())) >= _STORY and _ASKS.search(words)
    return bool(speaks and asks and _PHONE.search(words))


def _official(text: str, lines: list[str]) -> bool:
    """Tell whether this is a paper, a card, an envelope or an agreement and no letter that only names one."""
    found = papers(text)
    if found and not any(map(_opens, _lines(text[: found[0].span.start]))):
        return True
    if lines and _SLIP.fullmatch(lines[0]):
        return True
    whole = "".join(lines)
    if _CARD.search(whole) and not _ASKS.search(whole):
        return True
    if len(whole) <= _ENVELOPE_LENGTH and _ENVELOPE.search("\n".join(lines)) and not _ASKS.search(whole):
        return True
    return _AGREEMENT.search(whole[:_AGREEMENT_WITHIN]) is not None


def _lines(text: str) -> list[str]:
    return ["".join(line.split()) for line in normalise(text).split("\n") if line.strip()]
