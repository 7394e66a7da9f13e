"""One article for whoever asks, on one day or as one version has it."""

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from corpus import numerals
from corpus.contents import named_unit
from corpus.errors import InvalidQuery
from corpus.law import Article, ArticleNumber
from service.answers import Shown

if TYPE_CHECKING:
    from service.assembly import Assembly


def number_of(written: str) -> ArticleNumber:
    """Read the form of ids and addresses, 120 or 120-1; the caller has checked it."""
    no, _, sub = written.partition("-")
    return ArticleNumber(int(no), int(sub or 0))


# 民法典 1254, 刑法120之1, 《刑法》第一百二十条之一, 刑法 120-1
_WRITTEN: Final = re.compile(
    r"\s*《?(?P<law>.+?)》?\s*第?(?P<no>\d{1,4}|[〇零一二三四五六七八九十百千]+)条?"
    r"(?:[之-](?P<sub>\d{1,2}|[一二三四五六七八九十]+))?条?\s*"
)


def article_written(written: str) -> tuple[str, ArticleNumber] | None:
    """Read the law and the number of an article that a person wrote down; None where it is none."""
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", written))
    no = numerals.parse(found["no"]) if found else None
    if found is None or not no:
        return None
    return found["law"], ArticleNumber(no, (numerals.parse(found["sub"]) or 0) if found["sub"] else 0)


def law_and_number(written: str) -> tuple[str, ArticleNumber]:
    """Read an article that must be one; InvalidQuery where law or number cannot be told."""
    if article := article_written(written):
        return article
    raise InvalidQuery("条文要写成“民法典 1254”“刑法120之1”或“《刑法》第一百二十条之一”")


def show(
    parts: "Assembly", law: str, number: ArticleNumber, *, as_of: date | None, version: str | None = None
) -> Shown:
    """Return an article as of a day, or of a version that is named; raises what the library raises."""
    day = as_of or parts.today()
    return shown(parts.library.article(law, number, as_of=day, version=version))


def show_unit(parts: "Assembly", law: str, name: str, *, as_of: date | None, version: str | None = None) -> Shown:
    """Return a unit without an article number (序言, 附件一); raises what `named_unit` raises."""
    return shown(named_unit(parts.library, law, name, as_of=as_of or parts.today(), version=version))


def shown(article: Article) -> Shown:
    """Return an article as it is answered."""
    work, version, unit, validity = article.work, article.version, article.provision, article.validity
    return Shown(
        law=work.title,
        article=numbers(unit.number)[0],
        article_sub=numbers(unit.number)[1],
        version=version.label,
        state=validity.state,
        state_text=validity.told,
        text=unit.text,
        evidence=validity.evidence,
        known_until=validity.known_until,
        superseded_by=validity.superseded_by,
        as_of=validity.as_of,
        label=unit.label,
        path=unit.path,
        level=work.level,
        issuer=work.issuer,
        promulgated=version.promulgated,
        effective_from=version.effective_from,
        source=version.source,
        law_id=work.id,
        provision_id=unit.id,
    )


def numbers(number: ArticleNumber | None) -> tuple[int | None, int]:
    """Return a number as `article` and `article_sub` of an answer."""
    return (number.no, number.sub) if number else (None, 0)
