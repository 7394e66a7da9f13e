"""Pages of a text as a scanner or a telephone sees them: clean, noisy, askew, stamped, photographed.

Everything chance decides is seeded by the text, so that two runs measure the same pictures.
"""

import math
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

DPI: Final = 200
PAPER: Final = (1654, 2339)  # A4
MARGIN: Final = 160
POINTS: Final = 14  # 四号, as letters are printed
LEADING: Final = 1.6
SKEW: Final = 1.5  # degrees: paper laid by hand on a flat-bed
NOISE: Final = 18.0  # grey levels, standard deviation
STAMP: Final = (200, 30, 40)


@dataclass(frozen=True, slots=True)
class Type:
    """The typeface: a file of Debian's fonts-noto-cjk unless told otherwise, and which face of the collection."""

    file: Path = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
    face: int = 2  # simplified Chinese

    def at(self, points: float) -> "FreeTypeFont":
        """Return the face at a size on these pages."""
        return ImageFont.truetype(self.file, round(points * DPI / 72), index=self.face)


def pages(text: str, face: Type) -> list[Image.Image]:
    """Return a text as clean pages of black on white; a line too long goes on in the next."""
    font = face.at(POINTS)
    step = round(POINTS * DPI / 72 * LEADING)
    lines = [part for line in text.expandtabs(4).split("\n") for part in _wrapped(line, font)]
    held = (PAPER[1] - 2 * MARGIN) // step
    sheets = []
    for start in range(0, len(lines), held):
        sheet = Image.new("RGB", PAPER, "white")
        draw = ImageDraw.Draw(sheet)
        for number, line in enumerate(lines[start : start + held]):
            draw.text((MARGIN, MARGIN + number * step), line, font=font, fill="black")
        sheets.append(sheet)
    return sheets


def clean(page: Image.Image) -> Image.Image:
    """Leave a page as it is printed."""
    return page


def noisy(page: Image.Image) -> Image.Image:
    """Blur a page a little and strew grain over it, as a worn copier does."""
    grain = _chance(page).normal(0.0, NOISE, (page.height, page.width, 1))
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(0.8)), dtype=float)
    return Image.fromarray(np.clip(soft * 0.9 + 12 + grain, 0, 255).astype(np.uint8))


def askew(page: Image.Image) -> Image.Image:
    """Turn a page as paper lies on the glass."""
    return page.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor="white")


def stamped(page: Image.Image) -> Image.Image:
    """Set a round red seal over the middle of the text."""
    seal = Image.new("RGBA", page.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(seal)
    x, y, r = page.width // 2, page.height // 4, 200
    draw.ellipse((x - r, y - r, x + r, y + r), outline=(*STAMP, 190), width=12)
    points = [(x + 70 * math.sin(turn * math.pi * 0.8), y - 70 * math.cos(turn * math.pi * 0.8)) for turn in range(5)]
    draw.polygon(points, fill=(*STAMP, 150))
    return Image.alpha_composite(page.convert("RGBA"), seal).convert("RGB")


def photographed(page: Image.Image) -> Image.Image:
    """Look at a page from the side under a lamp: perspective, a shadow across it, a dark table around it."""
    width, height = page.size
    corners = [(0, 0), (width, 0), (width, height), (0, height)]
    seen = [(70, 90), (width - 40, 40), (width - 110, height - 60), (30, height - 130)]
    back = _perspective(seen, corners)
    table = (70, 62, 55)
    bent = page.transform(page.size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC, fillcolor=table)
    light = np.linspace(1.0, 0.62, width)[None, :, None] * np.linspace(0.95, 1.0, height)[:, None, None]
    grain = _chance(page).normal(0.0, 4.0, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(bent, dtype=float) * light + grain, 0, 255).astype(np.uint8))


TREATMENTS: Final[dict[str, Callable[[Image.Image], Image.Image]]] = {
    "scan-clean": clean,
    "scan-noise": noisy,
    "scan-skew": askew,
    "scan-stamp": stamped,
    "photo": photographed,
}


def _wrapped(line: str, font: "FreeTypeFont") -> list[str]:
    room = PAPER[0] - 2 * MARGIN
    parts = [""]
    for character in line:
        if font.getlength(parts[-1] + character) > room:
            parts.append("")
        parts[-1] += character
    return parts


def _chance(page: Image.Image) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(page.tobytes()))


def _perspective(seen: list[tuple[int, int]], corners: list[tuple[int, int]]) -> list[float]:
    """Return Pillow's eight numbers that map a place on the photograph back to one on the paper."""
    rows, values = [], []
    for (x, y), (u, v) in zip(seen, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(rows, float), np.array(values, float))]
