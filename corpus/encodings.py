"""Bytes of a text file to characters: the encoding is proved by strict decoding and by what the characters are."""

import codecs
from collections.abc import Iterator

from corpus.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The characters that every Chinese letter is full of, simplified and traditional.
_COMMON = frozenset(
    "的一是不了在人有我他这这中大来上个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还"
    "发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全"
    "工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入"
    "先山五太水万市反请求报告单位处理款项合同工资元号村镇乡区县局院案件投诉举报领导尊敬您贵此致礼住房社保医交通警谢求您"
    "這來個說們為時會後過學對麼沒還發當無開經頭見長樣現將與進實點種聲話兒問給幾業間電門東氣關並內軍產萬請報單處項領導禮資號鄉縣區"
    "舉訴貴醫謝"
)
_MARKS_OF_TEXT = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·　「」『』")
# A text of which less than this is likely is not shown to anybody as a letter.
# True encodings of the test letters score 0.55 and more, the best wrong one 0.28.
_LIKELY = 0.35


def plausibility(text: str) -> float:
    """Return how much `text` looks like Chinese or Western writing: 1 at best, below 0 for what nobody writes.

    ASCII counts only where nothing else is there: it reads alike in all encodings and would outvote the rest.
    """
    written = [character for character in text if not character.isspace()]
    telling = [character for character in written if not character.isascii() or character < " "] or written
    return sum(map(_worth, telling)) / len(telling) if telling else 0.0


def _worth(character: str) -> float:
    code = ord(character)
    if character in _COMMON or character in _MARKS_OF_TEXT or 0x21 <= code <= 0x7E:
        return 1.0
    if 0xFF01 <= code <= 0xFF5E:  # full width
        return 1.0
    if 0xC0 <= code <= 0x24F:  # accented Latin: more likely than a single ordinary character, less than a common one
        return 0.6
    if 0x4E00 <= code <= 0x9FFF:
        return 0.5 if _is_ordinary(character) else -0.5
    if code < 0x20 or 0x7F <= code <= 0x9F or 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE, 0xFFFF):
        return -2.0
    return -0.2


def _is_ordinary(character: str) -> bool:
    """Tell whether a character is in the first level of GB 2312 (3,755) or of Big5 (5,401)."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        pass
    try:
        return 0xA4 <= character.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Return the text and its encoding. Raises UnreadableDocument rather than hand over mojibake."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _damaged(name, encoding) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # All of it below U+0800 is no proof: 谢谢 in GB18030 is лл in UTF-8.
        if "\0" not in text and (text.isascii() or max(text) >= "\u0800"):
            return text, "utf-8"
    if _is_broken_utf8(data):
        raise _damaged(name, "utf-8")
    best = max(_candidates(data), default=(0.0, "", ""))
    if best[0] < _LIKELY:
        raise UnreadableDocument(
            f"{name}：认不出文字编码（试过 UTF-8、GB18030、Big5、UTF-16），文件可能损坏、被截断或不是文本；"
            "请用原程序另存为 UTF-8 文本后再交。"
        )
    return best[2], best[1]


def _candidates(data: bytes) -> Iterator[tuple[float, str, str]]:
    for encoding in ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        yield plausibility(text[:20_000]), encoding, text


def _is_broken_utf8(data: bytes) -> bool:
    """Tell whether most of the bytes are UTF-8 of three-byte characters, which no other encoding imitates."""
    foreign = sum(1 for byte in data if byte >= 0x80)
    survivors = sum(1 for character in data.decode("utf-8", errors="ignore") if character >= "\u0800")
    return foreign > 0 and 6 * survivors >= foreign


def _damaged(name: str, encoding: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{name}：文件是 {encoding.removesuffix('-sig').upper()}，内容却不完整，"
        "可能在传送中被截断或损坏；请重新取得原文件。"
    )
