"""A folder as the project LawRefBook/Laws keeps it: one Markdown file a text, its history above `<!-- INFO END -->`.

The title is the first heading; a second one names a part (民法典 is kept in a file for each 编). History lines are
"2005年1月10日 中华人民共和国国务院令第431号公布". Its db.sqlite3, where there is one, adds the day of commencement
and the mark of expiry of the national database. The day in a file's name is that of adoption or issue.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from corpus.clauses.commencement import day_of
from corpus.law import Level
from corpus.parsing.numbering import number_of
from corpus.parsing.plaintext import units
from corpus.raw import RawStatute, Skipped

INFO_END = "<!-- INFO END -->"
_NAMED_DAY = re.compile(r"(.*?)[（(](\d{4}-\d{2}-\d{2})[）)]$")
_EVENT = re.compile(r"(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*(.+)")
_COMMENT = re.compile(r"<!--.*?-->")
_ISSUERS = re.compile(
    r"(全国人民代表大会常务委员会|全国人民代表大会|国务院|最高人民法院|最高人民检察院|[一-龥]{2,12}?人民代表大会(?:常务委员会)?)"
)
_FOLDERS = {
    "宪法": Level.CONSTITUTION,
    "行政法规": Level.ADMINISTRATIVE_REGULATION,
    "司法解释": Level.JUDICIAL_INTERPRETATION,
    "部门规章": Level.DEPARTMENT_RULE,
    "地方性法规": Level.LOCAL_REGULATION,
    "其他": Level.UNKNOWN,
    "案例": Level.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the folder's database says of a text."""

    effective: date | None
    expired: bool


class LawRefBook:
    """The folder of a checkout, or any folder in the same form."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = _databases(folder)
        self._groups = _groups(folder)
        days = [day for files in self._groups for file in files if (day := _named_day(file)[1])]
        self.known_until: date | None = max(days, default=None)  # the youngest text it holds
        self.name = f"LawRefBook（{folder.name}）"

    def __len__(self) -> int:
        """Count the texts, for progress."""
        return len(self._groups)

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        """Yield each text once, in the order of paths; the parts of one law together."""
        for files in self._groups:
            yield self._statute(files)

    def _statute(self, files: tuple[Path, ...]) -> RawStatute | Skipped:
        key = files[0].relative_to(self._folder).as_posix()
        try:
            texts = [file.read_text("utf-8") for file in files]
        except UnicodeDecodeError:
            return Skipped(key, f"{key}不是UTF-8文本，没有收录")
        if INFO_END not in texts[0]:
            return Skipped(key, f"{key}没有“{INFO_END}”，不是法规文件，没有收录")
        raw = _read(key, texts)
        if not raw.articles:
            return Skipped(key, f"《{raw.title}》（{key}）：没有条文")
        short, day = _named_day(files[0])
        known = self._known.get((short, day.isoformat() if day else None))
        named = replace(raw, promulgated=day or raw.promulgated)
        if known is None:
            return named
        return replace(named, effective=known.effective or raw.effective, flag="失效" if known.expired else None)


def _read(key: str, texts: list[str]) -> RawStatute:
    head = _COMMENT.sub("", texts[0].split(INFO_END, 1)[0]).split("\n")
    title = next((line[2:].strip() for line in head if line.startswith("# ")), Path(key).stem)
    history, begins = [], None
    for line in head:
        event = _EVENT.match(line.strip())
        day = day_of(event[1]) if event else None
        if event and day and event[2].strip(" 起。") in {"施行", "实施", "生效"}:
            begins = day
        elif event and day:
            history.append(f"{day.isoformat()} {event[2].strip()}")
    articles = [unit for text in texts for unit in units(_COMMENT.sub("", text.split(INFO_END, 1)[-1]).split("\n"))]
    days = [date.fromisoformat(line[:10]) for line in history]
    top = key.split("/")
    level = next((_FOLDERS[step] for step in top if step in _FOLDERS), Level.LAW)
    return RawStatute(
        key=key,
        title=title,
        level=level,
        issuer=top[1] if level is Level.DEPARTMENT_RULE and len(top) > 2 else _issuer(history),
        promulgated=max(days, default=None),
        articles=tuple(articles),
        effective=begins,
        history=tuple(history),
    )


def _issuer(history: list[str]) -> str | None:
    found = [match[1] for line in history if (match := _ISSUERS.search(line[11:]))]
    return re.sub(r"^.*?届", "", found[0]) if found else None


def _groups(folder: Path) -> tuple[tuple[Path, ...], ...]:
    """Parts of one law stand in one folder, under one title and each with a subtitle of its own."""
    alone: list[tuple[Path, ...]] = []
    parts: dict[tuple[Path, str], list[Path]] = defaultdict(list)
    for file in sorted(folder.rglob("*.md")):
        if file.parent == folder or file.name == "_index.md" or "scripts" in file.parts:
            continue
        heads = [line[2:] for line in _head(file) if line.startswith("# ")]
        if len(heads) > 1:
            parts[file.parent, heads[0].strip()].append(file)
        else:
            alone.append((file,))
    together = [tuple(sorted(files, key=_first_article)) for files in parts.values()]
    return tuple(sorted(alone + together))


def _head(file: Path) -> list[str]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        return [line.rstrip() for _, line in zip(range(40), lines, strict=False)]


def _first_article(file: Path) -> int:
    for line in file.read_text("utf-8", errors="replace").split("\n"):
        number = number_of(line.split(" ", 1)[0].split("\u3000", 1)[0])
        if number:
            return number.no
    return 0


def _named_day(file: Path) -> tuple[str, date | None]:
    found = _NAMED_DAY.fullmatch(file.stem)
    return (found[1], date.fromisoformat(found[2])) if found else (file.stem, None)


def _databases(folder: Path) -> dict[tuple[str, str | None], _Known]:
    known: dict[tuple[str, str | None], _Known] = {}
    for path in folder.rglob("db.sqlite3"):
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            for name, published, starts, expired in db.execute("SELECT name, publish, valid_from, expired FROM law"):
                effective = date.fromisoformat(starts) if starts else None
                known[name, published] = _Known(effective, bool(expired))
    return known
