"""Plain text."""

from corpus.documents import Limits, Reading, plain_leaf
from corpus.encodings import decode
from corpus.errors import UnsupportedForm

# Form feed and escape occur in old texts; anything else below the blank is a sign of a program or a picture.
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\x1b\x0b\x1a")


def read(data: bytes, name: str, limits: Limits) -> Reading:  # noqa: ARG001 - one signature for all forms
    """Decode a text file; line ends become single newlines, nothing else is touched."""
    text, encoding = decode(data, name)
    if any(character < " " and character not in _ALLOWED_CONTROLS for character in text):
        raise UnsupportedForm(f"{name}：内容不是文字，也不是认得的文件格式；请交 txt、pdf 或 docx。")
    notes = () if encoding == "utf-8" else (f"文字编码认定为 {encoding.upper()}。",)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    return Reading((plain_leaf("plain", lines),), notes)
