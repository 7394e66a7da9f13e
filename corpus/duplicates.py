"""Texts that are nearly the same: found by MinHash, then compared exactly.

Two texts are compared by their shingles, stretches of three letters or digits; the share in common is |A∩B| / |A∪B|.
Of 1,280 letters to a mayor, the 80 pairs that are known copies of each other share .90 or more; of all other pairs two
share .80 and .95 (copies nobody had noticed), the next .17.
"""

from zlib import crc32

import datasketch
from datasketch import MinHash

from corpus import terms

NEARLY_THE_SAME = 0.7
"""From this share on two texts are called nearly the same; between .17 and .80 there was no pair."""

_SHINGLE = 3
# 32 bands of 4 values: a pair that shares .7 has a band in common in 9,998 of 10,000 cases, one that shares .17 in 264.
_BANDS, _ROWS = 32, 4
VERSION = f"datasketch {datasketch.__version__}, {_SHINGLE}, {_BANDS} x {_ROWS}"
"""What bands depend on besides the text: those of another version are no help."""


def bands(text: str) -> tuple[str, ...]:
    """Return what texts that are nearly the same have at least one of in common; none for a text without words."""
    pieces = shingles(text)
    if not pieces:
        return ()
    sketch = MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32")
    sketch.update_batch([piece.encode("utf-8", "surrogatepass") for piece in pieces])
    rows = sketch.hashvalues.astype("<u4").reshape(_BANDS, _ROWS)
    return tuple(f"{band}:{crc32(row.tobytes()):08x}" for band, row in enumerate(rows))


def shingles(text: str) -> frozenset[str]:
    """Return the shingles of a text; of a shorter text all of it."""
    letters = "".join(terms.characters(text))
    return frozenset(letters[at : at + _SHINGLE] for at in range(max(1, len(letters) - _SHINGLE + 1)) if letters)


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two texts have in common, from their shingles: 1 for the same, 0 for texts without words."""
    return len(one & other) / len(one | other) if one and other else 0.0
