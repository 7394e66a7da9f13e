"""Both sides of an encoder for ONNX Runtime: made once from its folder and kept in a cache by its fingerprint.

torch makes them, in a process of its own that then ends: a server never holds torch.

Queries are read in 8 bits, because somebody waits: 12 ms instead of 16 for a question of STARD on one core; R@5, R@10,
R@100 and MRR on dev .598 .707 .899 .612 instead of .600 .707 .893 .607. Passages stay in float32: 8 bits make 36 a
second instead of 22 and cost a point (R@10 .698 -> .687, R@100 .900 -> .894).
"""

import hashlib
import json
import shutil
import subprocess
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from corpus.errors import ModelUnusable
from models import encoder_folder
from models.encoder_folder import EncoderFolder

if TYPE_CHECKING:
    from models.encoder_torch import Side

PASSAGES, QUERIES, TOKENIZER = "passages.onnx", "queries.onnx", "tokenizer.json"
DIGESTS = "sha256.json"
# Counted up when the form of the files or how they are made changes: what an earlier program made is not read.
FORMAT: Final = 1
INPUTS: Final = ("input_ids", "attention_mask")
OUTPUT: Final = "vectors"
_SAID = 2  # exit status of a failure that is told on standard output
_COMMAND = "from models.encoder_onnx import make; make()"


def derived(found: EncoderFolder, side: str, cache: Path) -> Path:
    """Return the folder with both sides and the tokenizer; made now where it lacks `side` or that is damaged.

    Making takes half a minute. Raises ModelUnusable: weights damaged, or of a kind that cannot be taken over.
    """
    whole = kept(found, side, cache)
    if whole is None:
        whole = _place(found, cache)
        _ask(found, whole)
    return whole


def kept(found: EncoderFolder, side: str, cache: Path) -> Path | None:
    """Return the folder where it holds `side` as it was made, else None."""
    place = _place(found, cache)
    return place if _whole(place, side) else None


def _place(found: EncoderFolder, cache: Path) -> Path:
    return cache / f"{found.queries}-{FORMAT}"


def _whole(place: Path, side: str) -> bool:
    """Tell whether a side and the tokenizer are there as they were made."""
    try:
        stated = json.loads((place / DIGESTS).read_bytes())
        return all(stated[name] == _digest(place / name) for name in (side, TOKENIZER))
    except (OSError, ValueError, KeyError):
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ask(found: EncoderFolder, place: Path) -> None:
    """Have a process make both sides; when ours ends before, it goes on alone and nothing is lost."""
    order = [sys.executable, "-I", "-c", _COMMAND, str(found.path), str(place)]
    try:
        done = subprocess.run(order, capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603 - our own words
    except OSError as error:  # no memory for another process
        raise ModelUnusable(f"编码器 {found.path} 无法转换：{error.strerror}") from error
    if done.returncode:
        told = done.stdout if done.returncode == _SAID else f"{done.stderr.strip() or '没有说明'}".splitlines()[-1]
        raise ModelUnusable(f"编码器 {found.path} 无法转换：{told.strip()}")


def make() -> None:
    """Do what `_ask` asks for: argv is the folder of the encoder and the folder to put in place, whole."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a terminal or a pipe is a TextIOWrapper
    folder, place = map(Path, sys.argv[1:])
    try:
        found = encoder_folder.read(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=place.name + ".", dir=place.parent))
        try:
            write(found, beside)
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # another process was first; it made the same
                beside.rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except ModelUnusable as error:
        print(error)  # noqa: T201 - read by `_ask`
        sys.exit(_SAID)
    except OSError as error:
        print(f"文件夹 {place.parent} 不能写（{error.strerror}）")  # noqa: T201 - read by `_ask`
        sys.exit(_SAID)


def write(found: EncoderFolder, place: Path) -> None:
    """Write both sides and the tokenizer into a folder that is there; raises ModelUnusable."""
    import torch

    from models.encoder_torch import TorchEncoder

    torch.set_num_threads(1)
    encoder_folder.verify(found)
    encoder = TorchEncoder(found)
    backend = getattr(encoder.tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise ModelUnusable("它的分词器不能写成 tokenizer.json。请换一个模型。")
    backend.no_truncation()
    backend.no_padding()
    backend.save(str(place / TOKENIZER))
    _export(encoder.passage_side, place / PASSAGES)
    exact = place / "exact.onnx"
    _export(encoder.query_side, exact)
    _quantise(exact, place / QUERIES)
    exact.unlink()
    digests = {name: _digest(place / name) for name in (PASSAGES, QUERIES, TOKENIZER)}
    (place / DIGESTS).write_text(json.dumps(digests))


def _export(side: "Side", file: Path) -> None:
    """Write the graph in float32, for any number of texts of any length."""
    import torch

    # Two tensors: one given twice is taken for one input.
    example = (torch.randint(5, 99, (3, 7)), torch.ones(3, 7, dtype=torch.long))
    free = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens")}
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch speaks to itself about its own deprecations
        torch.onnx.export(
            side,
            example,
            file,
            input_names=INPUTS,
            output_names=(OUTPUT,),
            dynamic_shapes=(free, free),
            external_data=False,
            verbose=False,
        )


def _quantise(exact: Path, file: Path) -> None:
    """Write the graph with the feed-forward weights in 8 bits, scaled by column; attention and embeddings stay exact.

    Cosine to torch on the questions of STARD dev, mean .996 and least .992; with attention's weights in 8 bits too
    .994 and .984, and 2 ms less. `reduce_range` uses 7 of the bits: without VNNI the products of 8 run
    over 16, which left a mean cosine of .78.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph = onnx.load(exact).graph
    shapes = {weights.name: tuple(weights.dims) for weights in graph.initializer}
    products = [node for node in graph.node if node.op_type == "MatMul" and node.input[1] in shapes]
    square = [node.name for node in products if len(set(shapes[node.input[1]])) == 1]  # attention's
    quantize_dynamic(
        exact,
        file,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=square,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
