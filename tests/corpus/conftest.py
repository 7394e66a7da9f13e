"""Real libraries: of the wheel alone, and of the wheel with chosen statutes of the data folder."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.jsonl import JsonLines
from corpus.sources.wheel import Wheel

# Statutes that the traps of DOMAIN §5.3 are about; the whole file takes most of a minute.
CHOSEN = {
    "中华人民共和国刑法",
    "中华人民共和国立法法",
    "中华人民共和国民事诉讼法",
    "中华人民共和国监察法",
    "中华人民共和国环境保护法",
    "中华人民共和国印花税法",
    "中华人民共和国治安管理处罚法",
    "中华人民共和国学位条例",
    "中华人民共和国学位法",
    "中华人民共和国劳动合同法",
    "中华人民共和国红十字标志使用办法",
    "中华人民共和国居民身份证法",
    "信访条例",
    "信访工作条例",
    "上海市信访条例",
    "军人抚恤优待条例",
    "法规规章备案条例",
    "法规规章备案审查条例",
    "规章制定程序条例",
    "郑州市物业管理条例",
    "北京市反不正当竞争条例",
    "北京市人民代表大会常务委员会关于废止部分地方性法规的决定",
    "上海市价格管理条例",
    "最高人民法院、最高人民检察院关于办理环境污染刑事案件适用法律若干问题的解释",
    "最高人民法院关于审理不正当竞争民事案件应用法律若干问题的解释",
    "汕头经济特区突发公共卫生事件应急条例",
    # Texts without articles, and texts with annexes.
    "女职工劳动保护特别规定",
    "最高人民法院关于新民间借贷司法解释适用范围问题的批复",
    "最高人民法院关于海关行政处罚案件诉讼管辖问题的解释",
    "最高人民法院关于内地与香港特别行政区相互执行仲裁裁决的安排",
}


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library of the default install; tests read it and never write."""
    found = Library(f"sqlite:///{tmp_path_factory.mktemp('library') / 'library.db'}")
    found.import_from(Wheel())
    yield found
    found.close()


@pytest.fixture(scope="session")
def chosen(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The chosen statutes as two files in the form of the data folder: texts and older texts."""
    folder = tmp_path_factory.mktemp("statutes")
    files = []
    for name in ("statutes", "statutes_history"):
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            kept = [line for line in lines if json.loads(line)["title"] in CHOSEN]
        (folder / f"{name}.jsonl").write_text("".join(kept), encoding="utf-8")
        files.append(folder / f"{name}.jsonl")
    return files[0], files[1]


@pytest.fixture(scope="session")
def both(chosen: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The wheel and the chosen statutes in one library."""
    found = Library(f"sqlite:///{tmp_path_factory.mktemp('both') / 'library.db'}")
    found.import_from(Wheel())
    for path in chosen:
        found.import_from(JsonLines(path))
    yield found
    found.close()
