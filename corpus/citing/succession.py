"""Where the matter of an article stands today that no longer applies, or perhaps does not: a pointer, not a proof."""

from datetime import date
from difflib import SequenceMatcher

from corpus.comparing.matching import matched
from corpus.law import Article, State, Version, Work
from corpus.library import Library
from corpus.titles import quoted, short_of
from corpus.validity.states import judge, serving

_ALIKE = 0.7
"""How alike two titles have to be: 信访条例 and 信访工作条例 are at .80."""


def successor(library: Library, article: Article, *, as_of: date) -> str | None:
    """Say in one Chinese sentence which later text of a like title has the article; None where none does.

    The later text has all characters of the title in their order and is of the same place; that it took the place of
    the earlier one is not said, for no text may say so (信访条例 2005 ended by a decision that no source holds).
    """
    found: list[tuple[float, str]] = []
    for work, version in _later(library, article, as_of):
        pairs = matched(library.units(article.version.id), library.units(version.id))
        now = next((pair.new for pair in pairs if pair.old and pair.old.id == article.provision.id), None)
        if now:
            began = f"（{version.effective_from.isoformat()}起施行）" if version.effective_from else ""
            told = f"现有{quoted(work.title)}{now.label}{began}，内容相近，请核对是否以它为准"
            found.append((_likeness(article.work.title, work.title), told))
    return max(found)[1] if found else None


def _later(library: Library, article: Article, as_of: date) -> list[tuple[Work, Version]]:
    """Return the works of a like title and the same place whose text of the day is later than the article's."""
    title, begun = short_of(article.work.title), article.version.effective_from or article.version.promulgated
    ids = {
        work
        for name, works in library.titles().items()
        if name != title and _within(title, short_of(name)) and _likeness(title, name) >= _ALIKE
        for work in works
        if work != article.work.id
    }
    found = []
    for work in sorted(ids):
        versions = library.versions(work)
        version = serving(versions, as_of)
        if version is None or library.work(work).region != article.work.region:
            continue
        since = version.effective_from or version.promulgated
        if begun and since and since > begun and judge(version, versions, as_of).state is State.IN_FORCE:
            found.append((library.work(work), version))
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, short_of(one), short_of(other), autojunk=False).ratio()


def _within(title: str, other: str) -> bool:
    """Tell whether a title has the characters of another in their order, and its kind at the end."""
    rest = iter(other)
    return title[-2:] == other[-2:] and all(character in rest for character in title)
