"""Answers as lines for people at a terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only for types: the records pull in nothing that a command has not imported already
    from corpus.cases import Case
    from models.labels import Label
    from service.answers import Advised, Analysed, Cited, Delivered, Kept, Shown
    from service.cases.alike import Matter, Matters
    from service.law.contents import Contents
    from service.law.found import FoundArticle, FoundPage
    from service.quality.advice import AdviceQuality

EXCERPT = 120
# Counts of one kind that are printed.
EACH = 6
NOT_URGENT = "不识别紧急情况：请人先看信里有没有自伤、伤人等危险。"
NOT_ADVICE = "以上只是线索，不是法律意见；请核对原文。"


def analysis(answer: "Analysed") -> Iterator[str]:
    """A letter read."""
    from models.findings import KINDS

    yield NOT_URGENT
    yield from (f"注意：{note}" for note in answer.notes)
    yield "【主题】"
    yield from labels(answer.labels, answer.abstained)
    yield f"【摘要】{answer.summary}"
    yield f"【关键词】{'、'.join(answer.keywords)}"
    yield f"【隐私】{len(answer.private)} 处"
    yield from (f"  {KINDS.get(one.kind, one.kind)}{one.note}" for one in answer.private if one.note)
    yield "【遮蔽后】"
    yield answer.masked
    yield f"【引用】{len(answer.citations)} 处"
    yield from citations(answer.citations, answer.text)
    if answer.papers:
        yield f"【随信文书】{len(answer.papers)} 件"
        yield from (
            f"  {one.kind}　{one.organ or '机关不明'}　{one.number or '没有文号'}　{one.date or '没有日期'}"
            for one in answer.papers
        )
    yield f"【适用法条】按{answer.as_of_basis} {answer.as_of} 的法（{answer.as_of_reason}）"
    yield from articles(answer.articles)
    yield "【类似事项】"
    yield from matters(answer.matters)
    yield NOT_ADVICE


def labels(found: "Iterable[Label]", abstained: Iterable[str]) -> Iterator[str]:
    """Labels with their probability."""
    from service.words import AXES

    for axis in abstained:
        yield f"  {AXES.get(axis, axis)}：拿不准，需人工判断"
    for one in found:
        yield f"  {AXES.get(one.axis, one.axis)}　{one.name} {one.score:.0%}"


def citations(found: "Iterable[Cited]", text: str) -> Iterator[str]:
    """Citations with what became of them."""
    from service.words import STATUS

    for one in found:
        yield f"  {text[one.start : one.end]} → {STATUS[one.status]}：{one.detail}"


def articles(found: "Iterable[Advised]") -> Iterator[str]:
    """Articles that may apply."""
    for rank, one in enumerate(found, start=1):
        yield f"  {rank}. 《{one.law}》{one.label}（{one.version}，{one.state_text}）{one.reason}"
        yield f"     {_excerpt(one.text)}"


def matters(found: "Iterable[Matter]") -> Iterator[str]:
    """Similar matters, masked; nearly identical texts stand apart."""
    from service.words import MATTERS

    for rank, one in enumerate(found, start=1):
        mark = f"【{one.likeness}】" if one.share is not None else ""
        day = one.date.isoformat() if one.date else None
        named = "，".join(filter(None, (one.standing, one.court, one.procedure, day)))
        about = one.cause or "、".join(one.charges) or MATTERS.get(one.kind, one.kind)
        yield f"  {rank}. {mark}{about}　{one.id}（{one.reason}）"
        if named:
            yield f"     {named}"
        yield f"     {_excerpt(one.outcome or one.text)}"


def cases(found: "Matters") -> Iterator[str]:
    """What a search of cases found."""
    yield from (f"注意：{note}" for note in found.notes)
    if found.total is not None:
        yield f"共 {found.total} 件"
    yield from matters(found.hits)
    if any(one.share is not None for one in found.hits):
        yield "文字几乎相同不等于同一事项，请人工核对。"
    if not found.hits:
        yield "没有找到。"


def case(found: "Case") -> Iterator[str]:
    """A case, masked, with what it says of itself."""
    yield f"{found.id}（{found.standing}）"
    if found.judgment:
        said = found.judgment
        fields = (
            ("法院", said.court),
            ("案由", said.cause),
            ("审理程序", said.procedure),
            ("裁判日期", said.date),
            ("裁判结果", said.outcome),
        )
        yield from (f"{name}：{field.value if field else '文中没有写明'}" for name, field in fields)
        if found.charges:
            yield f"罪名：{'、'.join(found.charges)}"
        for one in said.applied:
            article = f"《{one.law}》第{one.article}条" + (f"之{one.article_sub}" if one.article_sub else "")
            told = one.detail or "没有裁判日期，未核对"
            yield f"{'裁判依据' if one.decides else '提到'}：{article}（{told}）"
    yield found.text


def hits(page: "FoundPage") -> Iterator[str]:
    """Articles that a search found, counts, and local law apart."""
    from service.words import FILTERS

    yield f"{page.as_of} 的法，{'共' if page.total_exact else '至少'} {page.total} 条；{page.bounds}"
    yield from (f"注意：{note}" for note in page.notes)
    for facet in page.facets:
        yield f"  {FILTERS[facet.name]}：" + "，".join(f"{one.value} {one.count}" for one in facet.values[:EACH])
    yield from _articles(page.hits)
    if page.local:
        yield f"地方规定另有 {page.local_total} 条（没有写明地区，不列在上面；写上地名或 地区:… 可以只看一地）："
        yield from _articles(page.local)
    if not page.hits:
        yield f"没有找到。{page.covers}"


def _articles(found: "Iterable[FoundArticle]") -> Iterator[str]:
    for rank, one in enumerate(found, start=1):
        paragraph = f"第{one.paragraph}款" if one.paragraph else ""
        yield f"{rank}. 《{one.law}》{one.label}{paragraph}（{one.version}，{one.state_text}）{one.reason}"
        yield f"   {_excerpt(one.snippet.of(one.text).strip())}"


def advice(quality: "AdviceQuality") -> Iterator[str]:
    """What was shown beside each letter, ✓ where a lawyer expected it, for a person to read."""
    for letter in quality.by_letter:
        yield f"{letter.file}（按 {letter.as_of} 的法）"
        for one in letter.shown:
            yield f"  {'✓' if one.expected else '·'} 《{one.law}》{one.label}：{one.reason}"
        yield from (f"  缺 {name}" for name in letter.missed)
        yield from (f"  法规库没有 {name}" for name in letter.not_held)
        yield from (f"  类似事项：{reason}" for reason in letter.matters)
    yield (
        f"{quality.letters} 封信，列出 {quality.shown} 条；预期而信中未引用的 {quality.uncited_expected} 条，"
        f"列出 {quality.uncited_found} 条；信中引用的 {quality.cited_expected} 条，列出 {quality.cited_found} 条"
    )


def article(shown: "Shown") -> Iterator[str]:
    """One article with all that must stand beside it."""
    from service.words import source

    yield f"《{shown.law}》{shown.label}（{shown.version}）"
    yield f"{shown.as_of}：{shown.state_text}。{shown.evidence}"
    yield from (f"  {step}" for step in shown.path)
    yield shown.text
    yield f"文字来源：{source(shown.source)}；效力核到 {shown.known_until or '未知'}"
    if shown.superseded_by:
        yield f"此后：{shown.superseded_by}"


def contents(law: "Contents") -> Iterator[str]:
    """A law as a whole: its texts, and where its articles stand; other units with their words."""
    yield f"《{law.law}》（{law.version}）"
    yield f"{law.as_of}：{law.state_text}。{law.evidence}"
    for one in law.versions:
        begins = f"自 {one.effective_from} 施行" if one.effective_from else "施行日期未得到证明"
        yield f"  {one.version} 的文本（{one.kind}），{begins}：{one.state_text}"
    articles = sum(unit.article is not None for unit in law.units)
    others = len(law.units) - articles
    yield (f"{articles} 条" if articles else "不分条") + (f"，{others} 个没有条号的单元" if others else "")
    for _, same in groupby(law.units, key=lambda unit: (unit.path, unit.article is None)):
        units = list(same)
        first, last = units[0], units[-1]
        if first.article is None:
            yield from (f"  【{unit.label}】{_excerpt(unit.text or '')}" for unit in units)
        else:
            extent = first.label if first is last else f"{first.label}至{last.label}"
            yield f"  {' '.join((*first.path, extent))}"


def answered(answer: "Analysed | Kept | Delivered") -> Iterator[str]:
    """A letter read or kept, or all letters of an archive one after the other."""
    from service.answers import Analysed, Delivered, Kept

    if isinstance(answer, Kept):
        yield from kept(answer)
        return
    if not isinstance(answer, Delivered):
        yield from analysis(answer)
        return
    yield answer.told
    yield from (f"注意：{one.what}：{one.why}" for one in answer.problems)
    letters: tuple[Kept | Analysed, ...] = answer.letters
    for number, one in enumerate(letters, start=1):
        yield f"======== 第 {number} 封（共 {len(answer.letters)} 封）"
        yield from answered(one)


def kept(letter: "Kept") -> Iterator[str]:
    """A letter in the store."""
    yield f"编号 {letter.id}，{letter.received} 收到"
    yield from (f"  {event.at} {event.kind}" for event in letter.events)
    yield from analysis(letter.analysis)


def _excerpt(text: str) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= EXCERPT else flat[:EXCERPT] + "…"
