"""Office forms without a reader of our own (doc, rtf, wps, odt) by LibreOffice, where the machine has it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from corpus.documents import Limits, Reading
from corpus.errors import DocumentTooLarge, UnreadableDocument, UnsupportedForm
from corpus.forms import docx

# Most a conversion may take: LibreOffice starts in 2-10 seconds, a letter converts in one.
_SECONDS = 60.0


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Have LibreOffice write a docx of it and read that; without LibreOffice the error says how to go on."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnsupportedForm(
            f"{name}：这份文档（doc、rtf、wps、odt）要用 LibreOffice 读，本机没有安装；"
            "请用 Word 或 WPS 另存为 docx 再交，或请管理员安装 libreoffice-writer。"
        )
    with tempfile.TemporaryDirectory(prefix="huiyin-") as folder:
        return docx.read(_converted(program, data, name, Path(folder), limits), name, limits)


def _converted(program: str, data: bytes, name: str, folder: Path, limits: Limits) -> bytes:
    """Return the docx. The file is given no name of its own: names hold people's names, and LibreOffice logs them."""
    source = folder / "letter"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # a profile of its own: no macros, no lock of others
        "--headless",
        "--norestore",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    seconds = min(_SECONDS, limits.seconds)
    try:
        subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # noqa: S603 - no shell, own arguments
    except subprocess.TimeoutExpired as error:
        raise DocumentTooLarge(f"{name}：转换超过 {seconds:g} 秒的上限，未读取；请另存为 docx 再交。") from error
    except subprocess.CalledProcessError as error:
        raise _unreadable(name) from error
    target = folder / "out" / "letter.docx"
    if not target.exists():
        raise _unreadable(name)
    return target.read_bytes()


def _unreadable(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"{name}：文档已损坏或不完整，转换不了；请用 Word 或 WPS 打开后另存为 docx 再交。")
