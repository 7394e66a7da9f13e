"""What one upload brings: a letter, or an archive of several, each with the files that belong to it.

A file of an archive with a mark of state secrecy is left out by itself: its place and hash remain, nothing else, and
the archive is packed again without it. A mark in the archive's own name, or in a file that is no archive, concerns
the whole upload.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from corpus.bundling.grouping import File, Group, group
from corpus.documents import Document, Enclosure, Limits, Reading, compose, enclose
from corpus.errors import (
    ClassifiedDocument,
    EmptyDocument,
    ListOfLetters,
    NeedsRecognition,
    NeedsTranscription,
    UnreadableDocument,
)
from corpus.forms import archive
from corpus.lists import refuse_list
from corpus.reading import Desk, checked, guarded, read
from corpus.recognition import form, suffix
from corpus.secrecy import digest_of, guard

_ARCHIVE = "zip"
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold: the same files give the same bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file of an archive that bears a mark: in Chinese where it stands, and its SHA-256 (hex)."""

    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter of an upload. `original` holds its files, None where that is the upload itself."""

    document: Document
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Files of an archive that are no part of any letter: why, and their bytes where a person can transcribe them."""

    name: str
    problem: str
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """The letters of an upload, at least one; what was refused, and what could not be read and belongs to none."""

    letters: tuple[Sent, ...]
    refused: tuple[Refused, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the archive or of an archive in it, by its place; without a digest it was read, or has a problem."""

    place: str
    label: str
    data: bytes
    enclosure: Enclosure
    digest: str | None = None


def deliver(data: bytes, name: str, *, limits: Limits = Limits()) -> Delivery:  # noqa: B008 - frozen
    """Read an upload.

    Raises ClassifiedDocument where nothing can be read beside what bears a mark, ListOfLetters for a list of them, else
    as `corpus.reading.read` does where there is no letter to hand over.
    """
    desk = Desk(limits)
    desk.check_size(data, name)
    if form(data, name) != _ARCHIVE:
        refuse_list(data, name, limits)
        return Delivery((Sent(read(data, name, limits=limits)),))
    guard(data, name)
    found = list(_members(desk, _Archive(data, name)))
    refused = tuple(Refused(one.place, one.digest) for one in found if one.digest)
    kept = [one for one in found if not one.digest]
    if refused and not any(one.enclosure.reading for one in kept):
        raise ClassifiedDocument(digest_of(data))
    try:
        return _sorted(name, kept, limits, refused)
    except UnreadableDocument as error:
        # Whoever is told why keeps the upload for a person, and what bears a mark must not be kept with it.
        if refused:
            raise ClassifiedDocument(digest_of(data)) from error
        raise


def _sorted(name: str, kept: Sequence[_Member], limits: Limits, refused: tuple[Refused, ...]) -> Delivery:
    groups = group([_judged(one) for one in kept])
    if len(groups) == 1:
        whole = compose(name, _ARCHIVE, enclose(Reading(()), [one.enclosure for one in kept]))
        return Delivery((Sent(checked(whole, limits), _packed(kept) if refused else None),), refused)
    return _apart(name, kept, groups, limits, refused)


@dataclass(frozen=True, slots=True)
class _Archive:
    """An archive that is being opened: how many others it lies in, and where."""

    data: bytes
    name: str
    depth: int = 0
    path: str = ""
    place: str = ""


def _members(desk: Desk, opened: _Archive) -> Iterator[_Member]:
    """Yield what an archive holds, archives in it opened."""
    for number, member in enumerate(archive.members(opened.data, opened.name, desk.left), start=1):
        place, label = f"{opened.place}第 {number} 个文件", opened.path + member.label
        inner = _Archive(member.data, label, opened.depth + 1, f"{label}/", f"{place}（压缩包）里的")
        if member.problem is not None:
            problem = member.problem if not opened.path else f"{opened.path}{member.problem}"
            yield _checked(_Member(place, label, b"", Enclosure(label, member.kind, None, problem)))
        elif _is_archive(inner):
            yield from _opened(desk, inner, place)
        else:
            yield _checked(_Member(place, label, member.data, _enclosed(desk, inner)))


def _opened(desk: Desk, inner: _Archive, place: str) -> list[_Member]:
    try:
        desk.admit(inner.data, inner.name, inner.depth)
        return list(_members(desk, inner))
    except NeedsRecognition:
        raise
    except UnreadableDocument as error:
        return [_checked(_Member(place, inner.name, inner.data, Enclosure(inner.name, _ARCHIVE, None, str(error))))]


def _is_archive(inner: _Archive) -> bool:
    try:
        return form(inner.data, inner.name) == _ARCHIVE
    except UnreadableDocument:
        return False


def _enclosed(desk: Desk, inner: _Archive) -> Enclosure:
    """Read one file; a list of letters among them is no letter."""
    try:
        refuse_list(inner.data, inner.name, desk.left)
    except ListOfLetters as error:
        return Enclosure(inner.name, suffix(inner.name), None, str(error))
    return desk.enclosed(inner.data, inner.name, inner.depth)


def _checked(member: _Member) -> _Member:
    """Return a file of an archive, with nothing but its hash if it bears a mark."""
    one = member.enclosure
    try:
        guarded(member.data, compose(one.name, one.kind, one.reading or Reading(())))
    except ClassifiedDocument as error:
        return _Member(member.place, "", b"", Enclosure("", "", None), error.digest)
    return member


def _judged(member: _Member) -> File:
    one = member.enclosure
    text = compose(one.name, one.kind, one.reading).text if one.reading else ""
    return File(member.label, one.kind, text, readable=one.reading is not None)


def _apart(
    name: str, kept: Sequence[_Member], groups: Sequence[Group], limits: Limits, refused: tuple[Refused, ...]
) -> Delivery:
    """Compose each letter of its own files; what comes to nothing is told with its reason."""
    letters: list[Sent] = []
    unread: list[Unread] = []
    for one in groups:
        members = [kept[index] for index in one.members]
        try:
            letters.append(_letter(name, members, unclear=one.unclear, limits=limits))
        except NeedsTranscription as error:
            unread += [Unread(each.label, str(error), each.data) for each in members]
        except UnreadableDocument as error:
            why = "".join(each.enclosure.problem for each in members if each.enclosure.problem) or str(error)
            unread.append(Unread("、".join(each.place for each in members), why))
    if not letters:
        raise EmptyDocument(f"{name}：压缩包里没有读得出的来信。" + "".join(one.problem for one in unread))
    counted = [
        replace(
            one, document=replace(one.document, notes=(_told(number, letters, one.document), *one.document.notes[1:]))
        )
        for number, one in enumerate(letters, start=1)
    ]
    return Delivery(tuple(counted), refused, tuple(unread))


def _told(number: int, letters: Sequence[Sent], document: Document) -> str:
    return f"这是压缩包里的第 {number} 封信（共 {len(letters)} 封）：{document.notes[0]}"


def _letter(name: str, members: Sequence[_Member], *, unclear: bool, limits: Limits) -> Sent:
    if len(members) == 1:
        (one,) = members
        document = compose(one.label, one.enclosure.kind, one.enclosure.reading or Reading(()))
        original = one.data
    else:
        label = f"{PurePosixPath(name).stem}（{members[0].place}等 {len(members)} 个）.zip"
        document = compose(label, _ARCHIVE, enclose(Reading(()), [one.enclosure for one in members]))
        original = _packed(members)
    places = "、".join(one.place for one in members)
    told = places + ("，看不出属于哪一封信，单独列出，请人核对。" if unclear else "。")
    return Sent(checked(replace(document, notes=(told, *document.notes)), limits), original)


def _packed(members: Sequence[_Member]) -> bytes:
    """Return an archive of these files; one that was locked or damaged has no bytes and is not in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for one in members:
            if one.data:
                target.writestr(zipfile.ZipInfo(one.label, _NO_MOMENT), one.data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
