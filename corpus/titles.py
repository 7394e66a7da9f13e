"""Names of laws: tidy titles, short names, and the aliases that lawyers write."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

COUNTRY = "中华人民共和国"
PENAL_CODE = f"{COUNTRY}刑法"
CIVIL_CODE = f"{COUNTRY}民法典"
_SPACES = re.compile(r"\s+")
_NESTED = str.maketrans("《》", "〈〉")
_ORGANS = re.compile(r"(?<=院)\s+(?=最高人民)")  # 最高人民法院 最高人民检察院: the space stands for 、
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
    table = tomllib.loads(files("corpus").joinpath("data", "aliases.toml").read_text("utf-8"))
    return {tidy(alias): tidy(title) for title, names in table["aliases"].items() for alias in names}


def names_of(title: str) -> tuple[str, ...]:
    """Every name under which a work of this title is found, the full title first."""
    names = [title, short_of(title), title.replace(f"《{COUNTRY}", "《"), title.replace(f"〈{COUNTRY}", "〈")]
    names += [alias for alias, full in aliases().items() if full == title]
    return tuple(dict.fromkeys(names))
