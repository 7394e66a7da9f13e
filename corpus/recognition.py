"""Which form a file has, told by its bytes; the suffix is only compared with them."""

import io
import re
import zipfile
import zlib

from corpus.errors import UnreadableDocument, UnsupportedForm

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"GIF8", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
# The stream that says what an OLE file is. A docx or xlsx with a password is kept as one too (MS-OFFCRYPTO 2.3).
_STREAMS = (("EncryptedPackage", "locked-office"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
# Forms in which nothing may follow.
_SINGLE = frozenset({"pdf", "jpeg", "png", "tiff", "gif", "bmp", "webp", "rtf", "html", "txt"})
# The member that says which form of office document a zip archive is.
_MEMBERS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
# What the member "mimetype" says, which stands in every OpenDocument file (ODF 1.3, part 2, 3.3) and EPUB.
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.presentation", "odp"),
    (b"application/epub+zip", "epub"),
)
_SUFFIXES = {
    "jpeg": {"jpg", "jpeg", "jpe"},
    "png": {"png"},
    "tiff": {"tif", "tiff"},
    "docx": {"docx", "docm", "dotx"},
    "pdf": {"pdf"},
    "doc": {"doc", "wps", "dot"},
    "rtf": {"rtf", "doc"},
    "odt": {"odt", "ott"},
    "xlsx": {"xlsx", "xlsm"},
    "ofd": {"ofd"},
    "html": {"html", "htm", "xhtml"},
    "eml": {"eml", "mht", "mhtml"},
    "zip": {"zip"},
    "txt": {"txt", "text", "md", "log", "csv", "tsv"},
}
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|center)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    rb"^(from|to|cc|subject|date|received|return-path|delivered-to|"
    rb"mime-version|message-id|content-type|x-[a-z-]+):(?:[ \t]|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
# Suffixes that promise one form which text can never be.
BINARY_SUFFIXES = frozenset(
    {"pdf", "docx", "doc", "odt", "xlsx", "xls", "ofd", "zip", "jpg", "jpeg", "png", "tif", "tiff"}
)


def suffix(name: str) -> str:
    """Return the suffix of a file name in lower case, without its dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def form(data: bytes, name: str) -> str:
    """Return the form of a file: pdf, docx, xlsx, ofd, zip, jpeg … or txt where no form is known.

    Raises UnreadableDocument for a zip archive whose directory is missing (truncated), and UnsupportedForm for a file
    that is two forms at once: what a person sees in one program is not what another reads.
    """
    kind = _form(data, name)
    if kind in _SINGLE and _ends_as_archive(data):
        raise UnsupportedForm(f"{name}：这个文件同时是 {kind} 和压缩包，来源可疑，未读取；请重新取得原文件。")
    return kind


def _form(data: bytes, name: str) -> str:
    if data.startswith(_OLE):
        return next((kind for stream, kind in _STREAMS if stream.encode("utf-16-le") in data), "doc")
    if data.startswith(b"PK\x03\x04"):
        return _archive(data, name)
    if data.startswith(b"BM") and data[6:10] == bytes(4) and data[15:18] == bytes(3):  # BMW 车主 begins a letter
        return "bmp"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    known = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None) or _written(data)
    # PDF readers accept up to 1,024 bytes before the header (ISO 32000, annex H), and scanners write such files.
    return "pdf" if known == "txt" and b"%PDF-" in data[:1024] else known


def _ends_as_archive(data: bytes) -> bool:
    """Tell whether the directory of a zip archive stands at the very end."""
    place = data.rfind(b"PK\x05\x06")
    return place >= 0 and len(data) - place - 22 == int.from_bytes(data[place + 20 : place + 22], "little")


def _written(data: bytes) -> str:
    """Tell HTML and e-mail from plain text; zero bytes are left out so that UTF-16 reads as well."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    if _HTML.match(head):
        return "html"
    # Two different fields at the very beginning: one may be the first line of anybody's letter.
    fields = {match.group(1).lower() for match in _FIELD.finditer(head.split(b"\r\n\r\n")[0].split(b"\n\n")[0])}
    return "eml" if _FIELD.match(head) and len(fields) > 1 else "txt"


def _archive(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            declared = _declared(archive) if "mimetype" in members else b""
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableDocument(f"{name}：文件不完整，可能在传送中被截断；请重新取得原文件。") from error
    told = next((kind for said, kind in _MIMETYPES if declared.startswith(said)), "zip")
    return next((kind for member, kind in _MEMBERS if member in members), told)


def _declared(archive: zipfile.ZipFile) -> bytes:
    """Return the beginning of the member "mimetype"; a form is never told by one that is locked or damaged."""
    try:
        with archive.open("mimetype") as member:
            return member.read(100)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        return b""


def mismatch(kind: str, name: str) -> bool:
    """Tell whether the suffix promises another form than the bytes have."""
    return kind in _SUFFIXES and suffix(name) not in _SUFFIXES[kind] and suffix(name) != ""
