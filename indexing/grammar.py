"""Reads the language of exact search by a grammar.

Signs in words (与 或 非 近) count only where they stand apart: 与会人员 and 非法 are ordinary words. Nothing is
guessed: what cannot be read is refused, with the character where reading stopped and an example of what is right.
"""

import re
from functools import cache

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from corpus.errors import InvalidQuery
from indexing import places
from indexing.expression import And, Expression, Heading, Near, Not, Or, Same, Unit, Word

EXAMPLE = "例如：工资 与 (拖欠 或 克扣) 非 农民工；同款(用人单位 经济补偿)；拖欠 近5 工资；标题:劳动合同"
# More than anybody types: each word is a list of its own to the engine, each bracket a call deeper.
_MOST_WORDS = 60
_DEEPEST = 20
_FARTHEST = 1000

_LEFT = r"(?<![^\s()（）\"“”＂「」])"
_RIGHT = r"(?![^\s()（）\"“”＂「」])"
_GRAMMAR = rf"""
?start: some
?some: every (_OR every)*
?every: one (_AND? one)*
?one: _NOT one -> never
    | near
?near: atom (NEAR atom)?
?atom: WORD -> word
     | QUOTED -> quoted
     | _LPAR some _RPAR
     | SAME _LPAR some _RPAR -> same
     | APART _LPAR atom atom _RPAR -> apart
     | _TITLE atom -> heading

_OR.3: /[|｜]{{1,2}}|{_LEFT}(或|或者|OR|or){_RIGHT}/
_AND.3: /[&＆]{{1,2}}|{_LEFT}(与|并且|AND|and){_RIGHT}/
_NOT.3: /[!！]|{_LEFT}(非|NOT|not){_RIGHT}|{_LEFT}[-－−](?=\S)/
NEAR.3: /{_LEFT}(近|NEAR|near)\s*\/?\s*\d+{_RIGHT}/
SAME.3: /同[条款句](?=\s*[(（])/
APART.3: /相距\s*\d+(?=\s*[(（])/
_TITLE.3: /标题[:：]/
QUOTED.2: /["“”＂「][^"“”＂「」\n]+["“”＂」]/
WORD: /[^\s()（）&＆|｜!！"“”＂「」]+/
_LPAR: /[(（]/
_RPAR: /[)）]/
%ignore /\s+/
"""
_NUMBER = re.compile(r"\d+")
_KEYED = re.compile(r"([^\W\d_]{2,4})[:：]\S")
_QUOTED = re.compile(r"[\"“”＂「][^\"“”＂「」\n]+[\"“”＂」]")
_SIZES = list(Unit)
_TOO_LONG = f"检索式太长：最多 {_MOST_WORDS} 个词，括号最多 {_DEEPEST} 层"


def read(query: str) -> Expression:
    """Read an expression. Raises InvalidQuery, in Chinese, with the place of what cannot be read."""
    try:
        read_as: Expression = _Reader().transform(_parser().parse(query))
    except VisitError as error:
        raise error.orig_exc from error
    except UnexpectedInput as error:
        raise InvalidQuery(f"{_misread(query, error)}。{EXAMPLE}") from error
    except RecursionError:  # a thousand 非 or brackets in a row
        raise InvalidQuery(_TOO_LONG) from None
    if _depth(read_as) > _DEEPEST or _count(read_as) > _MOST_WORDS:
        raise InvalidQuery(_TOO_LONG)
    _nested(read_as, ())
    return read_as


@cache
def _parser() -> Lark:
    # the basic lexer: 与 alone is a sign wherever it stands, never a word where a sign would not do
    return Lark(_GRAMMAR, parser="lalr", lexer="basic")


@v_args(inline=True)
class _Reader(Transformer[Token, Expression]):
    """Makes records of what was read."""

    def word(self, token: Token) -> Word:
        if keyed := _KEYED.match(token):
            told = f"第 {_place(token)} 个字起：没有“{keyed[1]}”这一条件；要逐字找带冒号的文字，请加引号"
            raise InvalidQuery(f"{told}。{EXAMPLE}")
        return _word(token, token)

    def quoted(self, token: Token) -> Word:
        return _word(token, token[1:-1])

    def some(self, *parts: Expression) -> Or:
        return Or(parts)

    def every(self, *parts: Expression) -> And:
        return And(parts)

    def never(self, part: Expression) -> Not:
        return Not(part)

    def near(self, left: Expression, token: Token, right: Expression) -> Near:
        return _near(token, left, right)

    def apart(self, token: Token, left: Expression, right: Expression) -> Near:
        return _near(token, left, right)

    def same(self, token: Token, part: Expression) -> Same:
        return Same(Unit(token[1]), part)

    def heading(self, part: Expression) -> Heading:
        return Heading(part)


def _word(token: Token, written: str) -> Word:
    characters = tuple(places.tokens(written))
    if not characters:
        raise InvalidQuery(f"第 {_place(token)} 个字起：“{written}”里没有可以查找的文字。{EXAMPLE}")
    return Word(characters, str(written))


def _near(token: Token, left: Expression, right: Expression) -> Near:
    found = _NUMBER.search(token)
    distance = int(found[0]) if found else 0
    if distance > _FARTHEST:
        raise InvalidQuery(f"第 {_place(token)} 个字起：相距最多 {_FARTHEST} 个字。{EXAMPLE}")
    return Near(distance, _words(token, left), _words(token, right))


def _words(token: Token, part: Expression) -> tuple[Word, ...]:
    """Return what stands on one side of 近: a word, or several of which one will do."""
    match part:
        case Word():
            return (part,)
        case Or(parts) if all(isinstance(one, Word) for one in parts):
            return tuple(one for one in parts if isinstance(one, Word))
    told = f"第 {_place(token)} 个字起：“{token}”的两边只能是词，或括号里用“或”连起来的词"
    raise InvalidQuery(f"{told}，例如：(拖欠 或 克扣) 近5 (工资 或 报酬)")


def _nested(expression: Expression, outside: tuple[str, ...]) -> None:
    """Refuse what has no meaning where it stands: a title within a 款, a 款 within a 句."""
    match expression:
        case Heading(part):
            if outside:
                raise InvalidQuery(f"“标题:”不能写在“{outside[-1]}”里面。{EXAMPLE}")
            _nested(part, ("标题:",))
        case Same(unit, part):
            sizes = [_SIZES.index(Unit(one[1])) for one in outside if one != "标题:"]
            if "标题:" in outside or any(size >= _SIZES.index(unit) for size in sizes):
                raise InvalidQuery(f"“同{unit}”不能写在“{outside[-1]}”里面。{EXAMPLE}")
            _nested(part, (*outside, f"同{unit}"))
        case Near() if "标题:" in outside:
            raise InvalidQuery(f"“近”和“相距”不能写在“标题:”里面。{EXAMPLE}")
        case And(parts) | Or(parts):
            for part in parts:
                _nested(part, outside)
        case Not(part):
            _nested(part, outside)


def _depth(expression: Expression) -> int:
    match expression:
        case And(parts) | Or(parts):
            return 1 + max(map(_depth, parts))
        case Not(part) | Same(_, part) | Heading(part):
            return 1 + _depth(part)
    return 1


def _count(expression: Expression) -> int:
    match expression:
        case And(parts) | Or(parts):
            return sum(map(_count, parts))
        case Not(part) | Same(_, part) | Heading(part):
            return _count(part)
        case Near(_, left, right):
            return len(left) + len(right)
    return 1


def _place(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _misread(query: str, error: UnexpectedInput) -> str:
    """Say where reading stopped, and why."""
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream or 0
        return f"第 {at + 1} 个字“{query[at]}”：引号没有成对，或者引号里没有字"
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return f"第 {_place(error.token)} 个字“{error.token}”" + _misplaced(error.token, query)
    opened = _opened(query)
    return f"第 {opened} 个字“{query[opened - 1]}”没有成对的右括号" if opened else "写到最后还缺一个词"


def _misplaced(token: Token, query: str) -> str:
    match token.type:
        case "_RPAR" if not _opened(query[: token.start_pos]):
            return "没有成对的左括号"
        case "_RPAR" | "_AND" | "_OR" | "NEAR":
            return "前面缺一个词"
    return "放在这里读不通，“近”和“相距”要有且只有两边的词"


def _opened(text: str) -> int:
    """Return the place, from 1, of the last bracket that is not closed; 0 where all are. What is quoted is no sign."""
    unquoted = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    still_open: list[int] = []
    for place, character in enumerate(unquoted, start=1):
        if character in "(（":
            still_open.append(place)
        elif character in ")）" and still_open:
            still_open.pop()
    return still_open[-1] if still_open else 0
