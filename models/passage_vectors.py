"""The vectors of all passages, made once for training and kept in one file; a run that is cut off goes on there."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.encoder_torch import TorchEncoder

# 59,364 national articles take an hour on one core, so a kill costs some seconds of it.
BATCH = 32
_FLUSHED = 50  # batches


def passage_vectors(
    encoder: TorchEncoder, texts: Sequence[str], cache: Path, *, progress: Callable[[int, int], None]
) -> NDArray[np.float32]:
    """Return the vectors, one row a text, from the file of this encoder and these texts as far as that reaches."""
    cache.mkdir(parents=True, exist_ok=True)
    file = cache / f"passages-{key(encoder.name, texts)}.npy"
    reached = file.with_suffix(".done")
    done = int(reached.read_text()) if file.is_file() and reached.is_file() else 0
    shape = (len(texts), encoder.dimensions)
    vectors = np.lib.format.open_memmap(file, mode="r+" if done else "w+", dtype=np.float32, shape=shape)
    # Texts of like length stand together, so that little is padded.
    order = np.argsort([len(text) for text in texts], kind="stable")
    for start in range(done, len(texts), BATCH):
        places = order[start : start + BATCH]
        vectors[places] = encoder.passages([texts[place] for place in places]).cpu().numpy()
        if start // BATCH % _FLUSHED == 0:
            vectors.flush()
            reached.write_text(str(start + len(places)))
        progress(start + len(places), len(texts))
    vectors.flush()
    reached.write_text(str(len(texts)))
    return np.array(vectors)


def key(encoder: str, texts: Sequence[str]) -> str:
    """Return what names the file: the encoder's name and the texts in their order."""
    return hashlib.sha256(json.dumps([encoder, BATCH, list(texts)]).encode()).hexdigest()[:16]
