"""Zip archives: every file in them, in the order of their names."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Enclosed, Enclosure, Limits, Reading, enclose
from corpus.encodings import decode
from corpus.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument

# What systems put into archives beside the user's files.
_CHAFF = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive by its name there: its bytes, or in one Chinese sentence why there are none."""

    label: str
    data: bytes
    kind: str = ""  # locked, damaged; empty where the bytes are there
    problem: str | None = None


def read(data: bytes, name: str, limits: Limits, enclosed: Enclosed) -> Reading:
    """Read every member; one that cannot be read is a problem of its own and loses nothing of the others."""
    found = [
        Enclosure(one.label, one.kind, None, one.problem) if one.problem else enclosed(one.data, one.label)
        for one in members(data, name, limits)
    ]
    return enclose(Reading(()), found)


def members(data: bytes, name: str, limits: Limits) -> Iterator[Member]:
    """Yield the files of an archive in the order of their names, one unfolded at a time.

    Raises EmptyDocument, or DocumentTooLarge where it holds or unfolds to more than the limits allow.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = sorted(_members(archive), key=lambda pair: pair[1])
        if not listed:
            raise EmptyDocument(f"{name}：压缩包是空的；请检查原文件后重新提交。")
        if len(listed) > limits.members:
            raise DocumentTooLarge(
                f"{name}：压缩包里有 {len(listed)} 个文件，超过上限 {limits.members} 个，未读取；请分批提交。"
            )
        unfolded = sum(member.file_size for member, _ in listed)
        if unfolded > limits.unfolded_bytes:
            raise DocumentTooLarge(
                f"{name}：压缩包展开后超过上限 {limits.unfolded_bytes // 1024 // 1024} MB，未读取；请分批提交。"
            )
        yield from (_member(archive, member, label) for member, label in listed)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    for member in archive.infolist():
        label = _label(member)
        if not member.is_dir() and not any(mark in label for mark in _CHAFF):
            yield member, label


def _label(member: zipfile.ZipInfo) -> str:
    """Return a member's name; Windows writes it in the system's encoding, which zipfile reads as code page 437."""
    if member.flag_bits & 0x800:  # says that it is UTF-8
        return member.filename
    try:
        return decode(member.filename.encode("cp437"), member.filename)[0]
    except (UnicodeEncodeError, UnreadableDocument):
        return member.filename


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str) -> Member:
    if member.flag_bits & 0x1:
        return Member(label, b"", "locked", f"{label}：压缩包设有密码；请解除密码后再交。")
    try:
        return Member(label, archive.read(member))  # never more than the size that the directory states
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError, ValueError):
        return Member(label, b"", "damaged", f"{label}：压缩包里的这个文件已损坏，解不开；请重新取得原文件。")
