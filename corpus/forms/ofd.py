"""OFD (GB/T 33190): text in reading order by ofdkit; seals and signatures are reported, never verified."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.documents import Box, Limits, Reading
from corpus.errors import DocumentTooLarge, EmptyDocument, UnreadableDocument
from corpus.pages.layout import Line
from corpus.pages.sheets import Sheet, bind

if TYPE_CHECKING:
    from lxml.etree import XMLParser
    from ofdkit import Page


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Read every page; a page that is only a picture becomes a note, a file without any text an error."""
    import ofdkit

    _check_size(data, name, limits)
    try:
        with ofdkit.open(io.BytesIO(data)) as document:
            if len(document.pages) > limits.pages:
                raise DocumentTooLarge(
                    f"{name}：共 {len(document.pages)} 页，超过上限 {limits.pages} 页，未读取；请拆成几份再交。"
                )
            sheets = [Sheet("ofdkit", tuple(_lines(page))) for page in document.pages]
    except ofdkit.OFDLimitError as error:
        raise DocumentTooLarge(f"{name}：OFD 文档展开后超过上限，未读取；请拆成几份再交。") from error
    except (ofdkit.OFDError, zipfile.BadZipFile, ValueError, KeyError) as error:
        raise UnreadableDocument(f"{name}：OFD 文档已损坏或不完整，读不出；请重新取得原文件。") from error
    unread = [str(number) for number, sheet in enumerate(sheets, start=1) if not sheet.lines]
    if len(unread) == len(sheets):
        raise EmptyDocument(f"{name}：OFD 文档里没有文字，可能整页是图像；请另存为 PDF 再交，本系统会识别其中的图像。")
    notes = [f"第 {'、'.join(unread)} 页没有文字（空白或图像），未读出，请对照原件。"] if unread else []
    return Reading(bind(sheets), (*notes, *_seals(data)))


def _check_size(data: bytes, name: str, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unfolded = sum(member.file_size for member in archive.infolist())
    if unfolded > limits.unfolded_bytes:
        raise DocumentTooLarge(f"{name}：OFD 文档展开后有 {unfolded // 1024 // 1024} MB，超过上限，未读取。")


def _lines(page: "Page") -> Iterator[Line]:
    x0, y0, width, height = page.box
    for run in page.runs:
        if run.text.strip() and width and height:
            # `y` is the baseline; the em box of Chinese type reaches about 0.85 em above and 0.15 em below it.
            box = Box(
                (run.x - x0) / width,
                (run.y - 0.85 * run.size - y0) / height,
                (run.x + run.width - x0) / width,
                (run.y + 0.15 * run.size - y0) / height,
            )
            yield Line(run.text, box)


def _seals(data: bytes) -> Iterator[str]:
    """Yield a sentence for each signature: its kind, day and maker as the file states them."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = set(archive.namelist())
        for listing in sorted(path for path in held if posixpath.basename(path).lower() == "signatures.xml"):
            try:
                entries = etree.fromstring(archive.read(listing), parser).findall("{*}Signature")
            except (etree.XMLSyntaxError, zipfile.BadZipFile) as error:
                yield f"文件含电子签章，但签章信息已损坏（{type(error).__name__}）；本系统不验证签章真伪。"
                continue
            for entry in entries:
                place = entry.get("BaseLoc", "").lstrip("/")
                path = place if place in held else posixpath.join(posixpath.dirname(listing), place)
                kind = "电子签名" if entry.get("Type", "Seal") == "Sign" else "电子印章"
                facts = _facts(archive.read(path), parser) if path in held else ""
                yield f"文件含{kind}{facts}；本系统只报告、不验证签章真伪。"


def _facts(data: bytes, parser: "XMLParser") -> str:
    from lxml import etree

    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return "（内容已损坏）"
    provider = root.find(".//{*}Provider")
    day = root.findtext(".//{*}SignatureDateTime")
    pages = len(root.findall(".//{*}StampAnnot"))
    known = [
        f"日期 {day.strip()}" if day else "",
        f"制作者 {provider.get('ProviderName')}" if provider is not None and provider.get("ProviderName") else "",
        f"盖在 {pages} 处" if pages else "",
    ]
    return f"（{'，'.join(fact for fact in known if fact)}）" if any(known) else ""
