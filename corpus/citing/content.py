"""Whether an article says what is quoted from it or told of it, and if not, which article does."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.citing.moving import Namesake, Texts, year_of
from corpus.citing.outline import outline, words_of
from corpus.citing.quotation import contains, differing, likeness_of
from corpus.citing.records import Resolved, Status
from corpus.citing.restating import ALIKE, contradictions, foreign_amounts, likeness
from corpus.citing.wording import grams
from corpus.law import Article, Provision

# How much more than the article cited another has to have of what is quoted or told.
_CLEARLY = 0.15
# Of how little an article has of what is told it can be said that it does not speak of it.
_LITTLE = 0.45
# An article that has so much of what is told needs no comparison with others.
_NEARLY = 0.85
# Fewer characters than these (用人单位应当依照) are in too many articles to be those of another.
_TELLING = 12
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Content:
    """An article that was looked up, with the articles of its number in other texts."""

    found: Resolved
    article: Article
    namesakes: tuple[Namesake, ...]
    texts: Texts

    def quoted(self, words: str) -> Resolved:
        """Hold a quotation against the unit cited: it has to be there word for word, typography apart."""
        if contains(self._cited(), words):
            return self.answer(self.found.status, "引文与条文一致")
        return self._stands_elsewhere(words) or self._nearest(words)

    def told(self, words: str) -> Resolved | None:
        """Hold what is told in other words against the unit cited; None where it cannot be compared.

        An amount, a period, a negation, a duty or a person in which the two differ makes it CONTENT_DIFFERS.
        """
        if len(words) < _TELLING:
            return None
        if contains(self._cited(), words):
            return self.answer(self.found.status, "引述与条文相符")
        here = likeness(self._cited(), words)
        if one := self._namesake(here.share, lambda text: likeness(text, words).share):
            return self.moved(one, words)
        if here.share < ALIKE:
            return self._of_other_matters(here.share, words) or self._of_other_amounts(words)
        if here.share < _NEARLY and (unit := self._better(here.share, words)):
            return self.answer(Status.CONTENT_DIFFERS, f"文中所说与{unit.label}更相近，请核对条号")
        return self._restated(words)

    def _restated(self, words: str) -> Resolved:
        """Judge what is told of the article by what it says of amounts, duties and persons."""
        if wrong := contradictions(self._cited(), words):
            pairs = "、".join(_pair(ours, theirs) for ours, theirs in wrong[:_SHOWN])
            differs = f"引述与{self.label}不一致：{pairs}，请核对"
            return self._of_older_words(words) or self.answer(Status.CONTENT_DIFFERS, differs)
        return self.answer(self.found.status, "引述与条文相近，不是原文，未逐字核对，请核对")

    @property
    def label(self) -> str:
        """The article cited, 第四十三条."""
        return self.article.provision.label

    def answer(self, status: Status, words: str, provision: Provision | None = None) -> Resolved:
        """Put a judgement before what is known of the article's validity."""
        named = provision.id if provision else self.found.provision_id
        return replace(self.found, status=status, provision_id=named, reason=f"{words}；{self.found.reason}")

    def moved(self, one: Namesake, words: str) -> Resolved:
        """Say that the article of another text is meant, and where it, or what has its words, is in that of the day."""
        told = self.texts.moved(self.article.version, one)
        if one.now is None:
            likely = self._better(0.0, words)
            told += f"，内容相近的是{likely.label}" if likely else ""
            return self.answer(Status.CONTENT_DIFFERS, f"文中所说与另一文本相近：{told}，请核对")
        return self.answer(Status.NUMBER_MOVED, f"条号已变：{told}，请核对", one.now)

    def _cited(self) -> str:
        """Return the words of the 款, 项 and 目 cited, of the whole article where none is named."""
        target, text = self.found.citation.target, self.article.provision.text
        return words_of(text, paragraph=target.paragraph, item=target.item, subitem=target.subitem) or text

    def _stands_elsewhere(self, words: str) -> Resolved | None:
        """Look for a quotation in the rest of the article, of this text, and in the articles of other texts."""
        text = self.article.provision.text
        if contains(text, words):
            found = (line.paragraph for line in outline(text) if contains(text[line.start : line.end], words))
            place = next((f"{self.label}第{number}款" for number in found), f"{self.label}的其他款项")
            return self.answer(Status.CONTENT_DIFFERS, f"引文在{place}，不在所引的款项中")
        for unit in self.texts.wording(self.article.version.id).units:
            if contains(unit.text, words):
                told = f"引文不在{self.label}，而在同一文本的{unit.label}，请核对"
                return self.answer(Status.NUMBER_MOVED, told, unit)
        for one in self.namesakes:
            if contains(one.unit.text, words):
                return self.moved(one, words)
        return self._of_older_words(words, word_for_word=True)

    def _of_older_words(self, words: str, *, word_for_word: bool = False) -> Resolved | None:
        """Say that it is another text of the same article that has the words."""
        version, number = self.article.version, self.article.provision.number
        strangers = {one.unit.id for one in self.namesakes}
        for other in self.texts.others(version):
            unit = self.texts.wording(other.id).numbered(number)
            if unit and unit.id not in strangers and _says(unit.text, words, word_for_word=word_for_word):
                told = f"文中所引是{year_of(other, version)}{unit.label}的文字，与所核对的文本不同"
                return self.answer(Status.AMENDED_SINCE, f"{told}，请核对")
        return None

    def _nearest(self, words: str) -> Resolved:
        """Say in which words a quotation differs that stands nowhere."""
        share = likeness_of(self._cited(), words)
        if one := self._namesake(share, lambda text: likeness_of(text, words)):
            return self.moved(one, words)
        if share < ALIKE and (unit := self._better(share, words)):
            differs = differing(unit.text, words)
            told = f"{self.label}没有所引的文字，相近的是{unit.label}" + (f"（{differs}）" if differs else "")
            return self.answer(Status.CONTENT_DIFFERS, f"{told}，请核对")
        differs = differing(self._cited(), words) if share >= ALIKE else ""
        told = f"引文与{self.label}不一致：{differs}" if differs else f"{self.label}没有所引的文字"
        return self.answer(Status.CONTENT_DIFFERS, f"{told}，请核对")

    def _better(self, share: float, words: str) -> Provision | None:
        """Return another unit of the same text that has clearly more of the words."""
        spoken = self.texts.wording(self.article.version.id).likely(words)
        scored = [(likeness_of(unit.text, words), -place) for place, unit in enumerate(spoken)]
        best = max(scored, default=(0.0, 0))
        if best[0] < max(ALIKE, share + _CLEARLY):
            return None
        unit = spoken[-best[1]]
        return unit if unit.id != self.article.provision.id else None

    def _namesake(self, share: float, share_of: Callable[[str], float]) -> Namesake | None:
        """Return the article of this number in another text that has clearly more of the words than the one cited."""
        scored = [(share_of(one.unit.text), -place) for place, one in enumerate(self.namesakes)]
        best = max(scored, default=(0.0, 0))
        return self.namesakes[-best[1]] if best[0] >= max(ALIKE, share + _CLEARLY) else None

    def _of_other_matters(self, share: float, words: str) -> Resolved | None:
        """Doubt an article that has little of what is told, where another clearly speaks of it."""
        wording = self.texts.wording(self.article.version.id)
        if share < _LITTLE and (unit := self._better(share, words)):
            told = f"{self.label}没有文中所说的内容，相近的是{unit.label}"
            return self.answer(Status.CONTENT_DIFFERS, f"{told}；条号可能是别的文本的，请核对")
        if any(len(gram) == 2 for gram in wording.rare(words).keys() & grams(self.article.provision.text)):
            return None
        speaking = (one for one in self.namesakes if self.texts.wording(one.version.id).speaks(one.unit, words))
        if one := next(speaking, None):
            return self.moved(one, words)
        return None

    def _of_other_amounts(self, words: str) -> Resolved | None:
        """Mention an amount that the article has not, where too little is told to say that it is another."""
        amounts = foreign_amounts(self.article.provision.text, words)
        if not amounts or self.namesakes:
            return None
        return self.answer(self.found.status, f"文中的{'、'.join(amounts)}不见于{self.label}，请核对；未核对引文内容")


def _says(text: str, words: str, *, word_for_word: bool) -> bool:
    if word_for_word:
        return contains(text, words)
    return likeness(text, words).share >= ALIKE and not contradictions(text, words)


def _pair(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"条文为“{ours}”，文中为“{theirs}”"
    return f"文中多出“{theirs}”" if theirs else f"文中缺“{ours}”"
