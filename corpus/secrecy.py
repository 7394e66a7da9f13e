"""Marks of state secrecy (密级标志): a file that bears one must not be in this system at all."""

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.errors import ClassifiedDocument

_LEVEL = r"(?:[绝絕]\s*密|[机機]\s*密|[秘祕]\s*密)"
# 国家秘密标志 is 密级★保密期限 (《国家秘密定密管理规定》); OCR and typists write the star in many ways.
_STAR = r"[★☆✩✪✫✭✮✯⭐＊*※]"
_PERIOD = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})\s*(?:年|个月|個月|月|天|日)|[长長]\s*期|启用前|啟用前|解密前"
_MARKS = (
    # 机密★10年, 绝 密 ★, ★秘密
    re.compile(rf"{_LEVEL}\s*{_STAR}"),
    re.compile(rf"{_STAR}\s*{_LEVEL}\s*$", re.MULTILINE),
    # 秘密10年 and 机密（长期） alone on a line: in a sentence it is somebody's story (他守了秘密三年)
    re.compile(
        rf"^[\s【\[（(]*{_LEVEL}\s*[（(\[【:：,，]?\s*(?:保密期限\s*[:：]?\s*)?(?:{_PERIOD})[\s】\]）)]*$", re.MULTILINE
    ),
    # 密级：机密
    re.compile(rf"密\s*级\s*[:：\t]\s*{_LEVEL}"),
    # the level alone, as it stands at the head of a paper
    re.compile(r"\A\s*(?:[绝絕]\s*密|[机機]\s*密)\s*$", re.MULTILINE),
)
# What a citizen writes about a paper that he has seen: 上面写着“秘密★三年”. Only within a sentence, only right after a
# word that cites, only where the text speaks in the first person and has nothing of an official paper: else a mark.
_CITED = re.compile(
    rf"(?<=[\u4e00-\u9fff，,])(?:写着|写有|标着|标有|标注着?|注明|印着|印有|盖着|盖有)[“\"‘「『]"
    rf"{_LEVEL}\s*{_STAR}\s*(?:{_PERIOD})?[”\"’」』](?=[ \t]*[，。；,;、的])"
)
_FIRST_PERSON = re.compile(r"我|本人")
# Without a period the level stands alone in its line (GB/T 9704-2012, 7.2.2), and anybody may write 秘密 so above a
# story: it counts where the lines around it are those of an official paper. The standard has the number of the copy,
# the level, the urgency, the organ's mark (…文件), the number of the paper, its title and addressees in this order.
_BARE = re.compile(rf"[【\[（(]?{_LEVEL}[】\]）)]?(?:(?:特急|特提|加急|平急|急件)|[【\[（(]?(?:特急|加急)[】\]）)]?)?")
_BARE_WITHIN = 8  # lines that are not blank, from the top
_PAPER_WITHIN = 16
_ORGAN_ENDS = (
    r"(?:委员会|人民政府|公安厅|公安局|分局|厅|局|办公室|办公厅|党委|党组|支队|总队|大队|法院|检察院|委|部|院|处)"
)
_OFFICIAL = (
    re.compile(r"[\u4e00-\u9fff]{1,20}[〔［\[【（(]\s*(?:19|20)\d{2}\s*[〕］\]】）)]\s*第?\s*\d{1,5}\s*号.{0,16}"),
    re.compile(rf"[\u4e00-\u9fff、·]{{0,40}}{_ORGAN_ENDS}(?:（?[\u4e00-\u9fff]{{0,6}}）?)?文件"),
    re.compile(r"关于.{2,60}的?(?:通知|通报|批复|决定|会议纪要|纪要|通告|请示|复函|命令)"),
    re.compile(r"(?:签发人|份号|紧急程度|发文机关|主送|抄送|印发机关)\s*[:：].*"),
    re.compile(r"(?:特急|特提|加急|平急)"),
    re.compile(r"№?0\d{5}"),  # the number of the copy: six digits
    re.compile(rf"各[\u4e00-\u9fff、，（）]{{1,60}}{_ORGAN_ENDS}[\u4e00-\u9fff、，（）]{{0,40}}[:：]"),
)


def is_marked(text: str, margins: Sequence[str] = ()) -> bool:
    """Tell whether a text, or a header or footer of its pages, bears a mark of state secrecy.

    商业秘密 or 泄露机密 in a sentence is none; 秘密 alone in a line is one only at the head of an official paper.
    """
    if any(mark.search(one) for one in (_without_cited(text), *margins) for mark in _MARKS):
        return True
    lines = ["".join(line.split()) for line in text[:4_000].split("\n") if line.strip()]
    edges = ["".join(margin.split()) for margin in margins]
    if not any(map(_BARE.fullmatch, (*lines[:_BARE_WITHIN], *edges))):
        return False
    head = lines[:_PAPER_WITHIN]
    pairs = map("".join, pairwise(head))  # a title that fills two lines
    return any(kind.fullmatch(line) for line in (*head, *pairs, *edges) for kind in _OFFICIAL)


def _without_cited(text: str) -> str:
    """Return a letter without the marks that it only cites, every other text as it is."""
    lines = ["".join(line.split()) for line in text.split("\n")]
    if not _FIRST_PERSON.search(text) or any(kind.fullmatch(line) for line in lines for kind in _OFFICIAL):
        return text
    return _CITED.sub("", text)


def guard(data: bytes, *texts: str, margins: Sequence[str] = ()) -> None:
    """Raise ClassifiedDocument if any of the texts of a file, its name included, bears a mark."""
    if any(is_marked(text, margins) for text in texts):
        raise ClassifiedDocument(digest_of(data))


def digest_of(data: bytes) -> str:
    """Return what may be kept of a file that bears a mark: its SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
