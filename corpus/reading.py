"""Bytes of a letter in any form to a Document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from corpus.documents import Document, Limits, Reading, compose
from corpus.errors import DocumentTooLarge, EmptyDocument, EncryptedDocument, UnsupportedForm
from corpus.forms import docx, pdf, plain
from corpus.recognition import BINARY_SUFFIXES, form, mismatch, suffix
from corpus.secrecy import guard

_READERS: Mapping[str, Callable[[bytes, str, Limits], Reading]] = {
    "text": plain.read,
    "pdf": pdf.read,
    "docx": docx.read,
}
# What to do with a form that has no reader.
_ADVICE = {
    "jpeg": "这是图片，目前不能识别其中的文字；请把内容录入为文本，或交带文字的 PDF、Word 文档",
    "png": "这是图片，目前不能识别其中的文字；请把内容录入为文本，或交带文字的 PDF、Word 文档",
    "tiff": "这是图片，目前不能识别其中的文字；请把内容录入为文本，或交带文字的 PDF、Word 文档",
    "doc": "这是旧版 Office 文档；请用 Word 或 WPS 另存为 docx 再交",
    "rtf": "这是 RTF 文档；请用 Word 或 WPS 另存为 docx 再交",
    "zip": "这是压缩包；请解压后逐个提交",
    "ofd": "这是 OFD 文档，目前读不了；请另存为 PDF 再交",
    "xlsx": "这是电子表格；请逐件另存为文本再交",
}


def read(data: bytes, name: str, *, limits: Limits = Limits()) -> Document:  # noqa: B008 - frozen, so sharing is safe
    """Read a letter. The form is recognised by its bytes; a suffix that says otherwise is reported as a note.

    Raises ClassifiedDocument for a file with a mark of state secrecy, and another subclass of UnreadableDocument
    with a Chinese message whenever there is no text to hand over.
    """
    if not data:
        raise EmptyDocument(f"{name}：文件是空的（0 字节）；请检查原文件后重新提交。")
    if len(data) > limits.bytes:
        raise DocumentTooLarge(
            f"{name}：文件有 {len(data) / 1024 / 1024:.1f} MB，超过上限 {limits.bytes / 1024 / 1024:g} MB，未读取。"
        )
    kind = form(data, name)
    if kind == "locked-office":
        raise EncryptedDocument(f"{name}：文档设有打开密码；请解除密码后再交。")
    if kind == "text" and suffix(name) in BINARY_SUFFIXES:
        raise UnsupportedForm(
            f"{name}：后缀是 {suffix(name)}，内容却不是这种文件，可能已损坏或改过名；请重新取得原文件。"
        )
    if kind not in _READERS:
        raise UnsupportedForm(f"{name}：{_ADVICE.get(kind, '不是能读的文件格式；请交 txt、pdf 或 docx')}。")
    document = compose(name, "txt" if kind == "text" else kind, _READERS[kind](data, name, limits))
    guard(data, name, document.text, *document.margins)
    return _checked(document, mismatch(kind, name), limits)


def _checked(document: Document, renamed: bool, limits: Limits) -> Document:
    name = document.name
    if not document.paragraphs:
        raise EmptyDocument(f"{name}：里面没有文字；请检查原文件后重新提交。")
    if len(document.text) > limits.characters:
        raise DocumentTooLarge(
            f"{name}：有 {len(document.text)} 字，超过上限 {limits.characters} 字，未读取；请拆成几份再交。"
        )
    if not renamed:
        return document
    note = f"文件后缀是 {suffix(name)}，内容是 {document.kind}，已按内容读取。"
    return replace(document, notes=(note, *document.notes))
