"""Zip archives: every file in them, in the order of their names."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from corpus.documents import Enclosed, Enclosure, Limits, Reading, enclose
from corpus.encodings import decode
from corpus.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument

# What systems put into archives beside the user's files.
_CHAFF = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def read(data: bytes, name: str, limits: Limits, enclosed: Enclosed) -> Reading:
    """Read every member; one that cannot be read is a problem of its own and loses nothing of the others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = sorted(_members(archive), key=lambda pair: pair[1])
        if not members:
            raise EmptyDocument(f"{name}：压缩包是空的；请检查原文件后重新提交。")
        if len(members) > limits.members:
            raise DocumentTooLarge(
                f"{name}：压缩包里有 {len(members)} 个文件，超过上限 {limits.members} 个，未读取；请分批提交。"
            )
        unfolded = sum(member.file_size for member, _ in members)
        if unfolded > limits.unfolded_bytes:
            raise DocumentTooLarge(
                f"{name}：压缩包展开后超过上限 {limits.unfolded_bytes // 1024 // 1024} MB，未读取；请分批提交。"
            )
        return enclose(Reading(()), [_member(archive, member, label, enclosed) for member, label in members])


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


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, enclosed: Enclosed) -> Enclosure:
    if member.flag_bits & 0x1:
        return Enclosure(label, "locked", None, f"{label}：压缩包设有密码；请解除密码后再交。")
    try:
        data = archive.read(member)  # never more than the size that the directory states
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError, ValueError):
        return Enclosure(label, "damaged", None, f"{label}：压缩包里的这个文件已损坏，解不开；请重新取得原文件。")
    return enclosed(data, label)
