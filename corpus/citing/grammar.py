"""From places to citations: which law each run of units belongs to (DOMAIN §5.4 rules 1 to 9).

The reader goes through the places once and remembers the last citation; whatever a text leaves out is taken
from there, from the host, or stays None.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from corpus.citing.chains import Link, chain
from corpus.citing.context import Latest, Stops
from corpus.citing.laws import Law, Laws
from corpus.citing.mentions import Kind, Mention
from corpus.citing.places import Places
from corpus.citing.records import Basis, Citation, Part, Role, Target
from corpus.citing.units import ARTICLE, LEVELS, above, depth, element
from corpus.citing.unnumbered import unnumbered
from corpus.spans import Span

# Between a law and its units; brackets give an alias, a version or the document's number.
_BETWEEN = re.compile(
    r"\s{0,2}(?P<alias>（以下(?:简称|称|统称)[^（）]{1,30}）)?(?P<bracket>[（〔](?:[^（）]|（[^（）]{1,9}）){1,40}[）〕])?"
    r"\s{0,2}(?:规定的|中的?|里的?|的|有关)?\s{0,2}(?P<book>总则|分则|附则|(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)(?=编))?编?(?:的|中)?\s{0,2}(?P<old>原)?"
)
_ASIDE = 20  # characters of a bracket that explains something; versions and numbers are shorter
_VERSION_BRACKET = re.compile(r"\d{4}|修[正订改]|令第|〕\d+号|号$|试行")
# 第十四条第（六）项“本人主要责任”、第十六条: what is quoted or said of the one before does not end the list.
_LISTED = re.compile(
    r"(?:[^。；，：\n“”]|“[^“”\n]{0,60}”){0,60}(?:、|和|与|及|以及|或者|或)\s?|"
    r"(?:规定的)[^。；，：\n]{1,30}罪，"
)
_SAME_CLAUSE = re.compile(
    r"(?:的?规定的?\w{0,6}(?:情形|行为|条件)(?:之一)?的?[，、]?(?:和|与|及|以及|或者|或)(?:违反|依照|符合|属于|具有|有)?)|"
    r"(?:的?(?:有关)?规定的?)?\s?[、，]?\s?(?:和|与|及|以及|或者|或|并|又)?\s?(?:者)?(?:违反|依照|依据|根据|按照|适用|符合|属于|具有|有)?\s?"
)
_ADDED = re.compile(r"[中后]?增加[一二两三四五六七八九十]+[款项目]，?作为")
_EXCEPT = re.compile(
    r"(?:另有|所列|所?规定|有关)?的?(?:规定|情形|情况|事项|行为|内容|要求)?(?:的)?(?:情形|情况|事项|内容|要求|行为)?(?:的)?"
    r"(?:除外|以外|之外)"
)
_ANOTHER = re.compile(r"\s?(?:、|和|与|及|以及|或者|或)\s?(?=附)")  # 附件一、附件二
_OTHER_PAPER = re.compile(
    r"(?:合同|协议|协议书|章程|公约|约定|规约|保证书|承诺书|报告|法例|意见书|判决书|裁定书|决定书)书?的?$"
)


_SENTENCE_ENDS, _CLAUSE_ENDS = re.compile("[。\n]"), re.compile("[。；“\n]")
# 各该款 are all of the clause, of which this many are looked at; no clause of 34,414 texts has more.
_ALL = 50


@dataclass(slots=True)
class Reader:
    """Reads the text of `laws` once, with the same work for each citation however many there are."""

    laws: Laws
    text: str = field(init=False)
    found: list[Citation] = field(default_factory=list)
    latest: list[Latest] = field(default_factory=lambda: [Latest()])  # behind each of `found`, and before the first
    where: Places = field(init=False)
    sentences: Stops = field(init=False)
    clauses: Stops = field(init=False)
    named: str | None = None  # the law last named, cited or not

    def __post_init__(self) -> None:
        """Count the lines of the host article and the sentences."""
        self.text = self.laws.text
        self.where = Places(self.text, self.laws.host)
        self.sentences, self.clauses = Stops(self.text, _SENTENCE_ENDS), Stops(self.text, _CLAUSE_ENDS)

    def read(self, places: Iterable[Mention]) -> list[Citation]:
        """Return the citations in order of the text."""
        done = 0
        for place in places:
            if place.start >= done:
                done = max(done, self._take(place))
        return self.found

    def _take(self, place: Mention) -> int:
        """Add what one place cites; return where the reading goes on."""
        if place.kind is Kind.UNIT:
            return self._bare(place.start)
        if place.kind in (Kind.RELATIVE, Kind.SPOKEN):
            return self._relative(place) if place.kind is Kind.RELATIVE else self._spoken(place)
        law = self._law(place)
        if law is None:
            after = chain(self.text, place.end, base=Target(), named=True)
            return after[-1].end if after else place.end  # 该法第八条 of no law named before is nobody's
        if place.kind in (Kind.TITLE, Kind.NAME):
            self.named = law.title
        reached = law.end or place.end
        between = _BETWEEN.match(self.text, reached)
        if between is None:
            return self._whole(place, law, reached)
        bracket = between["bracket"] or ""
        if _VERSION_BRACKET.search(bracket):
            law.version = bracket[1:-1].removesuffix("文")
        law.version = law.version or between["old"]
        aside = bool(bracket) and not law.version and ("：" in bracket or len(bracket) > _ASIDE)
        book = self.laws.book(law, between["book"])
        links = [] if aside else chain(self.text, between.end(), base=Target(part=Part(book=book)), named=True)
        links = links or self._unit(place, law, between.end(), aside=aside)
        if links:
            return self._add(links, law)
        end = between.end("bracket") if bracket and law.version else reached
        return max(self._whole(place, law, end), between.end("alias"))  # an alias that is given cites nothing

    def _unit(self, place: Mention, law: Law, begin: int, *, aside: bool) -> list[Link]:
        """Read 附件一, 序言, 第三点 behind a law that a letter names; what stands in them is not told apart."""
        known = law.title is not None and (place.kind is not Kind.TITLE or self.laws.stands_alone(place, law))
        links: list[Link] = []
        unit = None if aside or self.laws.host or not known else unnumbered(self.text, begin)
        while unit:
            unclear = f"“{unit.name}{unit.beyond}”只能核对到“{unit.name}”" if unit.beyond else None
            links.append(Link(Target(unit=unit.name), ARTICLE, begin, unit.end, unclear=unclear))
            another = _ANOTHER.match(self.text, unit.end)
            begin = another.end() if another else unit.end
            unit = unnumbered(self.text, begin) if another else None
        return links

    def _whole(self, place: Mention, law: Law, end: int) -> int:
        """Add a law without units where it is cited as such."""
        if self.laws.stands_alone(place, law):
            self._put(Link(Target(), -1, law.start, end), law)
        return end

    def _law(self, place: Mention) -> Law | None:
        """Say which law the place names; 同法 and 该法 are the one last named."""
        if place.kind is not Kind.SAME:
            return self.laws.at(place)
        if name := self.laws.misspelt(self.text, place.end):  # 劳动和同法
            return Law(name, Basis.SHORT_NAME, place.end - len(name), known=False)
        return Law(self.named, Basis.RELATIVE, place.start) if self.named else None

    # units without a law of their own

    def _bare(self, start: int) -> int:
        """第N条, 第N款, 第N项 with nothing but the context to say of what."""
        opened = element(self.text, start, bare=False)
        if opened and self.where.is_label(start):
            return opened.end
        links = chain(self.text, start, base=Target(), named=False)
        if not links:
            return start + 1
        last = self.found[-1] if self.found and self.laws.amended() else self._last_near(start)
        linked = last is not None and any(gap.fullmatch(self.text, last.end, start) for gap in (_SAME_CLAUSE, _LISTED))
        added = last is not None and _ADDED.fullmatch(self.text, last.end, start) is not None
        if links[0].level <= ARTICLE:
            law = self._law_of_bare(links[0].target.article, start, last=last, linked=linked)
            return self._add(links, law, unclear=law.unclear) if law else links[-1].end
        number = next(iter(links[0].target.levels().values()))
        base = self._base_of_bare(links[0].level, number, start, last=last, linked=linked or added)
        if base is None:
            return links[-1].end
        target, law = base
        below = chain(self.text, start, base=target, named=False)
        return self._add(below, law, unclear=law.unclear) if below else links[-1].end

    def _spoken(self, place: Mention) -> int:
        """Take 社会保险法第五十八条说…，六十三条说… of a letter; without a law named just before it is nobody's."""
        last = self._last_near(place.start)
        if self.laws.host or last is None or last.law is None:
            return place.end
        links = chain(self.text, place.start, base=Target(), named=True)
        law = Law(last.law, Basis.INHERITED, place.start)
        return self._add(links, law, unclear=last.unsure) if links else place.end

    def _law_of_bare(self, number: int | None, start: int, *, last: Citation | None, linked: bool) -> Law | None:
        """Say whose a bare 第N条 is: an unknown law named before it, the list's, the host's."""
        if law := self.laws.before(start) or self.laws.of_title(start):
            return law
        if unnamed := self.laws.unnamed(start):
            return unnamed
        if last and last.law and (linked or (self.laws.beyond(number) and last.law != self.laws.of_host())):
            own = last.law == self.laws.of_host() and not self._foreign_before(start)
            return Law(last.law, Basis.SELF if own else Basis.INHERITED, start)
        if _OTHER_PAPER.search(self.text, max(0, start - 8), start):
            return None
        if self.laws.host:
            law = self.laws.interpreted(start) if self.laws.beyond(number) else None
            return law or Law(self.laws.of_host(), Basis.SELF, start)
        return Law(last.law, Basis.INHERITED, start) if last and last.law else None

    def _base_of_bare(
        self, level: int, number: int, start: int, *, last: Citation | None, linked: bool
    ) -> tuple[Target, Law] | None:
        """Say under which article or paragraph a bare 款, 项 or 目 stands (rule 5)."""
        near = last if last and (linked or self.laws.amended()) else self._continued(level, number, start)
        if near:
            basis = Basis.TITLE if near.basis is Basis.TITLE else Basis.INHERITED
            return above(near.target, level), Law(near.law, basis, start, unclear=near.unsure)
        if amended := self.laws.amended():
            return Target(), Law(amended, Basis.TITLE, start, unclear="所修改的是哪一条，上下文没有写明")
        if target := self.where.base(level, number, start):
            return target, Law(self.laws.of_host(), Basis.RELATIVE, start)
        if last and last.article is not None:
            return above(last.target, level), Law(last.law, Basis.INHERITED, start)
        return None

    def _relative(self, place: Mention) -> int:
        """前款, 前两款, 本条, 同条, 各该款, and what follows them."""
        last = self.latest[-1].article
        amended = self.laws.amended()
        law = Law(amended or self.laws.of_host(), Basis.RELATIVE, place.start)
        if place.words[0] in "同该各":
            if last is None or last.article is None:
                return place.end
            law.title = last.law
            targets = self._those_just_named(place, last)
            law.unclear = last.unsure
        else:
            quoted = last.target if last and amended and last.law == amended else None
            targets = self.where.relative(place.words, place.start, changed=quoted or (Target() if amended else None))
            if place.words[1:] in ("章", "节", "编"):
                law.basis = Basis.SELF
        if not targets:
            return place.end
        links = [Link(target, depth(target), place.start, place.end) for target in targets]
        level = LEVELS[place.words[-1]]
        unclear = f"“{place.words}”所指的{place.words[-1]}从上下文无法确定" if depth(targets[0]) < level else None
        below = chain(self.text, place.end, base=targets[-1], named=True)
        if below:
            below[0].level = links[-1].level
            for link in [other for other in below if len(links) == 1 and other.start == place.end]:
                link.start = place.start  # of two behind one word (前款3前两款, as OCR leaves it) both begin with it
            links = links[:-1] + below
        return self._add(links, law, relatives=len(targets), unclear=unclear or law.unclear)

    def _those_just_named(self, place: Mention, last: Citation) -> list[Target]:
        """同条 and 该款 are the last one named; 各该款 are all of the clause."""
        level = LEVELS[place.words[-1]]
        if not place.words.startswith("各"):
            return [above(last.target, level + 1)] if depth(last.target) >= level else []
        begin = self.clauses.before(place.start)
        named = [c.target for c in self.found[-_ALL:] if c.start > begin and depth(c.target) >= level]
        return list(dict.fromkeys(above(target, level + 1) for target in named))

    # adding

    def _add(self, links: list[Link], law: Law, *, relatives: int = 1, unclear: str | None = None) -> int:
        """Turn links into citations; each after the first says what it inherits."""
        while self.found and self.found[-1].end > law.start:  # 民法典 was the beginning of 民法典司法解释
            self.found.pop()
            self.latest.pop()
        foreign = self._foreign_before(law.start)
        for link in [other for other in links if other.start == links[0].start]:  # 前三款 are three of one span
            link.start = law.start
        role = Role.EXCEPTION if _EXCEPT.match(self.text, links[-1].end) else Role.CITE
        for place, link in enumerate(links):
            basis = law.basis
            if place >= relatives and basis is not Basis.TITLE:
                anew = link.level in (0, ARTICLE) or (link.level == LEVELS["章"] and not link.target.part.book)
                own = basis is Basis.SELF and anew and not foreign
                basis = Basis.SELF if own else Basis.INHERITED
            self._put(link, replace(law, basis=basis), role=role, unclear=unclear)
        return links[-1].end

    def _put(self, link: Link, law: Law, *, role: Role = Role.CITE, unclear: str | None = None) -> None:
        """Add one citation."""
        span = Span(min(link.start, link.end), link.end)
        unclear = unclear or link.unclear
        citation = Citation(span, law.title, link.target, link.to, role, law.basis, law.version, link.doubt, unclear)
        self.found.append(citation)
        broken = self._broken(citation.start)
        self.latest.append(self.latest[-1].with_(citation, host=self.laws.of_host(), broken=broken))

    def _broken(self, start: int) -> bool:
        """Tell whether 违反 stands directly before."""
        return self.text.endswith("违反", 0, start)

    # context

    def _continued(self, level: int, number: int, start: int) -> Citation | None:
        """Return the citation that a bare 款 or 项 goes on from, None where it is the host's own.

        It goes on from an article that was said to be broken (违反本法第十条第一款…；违反第二款), for items from any of
        the same sentence, and from the last one where the host article has no such unit.
        """
        own, broken = self.latest[-1].own, self.latest[-1].broken
        if own is None:
            return None
        if broken and self._broken(start):
            return own if own.basis is Basis.INHERITED else broken
        same_sentence = not self.sentences.between(own.end, start)
        if (level > ARTICLE + 1 and same_sentence) or self.where.lacks(level, number, start):
            return own
        return None

    def _last_near(self, start: int) -> Citation | None:
        """Return the last citation of the same sentence; of the one before it too in a letter."""
        if not self.found:
            return None
        ends = self.sentences.between(self.found[-1].end, start)
        return self.found[-1] if ends <= (0 if self.laws.host else 1) else None

    def _foreign_before(self, start: int) -> bool:
        """Tell whether another law was cited before in the same sentence."""
        begin = self.sentences.before(start)
        return any(c.start > begin and c.law != self.laws.of_host() for c in self.found[-6:])
