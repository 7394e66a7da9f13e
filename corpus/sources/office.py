"""An office's own rules: a folder of files in any form that can be read, with a rules.toml that says what they are.

level = "规范性文件"            # of all files, each may say its own
issuer = "某市人民政府办公室"
region = "某市"
known_until = 2026-11-01       # until when the office vouches for the folder

[[rules]]
file = "井盖管理办法.docx"
title = "某市井盖管理办法"
promulgated = 2020-01-15
effective = 2020-03-01         # where the text itself does not say it
flag = "现行有效"               # or 失效, 已废止
history = ["2020-01-15 某府办〔2020〕1号印发"]
"""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import InvalidRecord, UnreadableDocument
from corpus.law import Level
from corpus.parsing.plaintext import units
from corpus.raw import RawStatute, Skipped
from corpus.reading import read

REGISTER = "rules.toml"
_FIELDS = {"file", "title", "level", "issuer", "region", "promulgated", "effective", "flag", "history"}
_WORDS = {"file", "title", "level", "issuer", "region", "flag"}
_DAYS = {"promulgated", "effective", "known_until"}
_SHARED = {"level", "issuer", "region", "known_until", "rules"}


class Office:
    """The folder. InvalidRecord names what in rules.toml cannot hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            register = tomllib.loads((folder / REGISTER).read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InvalidRecord(f"{folder / REGISTER}读不了：{error}") from error
        self._rules = _checked(register)
        self.known_until: date | None = register.get("known_until")
        self.name = f"本单位文件（{folder.name}）"

    def __len__(self) -> int:
        """Count rules and files without one, for progress."""
        return len(self._rules) + len(self._unlisted())

    def statutes(self) -> Iterator[RawStatute | Skipped]:
        """Yield each rule, then each file that rules.toml does not name."""
        for rule in self._rules:
            yield self._statute(rule)
        for path in self._unlisted():
            yield Skipped(path.name, f"{path.name}没有在{REGISTER}中登记，没有收录")

    def _unlisted(self) -> list[Path]:
        named = {rule["file"] for rule in self._rules} | {REGISTER}
        return sorted(p for p in self._folder.iterdir() if p.is_file() and p.name not in named)

    def _statute(self, rule: dict[str, Any]) -> RawStatute | Skipped:
        path = self._folder / rule["file"]
        if not path.is_file():
            return Skipped(rule["file"], f"{REGISTER}中的{rule['file']}不在文件夹里，没有收录")
        try:
            text = read(path.read_bytes(), path.name).text
        except UnreadableDocument as error:
            return Skipped(rule["file"], f"{rule['file']}没有收录：{error}")
        lines = [line for line in text.split("\n") if "".join(line.split()) != "".join(rule["title"].split())]
        return RawStatute(
            key=rule["file"],
            title=rule["title"],
            level=Level(rule["level"]),
            issuer=rule.get("issuer"),
            promulgated=rule.get("promulgated"),
            articles=units(lines),
            flag=rule.get("flag"),
            effective=rule.get("effective"),
            region=rule.get("region"),
            history=tuple(rule.get("history", ())),
        )


def _checked(register: dict[str, Any]) -> list[dict[str, Any]]:
    _refuse_unknown(set(register) - _SHARED, "开头")
    _refuse_other_kinds(register, "开头")
    shared = {key: register[key] for key in ("level", "issuer", "region") if key in register}
    rules = []
    for number, entry in enumerate(_tables(register), 1):
        where = f"第{number}个[[rules]]"
        _refuse_unknown(set(entry) - _FIELDS, where)
        rule = {"level": Level.NORMATIVE_DOCUMENT.value} | shared | entry
        missing = {"file", "title"} - set(rule)
        if missing:
            raise InvalidRecord(f"{REGISTER}{where}缺少：{'、'.join(sorted(missing))}")
        _refuse_other_kinds(rule, where)
        if rule["level"] not in {level.value for level in Level}:
            raise InvalidRecord(f"{REGISTER}{where}的level应当是：{'、'.join(level.value for level in Level)}")
        rules.append(rule)
    return rules


def _tables(register: dict[str, Any]) -> list[dict[str, Any]]:
    found = register.get("rules", [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidRecord(f"{REGISTER}的每份文件要写在[[rules]]下")
    return found


def _refuse_other_kinds(fields: dict[str, Any], where: str) -> None:
    for name, value in fields.items():
        if name in _DAYS and type(value) is not date:
            raise InvalidRecord(f"{REGISTER}{where}的{name}应当是日期，如2020-01-15（不加引号）")
        if name in _WORDS and not (isinstance(value, str) and value.strip()):
            raise InvalidRecord(f"{REGISTER}{where}的{name}应当是文字，要加引号")
        if name == "history" and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise InvalidRecord(f'{REGISTER}{where}的history应当是一列文字，如["2020-01-15 印发"]')


def _refuse_unknown(names: set[str], where: str) -> None:
    if names:
        raise InvalidRecord(f"{REGISTER}{where}有不认识的项目：{'、'.join(sorted(names))}")
