"""Bytes of a letter in any form to a Document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from corpus.documents import Document, Enclosed, Enclosure, Limits, Reading, compose
from corpus.errors import (
    DocumentTooLarge,
    EmptyDocument,
    EncryptedDocument,
    NeedsRecognition,
    NeedsTranscription,
    UnreadableDocument,
    UnsupportedForm,
)
from corpus.forms import archive, docx, html, mail, ofd, office, pdf, picture, plain, sheet
from corpus.recognition import BINARY_SUFFIXES, form, mismatch, suffix
from corpus.secrecy import guard

_READERS: Mapping[str, Callable[[bytes, str, Limits], Reading]] = {
    "txt": plain.read,
    "html": html.read,
    "pdf": pdf.read,
    "docx": docx.read,
    "doc": office.read,
    "rtf": office.read,
    "odt": office.read,
    "xlsx": sheet.read,
    "ofd": ofd.read,
    "jpeg": picture.read,
    "png": picture.read,
    "tiff": picture.read,
    "bmp": picture.read,
    "webp": picture.read,
}
# Forms that hold other files.
_ENVELOPES: Mapping[str, Callable[[bytes, str, Limits, Enclosed], Reading]] = {
    "eml": mail.read,
    "zip": archive.read,
}
# What to do with a form that has no reader.
_ADVICE: Mapping[str, str] = {
    "xls": "这是旧版电子表格；请用 Excel 或 WPS 另存为 xlsx 再交",
    "ppt": "这是演示文稿；请另存为 PDF 再交",
    "pptx": "这是演示文稿；请另存为 PDF 再交",
    "odp": "这是演示文稿；请另存为 PDF 再交",
    "ods": "这是 OpenDocument 电子表格；请另存为 xlsx 再交",
    "epub": "这是电子书；请另存为 PDF 再交",
    "rar": "这是 RAR 压缩包；请解压后逐个提交，或改用 zip",
    "7z": "这是 7z 压缩包；请解压后逐个提交，或改用 zip",
    "gif": "这是 GIF 图片；请另存为 PNG 或 JPG 再交",
}


def read(data: bytes, name: str, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen, so sharing is safe
    """Read a letter. The form is recognised by its bytes; a suffix that says otherwise is reported as a note.

    Raises ClassifiedDocument for a file with a mark of state secrecy, and another subclass of UnreadableDocument
    with a Chinese message whenever there is no text to hand over.
    """
    kind, reading = Desk(limits).read(data, name, depth=0)
    document = compose(name, kind, reading)
    guarded(data, document)
    return checked(document, limits)


def guarded(data: bytes, document: Document) -> None:
    """Raise ClassifiedDocument if a file that was read bears a mark anywhere."""
    drafts = (page.draft for page in document.pages)
    guard(
        data,
        document.name,
        document.text,
        *(part.name for part in document.parts),
        *drafts,
        margins=document.margins,
    )


class Desk:
    """Reads one upload with everything inside it; what it may still unfold is counted over all depths."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.unfolded_bytes
        self._files = 0

    def read(self, data: bytes, name: str, *, depth: int) -> tuple[str, Reading]:
        """Return the form and the reading of a file that lies so many archives deep."""
        self.check_size(data, name)
        kind = form(data, name)
        if kind == "locked-office":
            raise EncryptedDocument(f"{name}：文档设有打开密码；请解除密码后再交。")
        if kind == "txt" and suffix(name) in BINARY_SUFFIXES:
            raise UnsupportedForm(
                f"{name}：后缀是 {suffix(name)}，内容却不是这种文件，可能已损坏或改过名；请重新取得原文件。"
            )
        limits = self.left
        if kind in _ENVELOPES:
            reading = _ENVELOPES[kind](data, name, limits, lambda inner, label: self.enclosed(inner, label, depth + 1))
        elif kind in _READERS:
            reading = _READERS[kind](data, name, limits)
        else:
            raise UnsupportedForm(
                f"{name}：{_ADVICE.get(kind, '不是能读的文件格式；请交 pdf、docx、ofd、txt 或图片')}。"
            )
        if mismatch(kind, name):
            note = f"文件后缀是 {suffix(name)}，内容是 {kind}，已按内容读取。"
            return kind, replace(reading, notes=(note, *reading.notes))
        return kind, reading

    def check_size(self, data: bytes, name: str) -> None:
        """Raise EmptyDocument or DocumentTooLarge before anything of a file is looked at."""
        if not data:
            raise EmptyDocument(f"{name}：文件是空的（0 字节）；请检查原文件后重新提交。")
        if len(data) > self._limits.bytes:
            raise DocumentTooLarge(
                f"{name}：文件有 {len(data) / 1024 / 1024:.1f} MB，"
                f"超过上限 {self._limits.bytes / 1024 / 1024:g} MB，未读取。"
            )

    def enclosed(self, data: bytes, name: str, depth: int) -> Enclosure:
        """Read a file inside a file. Its own problem stays its own; a mark of secrecy concerns the whole upload."""
        try:
            self.admit(data, name, depth)
            kind, reading = self.read(data, name, depth=depth)
        except NeedsRecognition:
            raise
        except UnreadableDocument as error:
            return Enclosure(name, suffix(name), None, str(error))
        return Enclosure(name, kind, reading)

    def admit(self, data: bytes, name: str, depth: int) -> None:
        """Count one more file inside the upload; raises DocumentTooLarge where that is one too many."""
        self._left -= len(data)
        self._files += 1
        if depth > self._limits.depth or self._left < 0 or self._files > self._limits.members:
            raise DocumentTooLarge(
                f"{name}：压缩包层数、文件数或展开后的大小超过上限，这个文件未读取；请解压后分批提交。"
            )

    @property
    def left(self) -> Limits:
        """The limits for what is still to be opened."""
        return replace(self._limits, unfolded_bytes=max(self._left, 0))


def checked(document: Document, limits: Limits) -> Document:
    """Return a file that was read with what the user has to know; raises where no text is there to hand over."""
    name = document.name
    drafts = tuple(page for page in document.pages if page.draft)
    if not document.paragraphs and drafts:
        raise NeedsTranscription(
            f"{name}：图像不清楚，认出的字多数没有把握，不能当作原文；请对照原件人工录入。", drafts
        )
    if not document.paragraphs:
        reasons = "".join(part.problem for part in document.parts if part.problem)
        raise EmptyDocument(f"{name}：里面没有文字；请检查原文件后重新提交。{reasons}")
    if len(document.text) > limits.characters:
        raise DocumentTooLarge(
            f"{name}：有 {len(document.text)} 字，超过上限 {limits.characters} 字，未读取；请拆成几份再交。"
        )
    if drafts:
        numbers = "、".join(str(page.number) for page in drafts)
        note = f"第 {numbers} 页图像不清楚，认出的字没有把握，未列入正文；请对照原件人工录入。"
        return replace(document, notes=(*document.notes, note))
    return document
