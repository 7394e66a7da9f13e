"""A small encoder with random weights, as a folder: real files, read in no time."""

from pathlib import Path

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from models import encoder_folder, folder
from models.encoder_torch import TorchEncoder

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
CHARACTERS = "民法典合同第一二三四五六七八九十条款项章借钱不还怎么办工资拖欠公司劳动仲裁房屋买卖的了是在有人为这个句子生成表示以用于检索相关文章，。："
WIDTH = 32


def foreign(place: Path) -> Path:
    """Write a folder as `transformers` does, without huiyin.json: 2 layers of 32, weights by seed 13."""
    torch.manual_seed(13)
    vocabulary = {token: number for number, token in enumerate((*SPECIAL, *dict.fromkeys(CHARACTERS)))}
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=0.5,
    )
    BertModel(config, add_pooling_layer=False).half().save_pretrained(place)  # type: ignore[no-untyped-call]  # transformers types it not
    _tokenizer(vocabulary).save_pretrained(place)
    return place


def tiny(place: Path) -> Path:
    """Write a folder of ours whose queries have layers of their own."""
    contents = {one.name: one.read_bytes() for one in foreign(place).iterdir()}
    encoder = TorchEncoder(encoder_folder.read(place))
    with torch.no_grad():
        for name, weights in encoder.query_side.model.named_parameters():
            if not name.startswith("embeddings."):
                weights.add_(0.1 * torch.randn_like(weights))
    stated = {"kind": encoder_folder.KIND, "pooling": "cls", "prefix": "检索：", "tokens": 40}
    folder.replace(place, stated, contents | {encoder_folder.QUERY_WEIGHTS: encoder.overlay(), folder.CARD: b""})
    return place


def _tokenizer(vocabulary: dict[str, int]) -> PreTrainedTokenizerFast:
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = BertNormalizer()
    made.pre_tokenizer = BertPreTokenizer()
    made.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[(name, vocabulary[name]) for name in ("[CLS]", "[SEP]")]
    )
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers types it not
        tokenizer_object=made, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
