"""Whether the article of the number cited is the one that a text speaks of, and says what the text says of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.citing.beside import Beside
from corpus.citing.content import Content
from corpus.citing.moving import Namesake, Texts, year_of
from corpus.citing.outline import missing_unit
from corpus.citing.quotation import contains
from corpus.citing.records import Resolved, Status
from corpus.citing.succession import successor
from corpus.errors import AmbiguousLaw, NotHeld
from corpus.law import Article, ArticleNumber, Version
from corpus.library import Library
from corpus.validity.states import serving

NOT_COMPARED = "未核对引文内容"
# Looked up on the day: what the article says can be held against the text. The rest keeps its status.
_STANDS = {Status.EXISTS, Status.VALIDITY_UNKNOWN, Status.AMENDED_SINCE, Status.NUMBER_MOVED}
_MISSING = {Status.NO_SUCH_ARTICLE, Status.NO_SUCH_UNIT}
_OVER = {Status.VALIDITY_UNKNOWN, Status.REPEALED}
# What the runs of characters beside a citation must weigh (see wording.py) to say which of two articles is meant: those
# behind it, those before it in its sentence, the facts before that; and how many times as much as those of the other.
# Of 196 questions of STARD before a number of their gold article in another text .75 betrays 85, of as many before the
# right number it doubts 3 (.5: 99 and 8); of 174 facts of the data folder's charges before a number of 治安管理处罚法
# 2012 .5 betrays 40, of as many before that of 2025 it doubts 2 (2026-11-24). The others get the note.
_ENOUGH, _TIMES = (0.5, 0.75, 0.5), 2.0
_DECIDED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日[^。；\d]{0,8}(?:决定|作出|判|裁|处罚|拘留)")


class Verifier:
    """Citations of one text, verified; a law is read once however often the text names it."""

    def __init__(self, library: Library, *, as_of: date) -> None:
        self._library, self._as_of = library, as_of
        self._texts = Texts(library)
        self._articles: dict[str, Article] = {}
        self._laws: dict[str, Version | None] = {}
        self._later: dict[str, str | None] = {}

    def shared(self, founds: Sequence[Resolved], saids: Sequence[Beside]) -> list[Beside]:
        """Leave what is quoted behind a list to the members that have it, and to all where none has."""
        having = [self._has(*one) for one in zip(founds, saids, strict=True)]
        held = {said.quoted for said, has in zip(saids, having, strict=True) if has}
        return [
            replace(said, quoted=None) if said.listed and said.quoted in held and not has else said
            for said, has in zip(saids, having, strict=True)
        ]

    def verified(self, found: Resolved, said: Beside) -> Resolved:
        """Return the citation with the status that what stands beside it gives it.

        Only for texts that are no law themselves: articles say what follows from others, not what these say.
        """
        if found.status in _MISSING:
            return self._pointed(found)
        if found.provision_id is None:
            return found
        article = self._article(found.provision_id)
        judged = self._judged(found, article, said)
        if found.status not in _STANDS:
            judged = replace(judged, status=found.status, provision_id=found.provision_id)
        if judged.status is Status.AMENDED_SINCE and found.citation.version:
            return self._replaced(judged, article)
        return self._followed(judged, article) if judged.status in _OVER else judged

    def _replaced(self, found: Resolved, article: Article) -> Resolved:
        """Say of a text that is named and no longer applied on the day what its article is in the one that did."""
        version = self._version(found.citation.law or "")
        if version is None or version.id == article.version.id:
            return found
        one = self._texts.become(version, article.version, article.provision)
        status = Status.NUMBER_MOVED if one.now and one.now.number != article.provision.number else found.status
        told = f"{year_of(article.version, version)}当日已不适用；{self._texts.moved(version, one)}，请核对"
        return replace(found, status=status, reason=f"{told}；{found.reason}")

    def _has(self, found: Resolved, said: Beside) -> bool:
        if not said.listed or said.quoted is None or found.provision_id is None:
            return False
        return contains(self._article(found.provision_id).provision.text, said.quoted)

    def _judged(self, found: Resolved, article: Article, said: Beside) -> Resolved:
        number = article.provision.number
        named = found.citation.version is not None or number is None
        namesakes = () if named or number is None else self._texts.namesakes(article.version, number)
        content = Content(found, article, namesakes, self._texts)
        if said.quoted:
            return content.quoted(said.quoted)
        told = content.told(said.told) if said.told and found.citation.to is None else None
        if told:
            return told
        if not namesakes:
            return replace(found, reason=f"{found.reason}；{NOT_COMPARED}")
        return self._meant(content, said) if found.citation.to is None else self._renumbered(content)

    def _meant(self, content: Content, said: Beside) -> Resolved:
        """Tell from what stands near whether the article of the day is meant, or that of another text."""
        version, provision = content.article.version, content.article.provision
        own = self._texts.wording(version.id)
        near = ""
        for words, enough in zip(said.near, _ENOUGH, strict=False):
            here = own.weight(provision, words)
            weights = [self._texts.wording(one.version.id).weight(one.unit, words) for one in content.namesakes]
            there = max(weights)
            if there >= max(enough, _TIMES * here):
                return content.moved(content.namesakes[weights.index(there)], words)
            if here >= max(enough, _TIMES * there):
                near = f"上下文与现在的{provision.label}相近；"
                break
        if one := _of_its_day(content.namesakes, version, "".join(said.near[:2])):
            return content.moved(one, said.near[0])
        return self._renumbered(content, near)

    def _renumbered(self, content: Content, near: str = "") -> Resolved:
        """Say that the number was another article's in the nearest text, where nothing tells which is meant."""
        one = content.namesakes[0]
        told = f"该法已重新编号：{self._texts.moved(content.article.version, one)}"
        told += f"；如所引为{year_of(one.version, content.article.version)}，请核对"
        return content.answer(content.found.status, f"{told}；{near}{NOT_COMPARED}")

    def _pointed(self, found: Resolved) -> Resolved:
        """Add which other text has the unit that this one lacks, and what that article is now."""
        citation = found.citation
        version = self._version(citation.law or "")
        if version is None or citation.article is None or citation.version:
            return found
        number = ArticleNumber(citation.article, citation.article_sub)
        for other in self._texts.others(version):
            unit = self._texts.wording(other.id).numbered(number)
            if unit and missing_unit(unit.text, citation.target) is None:
                moved = next((one for one in self._texts.namesakes(version, number) if one.unit.id == unit.id), None)
                told = f"{year_of(other, version)}的{unit.label}有此款项" if found.status is Status.NO_SUCH_UNIT else ""
                told = "；".join(filter(None, (told, self._texts.moved(version, moved) if moved else "")))
                told = told or f"{year_of(other, version)}有{unit.label}"
                return replace(found, reason=f"{found.reason}；{told}，请核对")
        return found

    def _followed(self, found: Resolved, article: Article) -> Resolved:
        """Add where the library has the matter now, of an article that no longer applies or perhaps does not."""
        provision = article.provision.id
        if provision not in self._later:
            self._later[provision] = successor(self._library, article, as_of=self._as_of)
        later = self._later[provision]
        return replace(found, reason=f"{found.reason}；{later}") if later else found

    def _version(self, law: str) -> Version | None:
        """Return the text of a law on the day, None where it cannot be told."""
        if law not in self._laws:
            try:
                work = self._library.named(law, self._as_of)
                self._laws[law] = serving(self._texts.versions(work.id), self._as_of)
            except (NotHeld, AmbiguousLaw):
                self._laws[law] = None
        return self._laws[law]

    def _article(self, provision: str) -> Article:
        if provision not in self._articles:
            self._articles[provision] = self._library.provision(provision, as_of=self._as_of)
        return self._articles[provision]


def _of_its_day(namesakes: tuple[Namesake, ...], version: Version, words: str) -> Namesake | None:
    """Return the article of the text that applied when, as the words say, it was decided; the day's own counts."""
    for told in _DECIDED.finditer(words):
        try:
            day = date(*map(int, told.groups()))
        except ValueError:  # 2024年2月30日
            continue
        texts = [version, *(one.version for one in namesakes)]
        then = serving(sorted(texts, key=lambda one: one.serves_from or date.min), day)
        if then is not None and then.id != version.id:
            return next(one for one in namesakes if one.version.id == then.id)
    return None
