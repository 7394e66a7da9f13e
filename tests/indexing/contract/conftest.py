"""Both engines, one after the other, for every test of this folder."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexing.cluster import Cluster
from indexing.elastic import ElasticEngine
from indexing.embedded import EmbeddedEngine
from indexing.engine import Entry, Kind, SearchEngine

ENGINES = [pytest.param("embedded"), pytest.param("elastic", marks=pytest.mark.elasticsearch)]

# Wording of the national laws, or written for these tests. 旧 and 新 are one article before and after a revision.
ENTRIES = (
    Entry("劳动法#50", "工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
          "劳动法 工资 工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
          {"level": ("法律",), "work": ("劳动法",)}, 1995_01_01, shown={"law": "劳动法", "article": 50, "sub": None}),
    Entry("劳动合同法#85", "用人单位未按照劳动合同的约定足额支付劳动报酬的，由劳动行政部门责令限期支付。",
          "劳动合同法 法律责任 用人单位未按照劳动合同的约定足额支付劳动报酬的，由劳动行政部门责令限期支付。",
          {"level": ("法律",), "work": ("劳动合同法",)}, 2008_01_01, shown={"law": "劳动合同法"}),
    Entry("条例#10", "单位拖欠工资的，农民工有权向人力资源社会保障行政部门投诉。",
          "保障农民工工资支付条例 单位拖欠工资的，农民工有权向人力资源社会保障行政部门投诉。",
          {"level": ("行政法规",), "work": ("条例",)}, 2020_05_01, shown={"law": "条例"}),
    Entry("民法典#1254", "禁止从建筑物中抛掷物品。经调查难以确定具体侵权人的，由可能加害的建筑物使用人给予补偿。",
          "民法典 侵权责任 禁止从建筑物中抛掷物品。经调查难以确定具体侵权人的，由可能加害的建筑物使用人给予补偿。",
          {"level": ("法律",), "work": ("民法典",)}, 2021_01_01, shown={"law": "民法典"}),
    Entry("噪声旧#2", "禁止夜间在居民区进行产生环境噪声污染的建筑施工作业。",
          "噪声法 禁止夜间在居民区进行产生环境噪声污染的建筑施工作业。",
          {"level": ("法律",), "work": ("噪声法",)}, 1997_03_01, 2022_06_05, {"law": "噪声法"}),
    Entry("噪声新#2", "在噪声敏感建筑物集中区域，禁止夜间进行产生噪声的建筑施工作业。",
          "噪声法 在噪声敏感建筑物集中区域，禁止夜间进行产生噪声的建筑施工作业。",
          {"level": ("法律",), "work": ("噪声法",)}, 2022_06_05, shown={"law": "噪声法"}),
    Entry("办法#7", "空调外机PM2.5检测费用为３．５元，编号为T/CAS 12-2020。", "办法 空调外机PM2.5检测费用为３．５元，编号为T/CAS 12-2020。",
          {"level": ("部门规章",), "work": ("办法",)}, shown={"law": "办法"}),
    # the same text thrice: only the id can order them; handed over in another order than they must come back in
    *(Entry(f"同文#{n}", "本办法自公布之日起施行。", "同文 本办法自公布之日起施行。",
            {"level": ("部门规章",), "work": ("同文",)}, 2000_01_01 + n, shown={"n": n}) for n in (3, 1, 2)),
)  # fmt: skip


@pytest.fixture(scope="session")
def engines(request: pytest.FixtureRequest) -> Callable[[str, Path], SearchEngine]:
    """Make an empty engine of a name; on the cluster under a prefix of its own."""

    def make(name: str, folder: Path) -> SearchEngine:
        if name == "embedded":
            return EmbeddedEngine(folder)
        url = request.getfixturevalue("elastic_url")
        return ElasticEngine(Cluster((url,), prefix=f"huiyin-test-{secrets.token_hex(4)}"))

    return make


@pytest.fixture(params=ENGINES)
def empty(
    request: pytest.FixtureRequest, engines: Callable[[str, Path], SearchEngine], tmp_path: Path
) -> Iterator[SearchEngine]:
    """An engine that holds nothing yet, to be changed."""
    engine = engines(request.param, tmp_path)
    yield engine
    clear(engine)


@pytest.fixture
def filled(empty: SearchEngine) -> SearchEngine:
    """An engine with ENTRIES, to be changed."""
    fill(empty)
    return empty


@pytest.fixture(params=ENGINES, scope="session")
def serving(
    request: pytest.FixtureRequest,
    engines: Callable[[str, Path], SearchEngine],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SearchEngine]:
    """An engine with ENTRIES that no test changes."""
    engine = engines(request.param, tmp_path_factory.mktemp("serving"))
    fill(engine)
    yield engine
    clear(engine)


def fill(engine: SearchEngine, name: str = "first", sequence: int = 7) -> None:
    with engine.draft(Kind.STATUTES, name) as draft:
        draft.add(ENTRIES)
        draft.seal(sequence)
        engine.switch(Kind.STATUTES, name)


def clear(engine: SearchEngine) -> None:
    """Leave nothing on a server that is not ours."""
    if isinstance(engine, ElasticEngine):
        for kind in Kind:
            for index in engine._session.held(engine._alias(kind)):
                engine._session.remove(index)
    engine.close()
