"""The encoder in torch: what it is trained with, exported from, and what serving is compared to. Not used to serve."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file, save
from torch import Tensor
from torch.nn import Module
from torch.nn.functional import normalize
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

from corpus.errors import ModelUnusable
from models.encoder_folder import QUERY_WEIGHTS, EncoderFolder

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers types it not
logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # it tells of the pooler, which nobody uses


class Side(Module):
    """One side of an encoder: token ids -> unit vectors, in float32."""

    def __init__(self, model: "PreTrainedModel", pooling: str) -> None:
        super().__init__()
        self.model = model
        self._mean = pooling == "mean"

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Return one row of unit length for each row of ids."""
        states: Tensor = self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        if self._mean:
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            return normalize((states * weights).sum(dim=1) / weights.sum(dim=1), dim=-1)
        return normalize(states[:, 0], dim=-1)


class TorchEncoder:
    """Both sides of a folder, with the interface of models/encoder.py."""

    def __init__(self, found: EncoderFolder, *, device: str = "cpu") -> None:
        self.name, self.dimensions = found.passages, found.dimensions
        self._found, self._device = found, device
        self.tokenizer = tokenizer(found.path)
        self.passage_side = Side(_model(found.path), found.pooling).to(device).eval()
        self.query_side = Side(_model(found.path), found.pooling).to(device).eval()
        if (found.path / QUERY_WEIGHTS).is_file():
            overlay = load_file(found.path / QUERY_WEIGHTS, device=device)
            if self.query_side.model.load_state_dict(overlay, strict=False).unexpected_keys:
                raise ModelUnusable(f"{found.path / QUERY_WEIGHTS} 与底座不符。请重新训练。")

    def passages(self, texts: Sequence[str]) -> Tensor:
        """Embed texts that are to be found, all in one batch."""
        with torch.inference_mode():
            return self.passage_side(**self.tokens(texts, self._found.tokens))  # type: ignore[no-any-return]  # Module's

    def queries(self, texts: Sequence[str]) -> Tensor:
        """Embed queries, all in one batch, each cut to the length of the model."""
        with torch.inference_mode():
            return self.query_side(**self.questions(texts, self._found.tokens))  # type: ignore[no-any-return]  # Module's

    def questions(self, texts: Sequence[str], length: int) -> dict[str, Tensor]:
        """Return the ids of queries, the prefix before each."""
        return self.tokens([self._found.prefix + text for text in texts], length)

    def tokens(self, texts: Sequence[str], length: int) -> dict[str, Tensor]:
        """Return ids and mask of texts, padded to the longest; none is longer than the folder says."""
        most = min(length, self._found.tokens)
        made = self.tokenizer(list(texts), padding=True, truncation=True, max_length=most, return_tensors="pt")
        return {name: made[name].to(self._device) for name in ("input_ids", "attention_mask")}

    def overlay(self) -> bytes:
        """Return as safetensors, in float16, the tensors in which the queries' side differs from the passages'."""
        trunk = self.passage_side.model.state_dict()
        return save(
            {
                name: tensor.half().cpu().contiguous()
                for name, tensor in self.query_side.model.state_dict().items()
                if not torch.equal(tensor, trunk[name])
            }
        )


def tokenizer(path: Path) -> "PreTrainedTokenizerBase":
    """Load the tokenizer of a folder; raises ModelUnusable."""
    try:
        return AutoTokenizer.from_pretrained(path, local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnusable(f"模型目录 {path} 的分词器无法载入：{error}") from error


def _model(path: Path) -> Any:  # noqa: ANN401 -- transformers types it not
    """Load the transformer of a folder in float32; nothing in the folder can run."""
    try:
        model = AutoModel.from_pretrained(
            path, dtype=torch.float32, local_files_only=True, use_safetensors=True, attn_implementation="eager"
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelUnusable(f"模型目录 {path} 无法载入：{error}") from error
    if hasattr(model, "pooler"):
        model.pooler = None  # made at random where the folder has none, and no part of a sentence vector
    return model
