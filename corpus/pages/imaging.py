"""Pages as pictures, for a person who transcribes what OCR could not read."""

import io
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from corpus.recognition import form

if TYPE_CHECKING:
    from PIL.Image import Image

_PICTURES = frozenset({"jpeg", "png", "tiff", "bmp", "webp"})
# Wide enough to read a line of 40 characters on a screen: 35 pixels each.
_WIDTH = 1400
_QUALITY = 75


def page_pictures(data: bytes, name: str, numbers: Collection[int]) -> dict[int, bytes]:
    """Return the pages of these numbers as JPEG; of a form that has no pictures of pages (zip, docx) none.

    Runs what opens the file, so it belongs into the process apart, like the reading itself.
    """
    kind = form(data, name)
    pages = _of_pdf(data, numbers) if kind == "pdf" else _of_picture(data, numbers) if kind in _PICTURES else ()
    return {number: _jpeg(page) for number, page in pages}


def _of_pdf(data: bytes, numbers: Collection[int]) -> Iterator[tuple[int, "Image"]]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = document[number - 1]
            yield number, page.render(scale=_WIDTH / page.get_width()).to_pil()
    finally:
        document.close()


def _of_picture(data: bytes, numbers: Collection[int]) -> Iterator[tuple[int, "Image"]]:
    from PIL import Image, ImageOps

    picture = Image.open(io.BytesIO(data))
    for number in numbers:
        picture.seek(number - 1)
        yield number, ImageOps.exif_transpose(picture)


def _jpeg(picture: "Image") -> bytes:
    shown = picture.convert("RGB")
    shown.thumbnail((_WIDTH, 4 * _WIDTH))
    buffer = io.BytesIO()
    shown.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()
