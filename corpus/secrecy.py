"""Marks of state secrecy (密级标志): a file that bears one must not be in this system at all."""

import hashlib
import re

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


def is_marked(text: str) -> bool:
    """Tell whether a text bears a mark of state secrecy; 商业秘密 or 泄露机密 in a sentence is none."""
    return any(mark.search(text) for mark in _MARKS)


def guard(data: bytes, *texts: str) -> None:
    """Raise ClassifiedDocument if any of the texts of a file, its name included, bears a mark."""
    if any(is_marked(text) for text in texts):
        raise ClassifiedDocument(hashlib.sha256(data).hexdigest())
