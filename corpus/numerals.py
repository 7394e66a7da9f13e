"""Numbers as law writes them: 第一千二百六十条, 第120条, 第１２０条, 二〇二六年.

Chinese numerals below ten thousand are enough: the longest code has 1,260 articles.
"""

_DIGITS = {mark: value for value, mark in enumerate("零一二三四五六七八九")}
_DIGITS |= {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_PLACES = ("", "十", "百", "千")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")

LIMIT = 10_000
"""Numbers from here on are no article of any law."""

NUMERAL = "一二三四五六七八九十百千零〇○两0-9０-９"
"""Inside of a character class: what a number in a citation is written with."""


def parse(text: str) -> int | None:
    """Return the number that `text` writes, None where it writes none.

    Digit by digit (一二〇) and by places (一百二十) are both read; a mixture (1百2) and a
    sequence against the places (十百) are not numbers.
    """
    plain = text.translate(_WIDE)
    if plain.isascii():
        return int(plain) if plain.isdigit() and len(plain) < 5 else None
    if all(mark in _DIGITS for mark in plain):
        return int("".join(str(_DIGITS[mark]) for mark in plain)) if len(plain) < 5 else None
    return _by_places(plain)


def _by_places(text: str) -> int | None:
    """Read 一千二百零三; None where the places are out of order."""
    total, digit, last = 0, None, LIMIT
    for mark in text:
        if mark in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[mark]
        elif (unit := _UNITS.get(mark)) and unit < last:
            if digit == 0 and unit != 10:  # 一百零十二 is met in old texts, 零百 is not
                return None
            total += (digit or 1) * unit
            digit, last = None, unit
        else:
            return None
    return total + (digit or 0)


def chinese(number: int) -> str:
    """Write 1..9999 as law does: 十, 一百零五, 一百一十, 一千二百六十.

    Raises ValueError outside of that range.
    """
    if not 0 < number < LIMIT:
        raise ValueError(f"{number} 不在 1 至 {LIMIT - 1} 之间")
    written, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += ("零" if gap else "") + "零一二三四五六七八九"[digit] + _PLACES[place]
        gap = digit == 0 and bool(written)
    return written.removeprefix("一") if 10 <= number < 20 else written
