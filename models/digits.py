"""Figures as people write them: 一三八…, 139二七六0〇一一8, l38OO138OOO, read so that one pattern finds them all."""

import re

_LIKE = {"〇○零o": "0", "一幺壹li|": "1", "二贰": "2", "三叁": "3", "四肆": "4", "五伍": "5", "六陆": "6", "七柒": "7"}
_LIKE |= {"八捌": "8", "九玖": "9"}
_AS_FIGURES = {ord(one): figure for ones, figure in _LIKE.items() for one in ones}
_FIGURE = f"[0-9{''.join(_LIKE)}]"
# No phone is shorter than eleven places: what is, is a year, a sum or a word.
_RUN = re.compile(rf"(?!(?<=[a-z])[oli|]){_FIGURE}(?:[ \t\-—–.·]{{0,2}}{_FIGURE}){{10,}}(?!(?<=[oli|])[a-z])")
_LETTERS = re.compile(r"[oli|]")
_LEAST = 4  # real figures; l38OO138OOO has five


def as_figures(normal: str) -> str:
    """Return a normalised text with its numbers in figures, character for character, so that spans hold."""
    return _RUN.sub(_read, normal)


def _read(run: re.Match[str]) -> str:
    real = _LETTERS.sub("", re.sub(r"[ \t\-—–.·]", "", run[0]))
    return run[0].translate(_AS_FIGURES) if len(real) >= _LEAST else run[0]
