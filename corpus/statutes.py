"""From what a source says to a work, a version and its provisions."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b

from corpus.clauses import history
from corpus.clauses.commencement import Commencement, commencement
from corpus.clauses.expiry import expiry_clause
from corpus.clauses.ranks import Rank, ranked
from corpus.clauses.repeals import Effect, repeals
from corpus.law import Level, Provision, Version, VersionKind, Work
from corpus.parsing.annexes import parted, preamble_of
from corpus.parsing.headings import Outline, split_residue
from corpus.parsing.numbering import foreign, number_of, point_of
from corpus.raw import RawArticle, RawStatute
from corpus.titles import quoted, short_of, tidy
from corpus.validity.states import PUBLISHED_WITHIN

# Documents that change or explain others are never amended themselves: their text is the first one.
_NEVER_AMENDED = re.compile(r"修正案(?:（.+）)?$|关于(?:修改|废止).*的决定$|^全国人民代表大会.*的(?:解释|决议)$")
# A text that begins longer after its promulgation than this has a wrong day of promulgation in the source, or rather
# that of its first enactment (郑州市物业管理条例: 2007-12-14 and 2021-10-01); laws proper have none such.
_TOO_LATE = timedelta(days=1000)
# What stands before the number of a unit that is not the text's own: 文中第七条.
FOREIGN = "文中"
_CHANGES_OTHERS = re.compile(r"修正案|的决定$|的决议$")
# Who may issue an instrument of this level: laws are passed by the Congress or its committee and amended by the other,
# sources leave the issuer out, ministries are renamed. Below these levels the issuer is part of the identity.
_CONGRESS = "全国人大"
_FAMILIES = {
    Level.CONSTITUTION: _CONGRESS,
    Level.LAW: _CONGRESS,
    Level.LEGAL_INTERPRETATION: _CONGRESS,
    Level.DECISION: _CONGRESS,
    Level.AMENDING_DECISION: _CONGRESS,
    Level.ADMINISTRATIVE_REGULATION: "国务院",
    Level.JUDICIAL_INTERPRETATION: "司法机关",
    Level.JUDICIAL_DOCUMENT: "司法机关",
    Level.LOCAL_REGULATION: "地方人大",  # the title names the place
    Level.AUTONOMOUS_REGULATION: "地方人大",
    Level.SPECIAL_ZONE_REGULATION: "地方人大",
}


@dataclass(frozen=True, slots=True)
class Statute:
    """One version, parsed."""

    work: Work
    version: Version
    provisions: tuple[Provision, ...]
    first: date | None  # when the work first began or was first issued, where the text or the source tells
    ranked: str | None  # what proves its rank, where that is not the source's word alone
    problems: tuple[str, ...]  # what could not be understood, one Chinese sentence each


def parse(raw: RawStatute, *, source: str, known_until: date | None, work_id: str | None = None) -> Statute:
    """Turn what a source says into a version; dates that nothing proves for this version are left unknown.

    `work_id` is given where the library knows better than the source which work it is.
    """
    title = tidy(raw.title)
    rank = ranked(raw, title)
    wrong = _misranked(raw, title, rank)
    raw = replace(raw, level=rank.level, issuer=rank.issuer, history=history.parted(raw.history))
    raw, later = _amended_later(raw, title)
    work = Work(work_id or _identity(raw, title), title, short_of(title), raw.issuer, raw.level, raw.region)
    kind = _kind(raw, title)
    starts = _starts(raw, kind, source)
    raw, doubts = _doubted(raw, starts.day)
    version = Version(
        id=f"{work.id}@{raw.promulgated or f'undated-{starts.first or 0}'}",
        work=work.id,
        kind=kind,
        adopted=None,
        promulgated=raw.promulgated,
        effective_from=starts.day,
        effective_to=None,
        by=None,
        source=source,
        known_until=known_until,
        basis=starts.basis,
        expiry=expiry_clause(article.text for article in raw.articles),
        flag=raw.flag,
        history=raw.history,
    )
    provisions = _provisions(raw.articles, version.id)
    first = starts.first or (raw.promulgated if kind in {VersionKind.ENACTED, VersionKind.REVISED} else _issued(raw))
    return Statute(work, version, provisions, first, rank.proof, (*wrong, *later, *doubts, *_gaps(title, provisions)))


def _misranked(raw: RawStatute, title: str, rank: Rank) -> tuple[str, ...]:
    """Say that a source names another organ's kind of text; 经济特区法规 is no other than a 地方性法规 of its place."""
    if rank.level is raw.level or _FAMILIES.get(rank.level) == (_FAMILIES.get(raw.level) or raw.level):
        return ()
    told = rank.proof or f"来源所载的制定机关是{rank.issuer}"
    return (f"{quoted(title)}：来源标为{raw.level.value}；{told}，按{rank.level.value}收录",)


def _identity(raw: RawStatute, title: str) -> str:
    """Title, issuer and what it replaced: a text that repeals one of its own title is another work (信访条例 2005)."""
    replaced = ""
    for article in raw.articles[-5:]:
        if title not in tidy(article.text):
            continue
        for repeal in repeals(article.text, published=None, effective=None):
            if repeal.effect is Effect.WHOLE and repeal.title == title:
                replaced = f"|{repeal.issued or repeal.document or '旧'}"
    family = _FAMILIES.get(raw.level) or tidy(raw.issuer or "")
    return blake2b(f"{title}|{family}{replaced}".encode(), digest_size=6).hexdigest()


def _kind(raw: RawStatute, title: str) -> VersionKind:
    if _NEVER_AMENDED.search(title) and not raw.history:
        return VersionKind.ENACTED
    found, days = history.kinds(raw.history), history.days(raw.history)
    if not found or raw.promulgated is None or (days and raw.promulgated - max(days) > PUBLISHED_WITHIN):
        return VersionKind.UNKNOWN
    changed = [kind for kind in found if kind is not VersionKind.ENACTED]
    return changed[-1] if changed else VersionKind.ENACTED


def _starts(raw: RawStatute, kind: VersionKind, source: str) -> Commencement:
    """The text's own clause first; then a day that the source states apart, where it cannot be the first one."""
    starts = commencement(tidy(raw.title), (article.text for article in raw.articles), raw.promulgated, kind)
    if starts.day or raw.effective is None:
        return starts
    whole = kind in {VersionKind.ENACTED, VersionKind.REVISED}
    later = raw.promulgated is not None and raw.effective > raw.promulgated
    if later or (whole and raw.effective == raw.promulgated):
        return Commencement(raw.effective, f"来源（{source}）载明{raw.effective.isoformat()}起施行", first=starts.first)
    return starts


def _doubted(raw: RawStatute, day: date | None) -> tuple[RawStatute, tuple[str, ...]]:
    """Drop a day of promulgation that the commencement of the text disproves."""
    if raw.promulgated is None or day is None or _FAMILIES.get(raw.level) == _CONGRESS:
        return raw, ()
    if day - raw.promulgated < _TOO_LATE:
        return raw, ()
    doubt = (
        f"{quoted(tidy(raw.title))}：来源的公布日期{raw.promulgated}与条文的施行日期{day}相差过大，按公布日期未知处理"
    )
    return replace(raw, promulgated=None), (doubt,)


def _amended_later(raw: RawStatute, title: str) -> tuple[RawStatute, tuple[str, ...]]:
    """A text whose history tells a change after its day of promulgation is the one that this change left."""
    changed = history.last_change(raw.history)
    if changed is None or raw.promulgated is None or changed <= raw.promulgated:
        return raw, ()
    doubt = f"{quoted(title)}：来源的公布日期{raw.promulgated}早于它记载的{changed}的修改，按后者处理"
    return replace(raw, promulgated=changed), (doubt,)


def _issued(raw: RawStatute) -> date | None:
    return min(history.days(raw.history), default=None)


def _provisions(articles: tuple[RawArticle, ...], version: str) -> tuple[Provision, ...]:
    found: list[Provision] = []
    taken: dict[str, int] = {}
    articles = parted(articles)
    outline = Outline([article.text for article in articles])
    others = foreign([article.label for article in articles], [article.text for article in articles])
    for index, article in enumerate(articles):
        text, residue = split_residue(article.text)
        number = number_of(article.label) if index not in others else None
        label = article.label if number else _unit_label(article, index, len(articles))
        label = f"{FOREIGN}{label}" if index in others else label
        name = str(number) if number else label.rstrip("、")
        taken[name] = taken.get(name, 0) + 1
        suffix = f"~{taken[name]}" if taken[name] > 1 else ""
        path = outline.path(article.path)
        found.append(Provision(f"{version}#{name}{suffix}", version, path, number, label, text))
        outline.pass_by(residue, article.path)
    return tuple(found)


def _unit_label(article: RawArticle, index: int, count: int) -> str:
    """Name units that are no articles: 一、 of a decision, its 引言, a 序言 under that heading, a reply's 全文."""
    named = point_of(article.label) or article.label or preamble_of(article.path)
    return named or ("全文" if count == 1 else "引言" if index == 0 else f"第{index + 1}段")


def _gaps(title: str, provisions: tuple[Provision, ...]) -> tuple[str, ...]:
    problems = []
    others = [p.label.removeprefix(FOREIGN) for p in provisions if p.label.startswith(FOREIGN)]
    if others:
        named = "、".join(dict.fromkeys(others[:10])) + ("等" if len(others) > 10 else "")
        problems.append(
            f"{quoted(title)}中的{named}（共{len(others)}处）不是或不能确定是它自己的条（引文、附件或重复的条号），不按条号收录"
        )
    if _CHANGES_OTHERS.search(title):
        return tuple(problems)  # its articles are those of the text it changes
    numbers = {p.number.no for p in provisions if p.number}
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    if missing:
        more = f"等{len(missing)}条" if len(missing) > 10 else "条"
        problems.append(f"{quoted(title)}缺第{'、'.join(map(str, missing[:10]))}{more}，来源没有这些条文")
    return tuple(problems)
