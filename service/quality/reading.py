"""How faithfully letters are read: the same texts in every form, compared character by character."""

import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.documents import Document
from corpus.errors import InvalidRecord, NeedsTranscription
from corpus.reading import read
from service.quality.copies import copy
from service.quality.facsimiles import Type

# One character of these decides what a letter is about and which law applies.
# fmt: off
DECISIVE: Final = (
    "嫖", "衅", "猥亵", "拆迁", "强拆", "殴打", "拖欠", "工资", "举报", "贪污", "挪用", "受贿",
    "赌", "毒", "骗", "死亡", "伤", "征地", "征收", "噪声", "噪音", "污染", "离婚", "抚养",
    "工伤", "社保", "养老", "医保", "物业", "刑", "拘留", "罚款", "自杀", "威胁", "恐吓", "辱骂",
    "侮辱", "泄露", "假冒", "伪造",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class FormQuality:
    """Sums over the letters in one form; rates are errors per character of the originals.

    Blanks and line ends are left out of the comparison. `errors_folded` takes full-width and half-width signs for the
    same, as search does. A letter whose reading is refused (to be transcribed) counts as `refused` and in no rate.
    """

    form: str
    letters: int
    refused: int
    characters: int
    errors: float
    errors_folded: float
    decisive: int
    recalled: int
    doubted: int  # missed, and the right reading is among what a doubtful character may be
    pages: int
    seconds_a_page: float | None


@dataclass(slots=True)
class _Sums:
    refused: int = 0
    characters: int = 0
    wrong: int = 0
    wrong_folded: int = 0
    decisive: int = 0
    recalled: int = 0
    doubted: int = 0
    pages: int = 0
    seconds: float = 0.0


def reading_quality(
    folder: Path,
    forms: Sequence[str],
    *,
    face: Type,
    first: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[FormQuality]:
    """Read each letter (*.txt) of a folder in each form and compare; InvalidRecord where there are none."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))[:first]]
    if not texts:
        raise InvalidRecord(f"文件夹里没有 .txt 来信：{folder}")
    done = 0
    for form in forms:
        sums = _Sums()
        for text in texts:
            _measure(sums, text, form, face)
            done += 1
            if progress:
                progress(done, len(forms) * len(texts))
        yield _quality(form, len(texts), sums)


def _measure(sums: _Sums, text: str, form: str, face: Type) -> None:
    made = copy(text, form, face)
    began = time.perf_counter()
    try:
        document = read(made.data, made.name)
    except NeedsTranscription:
        sums.refused += 1
        return
    finally:
        sums.seconds += time.perf_counter() - began
        sums.pages += made.pictures
    expected, found = _bare(text), _bare(document.text)
    sums.characters += len(expected)
    sums.wrong += distance(expected, found)
    sums.wrong_folded += distance(*(unicodedata.normalize("NFKC", one) for one in (expected, found)))
    for word in DECISIVE:
        there, here = expected.count(word), found.count(word)
        sums.decisive += there
        sums.recalled += min(there, here)
        sums.doubted += min(max(there - here, 0), sum(1 for _ in _doubted(document, word)))


def _quality(form: str, letters: int, sums: _Sums) -> FormQuality:
    return FormQuality(
        form=form,
        letters=letters,
        refused=sums.refused,
        characters=sums.characters,
        errors=sums.wrong / max(sums.characters, 1),
        errors_folded=sums.wrong_folded / max(sums.characters, 1),
        decisive=sums.decisive,
        recalled=sums.recalled,
        doubted=sums.doubted,
        pages=sums.pages,
        seconds_a_page=sums.seconds / sums.pages if sums.pages else None,
    )


def _doubted(document: Document, word: str) -> Iterator[int]:
    """Yield the doubtful characters that would complete a word if they were read the other way."""
    for doubt in document.doubts:
        before = document.text[max(0, doubt.offset - len(word) + 1) : doubt.offset]
        after = document.text[doubt.offset + 1 : doubt.offset + len(word)]
        if any(word in before + other + after for other in doubt.alternatives if other in word):
            yield doubt.offset


def _bare(text: str) -> str:
    return "".join(text.split())


def distance(left: str, right: str) -> int:
    """Return how many characters have to be put in, taken out or changed to turn one text into the other."""
    start = _common(left, right)
    left, right = left[start:], right[start:]
    end = _common(reversed(left), reversed(right))
    left, right = left[: len(left) - end], right[: len(right) - end]
    row = list(range(len(right) + 1))
    for above, character in enumerate(left, start=1):
        corner, row[0] = row[0], above
        for place, other in enumerate(right, start=1):
            corner, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, corner + (character != other))
    return row[-1]


def _common(left: Iterable[str], right: Iterable[str]) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
