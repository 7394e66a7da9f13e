"""What a source says of one statute, and how it becomes a version with provisions."""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from corpus.clauses import commencement
from corpus.law import ArticleNumber, Level, Provision, Version, VersionKind, Work
from corpus.titles import short_of, tidy

# A line that is nothing but a heading. Sentences end in punctuation, headings of the sources never do.
_HEADING = re.compile(r"第[一二三四五六七八九十百]+(编|分编|章|节)[\s　]*[^\s。；：“”\"][^。；：“”\"]*|附[\s　]*则")
_UNIT = re.compile(r"第([一二三四五六七八九十百]+)(编|分编|章|节)")
_DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}
_LABEL = re.compile(r"第([〇零一二三四五六七八九十百千]+)条(?:之([一二三四五六七八九十]+))?")
_DIGITS = {"〇": 0, "零": 0, **{c: n for n, c in enumerate("一二三四五六七八九", 1)}}
_WEIGHTS = {"十": 10, "百": 100, "千": 1000}
# Laws are passed by the Congress or its committee and later amended by the other: one issuer for identity.
_CONGRESS = {Level.CONSTITUTION, Level.LAW}


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One unit as the source gives it; its last lines may be headings of what follows."""

    path: tuple[str, ...]
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RawStatute:
    """One version of one statute as the source states it; nothing here is checked yet."""

    title: str
    level: Level
    issuer: str | None
    promulgated: date | None
    flag: str | None
    articles: tuple[RawArticle, ...]


@dataclass(frozen=True, slots=True)
class Statute:
    """One version, parsed."""

    work: Work
    version: Version
    provisions: tuple[Provision, ...]
    problems: tuple[str, ...]  # what could not be understood, one Chinese sentence each


def parse(raw: RawStatute, *, source: str, known_until: date | None) -> Statute:
    """Turn what a source says into a version; dates that its own text does not prove are left unknown."""
    title = tidy(raw.title)
    issuer = "全国人大及其常委会" if raw.level in _CONGRESS else tidy(raw.issuer or "")
    work = Work(
        id=blake2b(f"{title}|{issuer}".encode(), digest_size=6).hexdigest(),
        title=title,
        short=short_of(title),
        issuer=raw.issuer,
        level=raw.level,
    )
    starts = commencement((article.text for article in raw.articles), raw.promulgated)
    version = Version(
        id=f"{work.id}@{raw.promulgated.isoformat() if raw.promulgated else 'undated'}",
        work=work.id,
        kind=VersionKind.UNKNOWN,
        adopted=None,
        promulgated=raw.promulgated,
        effective_from=starts.day,
        effective_to=None,
        by=None,
        source=source,
        known_until=known_until,
        basis=starts.basis,
        flag=raw.flag,
    )
    provisions = _provisions(raw.articles, version.id)
    return Statute(work, version, provisions, _gaps(title, provisions))


def number_of(label: str) -> ArticleNumber | None:
    """Read 第一百二十条之一 as ArticleNumber(120, 1); anything else is None."""
    found = _LABEL.fullmatch(label)
    return ArticleNumber(_value(found[1]), _value(found[2]) if found[2] else 0) if found else None


def split_residue(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the headings of what follows from the end of an article's text (民法典 988: 第四编 人格权)."""
    lines = text.rstrip().split("\n")
    keep = len(lines)
    while keep > 1 and _HEADING.fullmatch(lines[keep - 1].strip()):
        keep -= 1
    return "\n".join(lines[:keep]), tuple(line.strip() for line in lines[keep:])


def _provisions(articles: tuple[RawArticle, ...], version: str) -> tuple[Provision, ...]:
    found: list[Provision] = []
    taken: dict[str, int] = {}
    upper = _first_parts(articles)
    stale: tuple[str, ...] | None = None  # the last chapter's path, which the source leaves on the 附则 after it
    for article in articles:
        text, residue = split_residue(article.text)
        number = number_of(article.label)
        name = str(number) if number else article.label
        taken[name] = taken.get(name, 0) + 1
        suffix = f"~{taken[name]}" if taken[name] > 1 else ""
        own = () if article.path == stale else article.path
        path = tuple(upper) + tuple(_spaced(step) for step in own)
        found.append(Provision(f"{version}#{name}{suffix}", version, path, number, article.label, text))
        for heading in residue:
            upper = _descend(upper, heading)
            stale = None if _UNIT.match(heading) else article.path
    return tuple(found)


def _first_parts(articles: tuple[RawArticle, ...]) -> list[str]:
    """The first 编 has no residue before it: where a second follows, its number is certain and its name unknown."""
    for article in articles:
        for heading in split_residue(article.text)[1]:
            unit = _UNIT.match(heading)
            if unit and unit[2] == "编":
                return ["第一编"] if unit[1] == "二" else []
    return []


def _descend(upper: list[str], heading: str) -> list[str]:
    unit = _UNIT.match(heading)
    if unit is None:
        return [_spaced(heading)]
    if _DEPTH[unit[2]] > 1:  # chapters and sections stand in the article's own path
        return upper
    kept = [step for step in upper if (known := _UNIT.match(step)) and _DEPTH[known[2]] < _DEPTH[unit[2]]]
    return [*kept, _spaced(heading)]


def _spaced(heading: str) -> str:
    """Set headings alike: 第二编 物 权 -> 第二编 物权."""
    unit = _UNIT.match(heading)
    head = unit[0] if unit else ""
    rest = re.sub(r"[\s　]+", "", heading[len(head) :])
    return f"{head} {rest}".strip()


def _gaps(title: str, provisions: tuple[Provision, ...]) -> tuple[str, ...]:
    numbers = {p.number.no for p in provisions if p.number}
    missing = sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)
    problems = [f"《{title}》缺第{'、'.join(map(str, missing[:10]))}条，来源没有这些条文"] if missing else []
    doubled = [p.label for p in provisions if "~" in p.id]
    if doubled:
        problems.append(f"《{title}》有重复的条号：{'、'.join(doubled[:10])}")
    return tuple(problems)


def _value(numeral: str) -> int:
    total = digit = 0
    for character in numeral:
        if character in _WEIGHTS:
            total += (digit or 1) * _WEIGHTS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
