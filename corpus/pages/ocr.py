"""Pictures of pages to lines of text, each character with how sure it is and what else it may be."""

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.documents import Box, Doubt
from corpus.pages.layout import Line

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image
    from rapidocr import RapidOCR

# A character below this is doubtful and carries its alternatives. Nine texts at 200 dpi, clean and with noise turned
# by 1.2 degrees (0.22 % wrong): all 7 wrong characters are below it, and 1.8 % of the right ones.
DOUBT = 0.9
# Other readings of a doubtful character are named from this probability on, three at most.
_ALTERNATIVE = 0.005
_ALTERNATIVES = 3
# Below this a line is dirt, the edge of a stamp or a photograph's ornament.
_LEGIBLE = 0.5


@cache
def _engine() -> "RapidOCR":
    """Load the models that lie inside the wheel (PP-OCRv6 small); one thread, so that a server stays a server.

    The classifier of upside-down lines is off: it dropped a whole line of an upright page (DESIGN, Decisions).
    """
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.return_word_box": True,  # hands through what the decoder below says of each character
            "Rec.rec_batch_num": 1,  # one thread gains nothing from batches, and padding changes the outcome
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    # The one way to hand in a decoder; the release is pinned.
    recogniser = engine._load_rec_model()  # type: ignore[no-untyped-call]  # noqa: SLF001 - rapidocr's own method
    recogniser.postprocess_op = _Decoder(recogniser.postprocess_op.character)
    return engine


class _Decoder:
    """Greedy CTC decoding that keeps the probabilities of each character and of its rivals."""

    def __init__(self, characters: list[str]) -> None:
        self._characters = characters

    def __call__(self, preds: "np.ndarray", *_: object, **__: object) -> tuple[list[tuple[str, float]], list[Any]]:
        decoded = [self._decode(page) for page in preds]
        return [(text, 0.0) for text, _, _ in decoded], decoded

    def _decode(self, steps: "np.ndarray") -> tuple[str, list[float], list[tuple[str, ...]]]:
        best = steps.argmax(axis=1)
        words: list[str] = []
        sure: list[float] = []
        rivals: list[tuple[str, ...]] = []
        before = 0
        for step, index in enumerate(best):
            if index not in (0, before):  # 0 is the blank between characters
                words.append(self._characters[index])
                sure.append(float(steps[step, index]))
                rivals.append(self._rivals(steps[step], int(index)))
            elif index and float(steps[step, index]) > sure[-1]:
                sure[-1] = float(steps[step, index])
            before = index
        return "".join(words), sure, rivals

    def _rivals(self, probabilities: "np.ndarray", chosen: int) -> tuple[str, ...]:
        likely = probabilities.argsort()[::-1][: _ALTERNATIVES + 2]
        named = [index for index in likely if index not in (0, chosen) and probabilities[index] >= _ALTERNATIVE]
        return tuple(self._characters[index] for index in named[:_ALTERNATIVES])


def lines(picture: "Image") -> list[Line]:
    """Return the lines of a page; their boxes are straightened for reading order where the paper lay askew."""
    import numpy as np
    from rapidocr.main import RapidOCRError
    from rapidocr.utils.process_img import map_boxes_to_original

    pixels = np.asarray(picture.convert("RGB"))[:, :, ::-1]  # the models were trained on BGR
    engine = _engine()
    resized, record = engine.preprocess_img(pixels)
    try:
        crops, found = engine.detect_and_crop(resized, record)
    except RapidOCRError:  # its way to say that there is no text
        return []
    if found.boxes is None:
        return []
    quads = map_boxes_to_original(found.boxes, record, *pixels.shape[:2])
    decoded = engine.recognize_txt(crops).word_results
    angle = _skew(quads)
    read = (_line(quad, result, angle, pixels.shape) for quad, result in zip(quads, decoded, strict=True))
    return [line for line in read if line is not None]


def _skew(quads: "np.ndarray") -> float:
    """Return the angle of the paper in radians: the middle one of the longer lines."""
    long = [quad for quad in quads if _length(quad) > 0.3 * max(map(_length, quads))]
    angles = sorted(math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0]) for quad in long)
    return angles[len(angles) // 2]


def _length(quad: "np.ndarray") -> float:
    return math.dist(quad[0], quad[1])


def _line(quad: "np.ndarray", result: Any, angle: float, shape: tuple[int, ...]) -> Line | None:  # noqa: ANN401 - rapidocr's
    text, sure, rivals = result
    if not text.strip() or sum(sure) / len(sure) < _LEGIBLE:
        return None
    doubts = tuple(
        Doubt(offset, confidence, others)
        for offset, (confidence, others) in enumerate(zip(sure, rivals, strict=True))
        if confidence < DOUBT
    )
    height, width = shape[:2]
    turned = [_turned(x, y, -angle, width, height) for x, y in quad]
    return Line(
        text,
        _around(turned, width, height),
        sum(sure) / len(sure),
        doubts,
        place=_around([(float(x), float(y)) for x, y in quad], width, height),
    )


def _turned(x: float, y: float, angle: float, width: int, height: int) -> tuple[float, float]:
    """Turn a point about the middle of the page."""
    dx, dy = x - width / 2, y - height / 2
    return (
        width / 2 + dx * math.cos(angle) - dy * math.sin(angle),
        height / 2 + dx * math.sin(angle) + dy * math.cos(angle),
    )


def _around(points: list[tuple[float, float]], width: int, height: int) -> Box:
    across = [float(x) / width for x, _ in points]
    down = [float(y) / height for _, y in points]
    return Box(min(across), min(down), max(across), max(down))
