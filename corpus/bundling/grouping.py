"""Which files of an archive are one letter.

Taken apart where it is not clear: a letter by itself is found again, one that stands in another's file is lost.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.bundling.evidence import Evidence, evidence, writer
from corpus.terms import normalise

# The same in the words of the office, said beside every archive that was taken apart.
RULE = (
    "有称呼、落款或自述身份的文件，以及邮件，各算一封信；编号相连、其间没有新称呼的图片连成一封；公文书、证件、信封、"
    "图片和名为附件、证据的文件跟着同一文件夹里、文件名开头相同或写有写信人姓名的那封信；看不出跟着哪一封的单独列出。"
)
PICTURES = frozenset({"jpeg", "png", "tiff", "bmp", "webp"})
_MAIL = "eml"
# IMG_0001, 扫描-12, 信第3页: what stands before the number of a sheet.
_SHEET = re.compile(r"(?P<before>.*?)(?:第)?(?P<number>\d{1,14})(?:页|张)?$")
# What many names begin with says nothing about whose file it is.
_COMMON = re.compile(
    r"(?:来信|信访|信件|信|举报|投诉|关于|附件|照片|图片|扫描|材料|证据|身份证|复印件|img|image|scan|dsc|mmexport|微信|wechat|的|实名|[\W_])+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d+")
# 我家电动车3月8号晚上被偷了，报了警没人理: a shorter text without head and signature is a note to another.
_SHORTEST = 16
_KIN = 2  # characters that two names must share at their beginning


@dataclass(frozen=True, slots=True)
class File:
    """A file of an archive as it is judged: its path there, its form, its text where it has any."""

    label: str
    kind: str
    text: str
    readable: bool = True  # its words, or a picture of them for a person

    @property
    def folder(self) -> PurePosixPath:
        """The folder it lies in."""
        return PurePosixPath(self.label).parent

    @property
    def stem(self) -> str:
        """Its name without folder and suffix."""
        return normalise(PurePosixPath(self.label).stem)


@dataclass(frozen=True, slots=True)
class Group:
    """Files of one letter by their places in the archive, from 0; `unclear`: nothing shows whose they are."""

    members: tuple[int, ...]
    unclear: bool = False


def group(files: Sequence[File]) -> tuple[Group, ...]:
    """Return the letters of an archive in the order of their first files; every file is in exactly one group."""
    judged = [_Judged.of(file) for file in files]
    units = [_Unit.of(judged, indexes) for indexes in _units(judged)]
    letters = _without_copies(unit for unit in units if unit.shown.letter)
    apart = _unclear(units)
    if not letters and len(apart) <= 1:
        return (Group(tuple(range(len(files)))),)
    hosts = (*letters, *apart)
    members = {unit.indexes: list(unit.indexes) for unit in hosts}
    lost: dict[object, list[int]] = {}  # a folder of their own keeps files together, nothing else does
    for unit in units:
        if unit.indexes not in members:
            host = _host(unit, hosts)
            found = members[host.indexes] if host else lost.setdefault(_apart_by(unit), [])
            found.extend(unit.indexes)
    unclear = {unit.indexes for unit in apart}
    groups = [Group(tuple(sorted(found)), unclear=indexes in unclear) for indexes, found in members.items()]
    groups += [Group(tuple(sorted(found)), unclear=True) for found in lost.values()]
    return tuple(sorted(groups, key=lambda one: one.members))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A file with what its text shows, `sheet`, and what text and name show together, `shown`; judged once."""

    file: File
    words: str
    sheet: Evidence
    shown: Evidence

    @classmethod
    def of(cls, file: File) -> "_Judged":
        return cls(file, "".join(file.text.split()), evidence(file.text, ""), evidence(file.text, file.label))


@dataclass(frozen=True, slots=True)
class _Unit:
    """Files that are told apart from the others, by their places in the archive; the first one names them."""

    indexes: tuple[int, ...]
    first: File
    words: str
    shown: Evidence
    writer: str | None

    @classmethod
    def of(cls, judged: Sequence[_Judged], indexes: tuple[int, ...]) -> "_Unit":
        ones = [judged[index] for index in indexes]
        words = "".join(one.words for one in ones)
        return cls(indexes, ones[0].file, words, _together_shown(ones), writer(words))


def _apart_by(unit: _Unit) -> object:
    return unit.first.folder if unit.first.folder.name else unit.indexes


def _unclear(units: Sequence[_Unit]) -> list[_Unit]:
    """Return what may be a letter though nothing shows it: words; pictures without only where there is nothing else."""
    nothing = [unit for unit in units if not (unit.shown.letter or unit.shown.goes_with)]
    told = [unit for unit in nothing if len(unit.words) >= _SHORTEST]
    return told or ([] if any(unit.shown.letter for unit in units) else nothing)


def _units(judged: Sequence[_Judged]) -> Iterator[tuple[int, ...]]:
    """Yield single files, and pictures that are numbered on as sheets of one letter."""
    run: list[int] = []
    for index, one in enumerate(judged):
        if run and not _goes_on([judged[sheet] for sheet in run], one):
            yield tuple(run)
            run = []
        if one.file.kind in PICTURES:
            run.append(index)
        else:
            yield (index,)
    if run:
        yield tuple(run)


def _goes_on(run: Sequence[_Judged], one: _Judged) -> bool:
    """Tell whether a picture is the next sheet: named alike, numbered on, and no letter begins on it.

    A salutation always begins a letter. Where no sheet has one, a letter ends with the sheet that is signed.
    """
    last, file, own = run[-1].file, one.file, one.sheet
    before, after = _SHEET.match(last.stem), _SHEET.match(file.stem)
    alike = before and after and before["before"] == after["before"] and last.folder == file.folder
    if file.kind not in PICTURES or not alike:
        return False
    if own.goes_with:
        return True
    if own.opens:  # whatever stands before it may be another's: OCR can lose a salutation and a signature
        return False
    begun = [sheet.sheet for sheet in run]
    return any(sheet.opens for sheet in begun) or not (
        own.closes and any(sheet.closes and not sheet.goes_with for sheet in begun)
    )


def _together_shown(ones: Sequence[_Judged]) -> Evidence:
    found = [one.shown for one in ones if one.file.readable]
    if any(one.file.kind == _MAIL for one in ones if one.file.readable):
        return Evidence(opens=True, closes=True, goes_with=False)
    own = [one for one in found if not one.goes_with]
    return Evidence(any(one.opens for one in own), any(one.closes for one in own), goes_with=not own)


def _without_copies(letters: Iterable[_Unit]) -> list[_Unit]:
    """Leave out letters whose words another has: the same letter as docx and as pdf."""
    first: dict[str, _Unit] = {}
    for unit in letters:
        first.setdefault(unit.words, unit)
    return list(first.values())


def _host(unit: _Unit, candidates: Sequence[_Unit]) -> _Unit | None:
    """Return the one letter that a file goes with, None where none or several may be meant."""
    file = unit.first
    same = [one for one in candidates if one.words == unit.words and file.text.strip()]
    if same:
        return same[0]
    named = [one for one in candidates if one.writer and one.writer in file.label]
    if len(named) == 1:
        return named[0]
    near = [one for one in candidates if _together(one.first.folder, file.folder)]
    if len(near) == 1:
        return near[0]
    kin = [_kinship(one.first.stem, file.stem) for one in near]
    best = max(kin, default=0)
    closest = [one for one, share in zip(near, kin, strict=True) if share == best]
    return closest[0] if best >= _KIN and len(closest) == 1 else None


def _together(letter: PurePosixPath, file: PurePosixPath) -> bool:
    """Tell whether a folder is the letter's, above or below it, or is named by what goes with letters (证据/)."""
    if letter in (file, *file.parents) or file in letter.parents:
        return True
    return evidence("", str(file)).goes_with and file.parent in (letter.parent, letter)


def _kinship(one: str, other: str) -> int:
    """Return how many characters two names share at their beginning; a number counts only where it is the same."""
    first, second = _NUMBERED.match(one), _NUMBERED.match(other)
    if first or second:
        return _KIN if first and second and int(first[0]) == int(second[0]) else 0
    shared = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    length = min(len(one), len(other)) if shared is None else shared
    return 0 if _COMMON.fullmatch(one[:length]) else length
