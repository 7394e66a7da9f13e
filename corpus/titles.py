"""Names of laws: tidy titles, short names, and the aliases that lawyers write."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

COUNTRY = "中华人民共和国"
PENAL_CODE = f"{COUNTRY}刑法"
CIVIL_CODE = f"{COUNTRY}民法典"
_SPACES = re.compile(r"\s+")
_NESTED = str.maketrans("《》", "〈〉")
_ORGANS = re.compile(r"(?<=院)\s+(?=最高人民)")  # 最高人民法院 最高人民检察院: the space stands for 、
_APPLYING = re.compile(
    rf"最高人民法院关于适用《{COUNTRY}(?P<law>[^《》]+)》(?P<book>\w{{2,5}}编(?:通则)?)?(?:的|若干问题的)(?:解释|规定)"
    r"(?P<no>（[一二三四五六七八九十]+）)?"
)
_INNER = str.maketrans({"<": "〈", ">": "〉", "(": "（", ")": "）"})


def tidy(title: str) -> str:
    """Return the title in one spelling: no spaces, full-width brackets (texts mix them, DOMAIN §5.3 trap 10)."""
    plain = _ORGANS.sub("、", unicodedata.normalize("NFKC", title))
    return _SPACES.sub("", plain).translate(_INNER).replace("﹑", "、")


def quoted(title: str) -> str:
    """Return the title in 《》, inner ones as 〈〉."""
    return f"《{title.translate(_NESTED)}》"


def short_of(title: str) -> str:
    """Return the title without 中华人民共和国, which lawyers leave out; other titles as they are."""
    return title.removeprefix(COUNTRY) or title


@cache
def aliases() -> dict[str, str]:
    """Common short names (刑诉法) -> full official title, from data/aliases.toml."""
    return {tidy(alias): tidy(title) for title, names in _table()["aliases"].items() for alias in names}


@cache
def former() -> tuple[str, ...]:
    """Full titles of national laws that are no longer in force and still cited, from data/aliases.toml."""
    return tuple(_table()["former"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("corpus").joinpath("data", "aliases.toml").read_text("utf-8"))


def names_of(title: str) -> tuple[str, ...]:
    """Every name under which a work of this title is found, the full title first."""
    names = [title, short_of(title), title.replace(f"《{COUNTRY}", "《"), title.replace(f"〈{COUNTRY}", "〈")]
    names += [*_aliases_of(title), *_interpretations(title)]
    return tuple(dict.fromkeys(names))


def _aliases_of(title: str) -> list[str]:
    return [alias for alias, full in aliases().items() if full == title]


def _interpretations(title: str) -> Iterator[str]:
    """Yield what lawyers call an interpretation of a whole law or 编: 公司法解释（三）, 民法典继承编解释（一）."""
    if found := _APPLYING.fullmatch(title):
        rest = found["book"] or ""
        laws = [found["law"], *_aliases_of(COUNTRY + found["law"]), *([""] if rest else [])]
        for law in laws:
            yield from (f"{law}{rest}{kind}{found['no'] or ''}" for kind in ("解释", "司法解释"))
