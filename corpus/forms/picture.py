"""Pictures of letters: JPEG, PNG, TIFF (all its pages), BMP, WebP. A person has photographed or scanned paper."""

import io
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.documents import Limits, Reading
from corpus.errors import DocumentTooLarge, EmptyDocument, NeedsRecognition, UnreadableDocument
from corpus.pages import ocr
from corpus.pages.layout import Line
from corpus.pages.sheets import Sheet, bind
from corpus.working.progress import tell

if TYPE_CHECKING:  # Pillow is imported when a picture is read
    from PIL.ImageFile import ImageFile


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """Recognise every page of a picture; about eight seconds a page on one core.

    What is too large or no picture at all is refused before a job is made of it.
    """
    with _named_errors(name):
        picture = _opened(data, name, limits)
        if limits.recognised_pages == 0:
            raise NeedsRecognition(f"{name}：这是图片，要先做文字识别。")
        sheets = tuple(Sheet("rapidocr", lines) for lines in _pages(picture, name, limits))
    if not any(sheet.lines for sheet in sheets):
        raise EmptyDocument(f"{name}：图片里没有认出文字；请检查是否拍全、拍清，或把内容录入为文本。")
    return Reading(bind(sheets))


@contextmanager
def _named_errors(name: str) -> Iterator[None]:
    from PIL import Image, UnidentifiedImageError

    try:
        yield
    except Image.DecompressionBombError as error:
        raise DocumentTooLarge(f"{name}：图片像素数超过上限，未读取；请缩小后再交。") from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        EOFError,
    ) as error:  # what Pillow's decoders raise
        raise UnreadableDocument(f"{name}：图片已损坏或不完整，打不开；请重新拍照或扫描。") from error


def _opened(data: bytes, name: str, limits: Limits) -> "ImageFile":
    """Open a picture, which reads no more than its head."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is ours and stricter
        picture = Image.open(io.BytesIO(data))
    _measure(picture, name, limits)
    return picture


def _measure(picture: "ImageFile", name: str, limits: Limits) -> None:
    if picture.width * picture.height > limits.pixels:
        raise DocumentTooLarge(
            f"{name}：图片有 {picture.width}×{picture.height} 像素，超过上限，未读取；请缩小后再交。"
        )


def _pages(picture: "ImageFile", name: str, limits: Limits) -> Iterator[tuple[Line, ...]]:
    from PIL import ImageOps

    deadline = time.monotonic() + limits.seconds
    frames = getattr(picture, "n_frames", 1)
    if frames > limits.recognised_pages:
        raise DocumentTooLarge(
            f"{name}：共 {frames} 页图像，超过上限 {limits.recognised_pages} 页，未读取；请分几份再交。"
        )
    for frame in range(frames):
        if time.monotonic() > deadline:
            raise DocumentTooLarge(f"{name}：识别超过 {limits.seconds:g} 秒的上限；请分几份再交。")
        picture.seek(frame)
        _measure(picture, name, limits)
        yield tuple(ocr.lines(ImageOps.exif_transpose(picture)))
        tell(frame + 1, frames)
