import re
from pathlib import Path

import pytest

from corpus.errors import InvalidSetting
from service.settings import load, markdown, shown

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in shown(load()):
        monkeypatch.delenv(setting.name, raising=False)


def test_without_any_variable_everything_lies_in_one_folder() -> None:
    settings = load()
    assert settings.library == f"sqlite:///{settings.home}/library.sqlite"
    assert settings.store == f"sqlite:///{settings.home}/store.sqlite"
    assert settings.host == "127.0.0.1"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("HUIYIN_HOST", "0.0.0.0", "只能监听本机"),  # all addresses
        ("HUIYIN_HOST", "10.1.2.3", "只能监听本机"),
        ("HUIYIN_HOST", "::", "只能监听本机"),
        ("HUIYIN_HOST", "triage.example", "只能监听本机"),  # a name could point anywhere
        ("HUIYIN_PORT", "80000", "监听端口"),
        ("HUIYIN_PORT", "八千", "监听端口"),
        ("HUIYIN_HOME", "data/huiyin", "绝对路径"),
        ("HUIYIN_STORE_URL", "mysql://x/y", "sqlite:////"),
        ("HUIYIN_LIBRARY_URL", "sqlite:///laws.sqlite", "绝对路径"),  # relative: another file from every directory
        ("HUIYIN_ELASTIC_URL", "cluster:9200", "http://"),
        ("HUIYIN_ELASTIC_URL", "http://n1:9200,n2:9200", "http://"),
        ("HUIYIN_ELASTIC_URL", "https://n1:9200,http://n2:9200", "都是 https"),  # a password in the open
        ("HUIYIN_ELASTIC_PREFIX", "huiyin-cases", "混淆"),  # its indexes would be dropped as the other one's
        ("HUIYIN_ELASTIC_SHARDS", "0", "几片"),
        ("HUIYIN_ELASTIC_REPLICAS", "-1", "副本"),
        ("HUIYIN_ELASTIC_TIMEOUT", "0", "多少秒"),
        ("HUIYIN_ELASTIC_CA", "/none/such.pem", "没有这个文件"),
        ("HUIYIN_ENCODER", "bge-small", "文件夹的绝对路径"),  # names are not fetched from anywhere
        ("HUIYIN_CACHE", "cache", "绝对路径"),
        ("HUIYIN_MAX_BYTES", "-1", "字节"),
    ],
)
def test_a_value_that_cannot_hold_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidSetting, match=told) as refused:
        load()
    assert name in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_loopback_addresses_are_taken(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("HUIYIN_HOST", host)
    assert load().host == host


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_ELASTIC_URL", "")
    assert load().elastic_url is None


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("http://n1:9200", ("http://n1:9200",)),
        (
            "https://n1:9200, https://n2:9200,https://n3:9200/",
            ("https://n1:9200", "https://n2:9200", "https://n3:9200/"),
        ),
        ("", ()),
    ],
)
def test_a_cluster_has_one_address_or_several(
    monkeypatch: pytest.MonkeyPatch, value: str, hosts: tuple[str, ...]
) -> None:
    monkeypatch.setenv("HUIYIN_ELASTIC_URL", value)
    assert load().elastic_hosts == hosts


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_ELASTIC_API_KEY", "kanarienvogel-1")
    monkeypatch.setenv("HUIYIN_ELASTIC_PASSWORD", "kanarienvogel-2")
    monkeypatch.setenv(
        "HUIYIN_ELASTIC_URL", "https://office:kanarienvogel-3@a.example:9200,https://x:kanarienvogel-4@b.example:9200"
    )
    assert "kanarienvogel" not in repr(shown(load()))


def test_a_refusal_does_not_repeat_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIYIN_STORE_URL", "mysql://office:kanarienvogel@db.example/letters")
    with pytest.raises(InvalidSetting) as refused:
        load()
    assert "kanarienvogel" not in str(refused.value)


def test_every_setting_says_what_it_is_for() -> None:
    assert [setting.name for setting in shown(load()) if not setting.help] == []


def test_the_readme_shows_the_settings_as_they_are() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.split("<!-- settings -->\n")[1].split("<!-- /settings -->")[0] == markdown()


def test_compose_and_image_set_nothing_that_is_no_setting() -> None:
    known = {setting.name for setting in shown(load())}
    for name in ("compose.yaml", "Dockerfile"):
        named = set(re.findall(r"HUIYIN_[A-Z_]+", (README.parent / name).read_text(encoding="utf-8")))
        assert named
        assert named <= known
