"""Whether an expression of exact search holds of an article, judged on its text, the same on every engine.

And what an engine is asked for: every article of which it may hold, where the engine's own clauses can say no more.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, product

from corpus.spans import Span
from indexing import places
from indexing.engine import Clause, Either, Every, Phrase, Stream, Without
from indexing.expression import And, Expression, Heading, Near, Not, Or, Same, Unit, Word


class Stretch:
    """A text, or a 款 or 句 of it, with its characters in order."""

    def __init__(self, text: str, titles: Sequence[str] = ()) -> None:
        self._text = text
        self._titles = titles

    @cached_property
    def characters(self) -> str:
        """The characters between spaces, as an engine has them."""
        return _spaced(places.tokens(self._text))

    @cached_property
    def heading(self) -> str:
        """Those of the titles."""
        return _spaced(places.lines(self._titles))

    def parts(self, unit: Unit) -> Iterator["Stretch"]:
        """Yield the 款 or 句 of it, or itself."""
        match unit:
            case Unit.ARTICLE:
                yield self
            case Unit.PARAGRAPH:
                yield from (Stretch(span.of(self._text)) for span in places.paragraphs(self._text))
            case Unit.SENTENCE:
                yield from (Stretch(span.of(self._text)) for span in places.sentences(self._text))

    def holds(self, expression: Expression) -> bool:
        """Tell whether an expression holds here."""
        match expression:
            case Word():
                return self._has(expression)
            case And(parts):
                return all(self.holds(part) for part in parts)
            case Or(parts):
                return any(self.holds(part) for part in parts)
            case Not(part):
                return not self.holds(part)
            case Heading(part):
                return _Titles(self.heading).holds(part)
            case _:
                return self._together(expression)

    def _has(self, word: Word) -> bool:
        return _spaced(word.characters) in self.characters

    def _together(self, expression: Same | Near) -> bool:
        if isinstance(expression, Same):
            return any(one.holds(expression.part) for one in self.parts(expression.unit))
        sides = (expression.left, expression.right)
        if not all(any(map(self._has, side)) for side in sides):
            return False
        tokens = self.characters.split()
        before = list(accumulate((token != places.BREAK for token in tokens), initial=0))
        pairs = map(sorted, product(*(_runs(tokens, side) for side in sides)))
        gaps = (before[other[0]] - before[one[1]] for one, other in pairs if one[1] <= other[0])
        return any(gap <= expression.distance for gap in gaps)


class _Titles(Stretch):
    """Titles, of which only the characters matter."""

    def __init__(self, characters: str) -> None:
        super().__init__("")
        self.characters = characters


def spans(text: str, words: Sequence[Word]) -> list[Span]:
    """Return where words stand in a text, in order, each once."""
    placed = places.placed(text)
    runs = _runs([token for token, _ in placed], words)
    return sorted({Span(placed[start][1].start, placed[end - 1][1].end) for start, end in runs})


def _runs(tokens: Sequence[str], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Return from which to which token each word stands."""
    found = []
    for word in words:
        wanted, length = list(word.characters), len(word.characters)
        for at, token in enumerate(tokens):
            if token == wanted[0] and list(tokens[at : at + length]) == wanted:
                found.append((at, at + length))
    return found


def candidates(expression: Expression) -> tuple[Clause, bool]:
    """Return what an engine is to be asked, and whether that says all: else every hit has to be looked at."""
    return _clause(expression, Stream.CHARACTERS)


def _clause(expression: Expression, stream: Stream) -> tuple[Clause, bool]:
    match expression:
        case Word(characters):
            return Phrase(characters, stream), True
        case And(parts) | Or(parts):
            each = [_clause(part, stream) for part in parts]
            clauses, whole = tuple(clause for clause, _ in each), all(whole for _, whole in each)
            return (Every(clauses) if isinstance(expression, And) else Either(clauses)), whole
        case Not(part):
            clause, whole = _clause(part, stream)
            return (Without(clause), True) if whole else (Every(()), False)  # of what may hold nothing can be left out
        case Heading(part):
            return _clause(part, Stream.TITLES)
        case Same(Unit.ARTICLE, part):
            return _clause(part, stream)
        case _:
            return _within(expression), False


def _within(part: Expression) -> Clause:
    """Return what fits wherever the part may hold of a piece of the text: what must not stand there may elsewhere."""
    match part:
        case And(parts):
            return Every(tuple(_within(one) for one in parts))
        case Or(parts):
            return Either(tuple(_within(one) for one in parts))
        case Not():
            return Every(())
        case Same(_, inner):
            return _within(inner)
        case Near(_, left, right):
            return Every(tuple(Either(tuple(Phrase(word.characters) for word in side)) for side in (left, right)))
        case Word(characters):
            return Phrase(characters)
        case Heading():
            raise AssertionError("a title within a 款")  # the grammar refuses it


def _spaced(characters: Sequence[str]) -> str:
    return f" {' '.join(characters)} "
