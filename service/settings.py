"""All that an operator can set, read once from HUIYIN_… in the environment. Nothing else reads the environment.

The table in README.md is made from these fields (`huiyin settings --markdown`); a test compares.
"""

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, SettingsConfigDict

from corpus.errors import InvalidSetting

PREFIX = "HUIYIN_"
HIDDEN = "******"
SHIPPED, WORDS_ALONE = "shipped", "none"  # encoders that are no folder
DATABASE = "sqlite:////"  # an absolute path; other databases come with the second machine


def _data_folder() -> Path:
    """系统的用户数据文件夹"""  # as the table of the settings calls it
    return user_data_path("huiyin")


def _cache_folder() -> Path:
    """系统的用户缓存文件夹"""
    return user_cache_path("huiyin")


class Settings(BaseSettings):
    """One value for each setting; an empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    home: Path = Field(
        default_factory=_data_folder,
        description="法规库、索引和来信都在这一个文件夹里；自动建立，权限 0700",
    )
    host: str = Field(
        default="127.0.0.1", description="监听地址。账号与权限建立之前只能是本机（127.0.0.1、::1 或 localhost）"
    )
    port: int = Field(default=8000, ge=1, le=65535, description="监听端口")
    library_url: str | None = Field(
        default=None, description="法规库（SQLAlchemy URL，`sqlite:////绝对路径`）；不设则为 HOME 里的 library.sqlite"
    )
    store_url: str | None = Field(
        default=None, description="来信库（SQLAlchemy URL，`sqlite:////绝对路径`）；不设则为 HOME 里的 store.sqlite"
    )
    elastic_url: str | None = Field(
        default=None,
        description="Elasticsearch 的地址，同一集群的几台用逗号隔开，一台不应答就问下一台；"
        "不设则用内置的检索引擎，不需要任何服务",
    )
    elastic_ca: Path | None = Field(default=None, description="Elasticsearch 证书的 CA 文件（PEM）")
    elastic_api_key: SecretStr | None = Field(default=None, description="Elasticsearch 的 API key")
    elastic_user: str | None = Field(default=None, description="Elasticsearch 的用户名（没有 API key 时）")
    elastic_password: SecretStr | None = Field(default=None, description="Elasticsearch 的密码")
    elastic_prefix: str = Field(
        default="huiyin",
        pattern=r"^[a-z][a-z0-9-]{0,40}$",
        description="Elasticsearch 索引名的前缀，同一集群可放几套；不能含 -statutes、-cases",
    )
    elastic_shards: int = Field(
        default=1, ge=1, le=64, description="新建的每一代索引分几片；十几万条一片足够，多台机器可以一台一片"
    )
    elastic_replicas: int = Field(
        default=0, ge=0, le=8, description="每一片另存几份副本；有两台以上机器时设 1，坏一台不丢数据、不停检索"
    )
    elastic_timeout: float = Field(
        default=10,
        gt=0,
        le=120,
        description="等 Elasticsearch 一次检索最多多少秒，写入为六倍；连续三次等不到就先不问，五秒后再试",
    )
    encoder: str = Field(
        default=SHIPPED,
        description="按意思检索用的编码器：shipped 是随程序的；也可以是任何 Hugging Face 模型文件夹的绝对路径"
        "（只读 safetensors）；none 为只按词检索",
    )
    cache: Path = Field(
        default_factory=_cache_folder,
        description="可以随时删掉、会重新生成的文件：由编码器转换出的运行格式（约 150 MB）、"
        "训练时条文的向量（约 120 MB）",
    )
    regions: str = Field(
        default="",
        description="本单位所在的地方，如 汕头市、广东省：来信没有写地方时，也看这些地方的地方性法规；"
        "别处的只在来信写到那里时才看",
    )
    max_bytes: int = Field(default=20_000_000, ge=1_000, description="一份文件最多多少字节")
    max_pages: int = Field(default=500, ge=1, description="一份文件最多多少页")
    max_characters: int = Field(default=200_000, ge=1_000, description="一封信最多多少字")
    read_seconds: int = Field(default=600, ge=10, description="读一份文件最多多少秒；到时停止这一份，不影响别的")
    # A page of a letter at 200 dpi is recognised with 1,024; with 700 the OCR models do not start.
    read_megabytes: int = Field(default=4_096, ge=1_024, description="读一份文件最多用多少 MB 内存（地址空间）")
    ocr_pages: int = Field(default=60, ge=1, description="一份文件最多识别多少页图像，一页约八秒")

    @field_validator("home", "cache")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        """A relative folder would be another one from every directory."""
        folder = folder.expanduser()
        if not folder.is_absolute():
            raise ValueError("要写绝对路径，这样从任何目录运行都是同一份数据")
        return folder

    @field_validator("encoder")
    @classmethod
    def _known_or_folder(cls, encoder: str) -> str:
        """Whether the folder can be used shows when it is read: search goes on by words without it."""
        if encoder not in (SHIPPED, WORDS_ALONE) and not Path(encoder).is_absolute():
            raise ValueError(f"要写 {SHIPPED}、{WORDS_ALONE} 或一个文件夹的绝对路径")
        return encoder

    @field_validator("host")
    @classmethod
    def _loopback(cls, host: str) -> str:
        """Letters must not be served to others before there are accounts (DOMAIN §4: need to know)."""
        if host == "localhost":
            return host
        try:
            loopback = ipaddress.ip_address(host).is_loopback
        except ValueError:
            loopback = False
        if not loopback:
            raise ValueError("账号与权限建立之前只能监听本机（127.0.0.1、::1 或 localhost），不能对外开放")
        return host

    @field_validator("library_url", "store_url")
    @classmethod
    def _database(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(DATABASE):
            raise ValueError("要写成 sqlite:////绝对路径，这一版只支持 SQLite")
        return url

    @field_validator("elastic_url")
    @classmethod
    def _web_address(cls, url: str | None) -> str | None:
        """Of one cluster all hosts are reached in the same way: a password must not go to some of them in the open."""
        parts = [urlsplit(one) for one in _hosts(url)]
        if any(one.scheme not in ("http", "https") or not one.hostname for one in parts):
            raise ValueError("要写成 http://主机:端口 或 https://主机:端口，几台用逗号隔开")
        if len({one.scheme for one in parts}) > 1:
            raise ValueError("几台要么都是 http，要么都是 https")
        return url

    @field_validator("elastic_prefix")
    @classmethod
    def _of_its_own(cls, prefix: str) -> str:
        """The indexes of huiyin-cases would look like generations of the cases of huiyin, and be dropped with them."""
        if "-statutes" in prefix or "-cases" in prefix:
            raise ValueError("不能含 -statutes、-cases，会与另一套的索引混淆")
        return prefix

    @field_validator("elastic_ca")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError("没有这个文件")
        return path

    @property
    def elastic_hosts(self) -> tuple[str, ...]:
        """The addresses of the cluster, none where the embedded engine serves."""
        return _hosts(self.elastic_url)

    @property
    def library(self) -> str:
        """URL of the statute library."""
        return self.library_url or f"sqlite:///{self.home / 'library.sqlite'}"

    @property
    def store(self) -> str:
        """URL of the store of letters."""
        return self.store_url or f"sqlite:///{self.home / 'store.sqlite'}"


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """One setting as an operator may see it; passwords and keys are hidden."""

    name: str
    value: str | None
    default: str | None
    help: str


def load() -> Settings:
    """Read the settings; raises InvalidSetting that names each variable which cannot hold and never its value."""
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidSetting("；".join(_complaint(one["loc"], one.get("ctx")) for one in error.errors())) from None


def shown(settings: Settings) -> tuple[ShownSetting, ...]:
    """All settings in the order of the class."""
    return tuple(
        ShownSetting(
            name=PREFIX + name.upper(),
            value=_visible(getattr(settings, name)),
            default=_default(field),
            help=field.description or "",
        )
        for name, field in Settings.model_fields.items()
    )


def markdown() -> str:
    """The table of README.md, without any value of this machine."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_default(field) or '不设'} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| 变量 | 默认值 | 说明 |", "| --- | --- | --- |", *rows]) + "\n"


def _complaint(location: tuple[int | str, ...], context: dict[str, object] | None) -> str:
    name = str(location[0])
    reason = (context or {}).get("error")
    told = reason if isinstance(reason, ValueError) else f"值不合要求（{Settings.model_fields[name].description}）"
    return f"设置 {PREFIX}{name.upper()}：{told}"


def _default(field: FieldInfo) -> str | None:
    if field.default_factory is not None:
        return field.default_factory.__doc__
    return None if field.default is None else str(field.default)


def _hosts(url: str | None) -> tuple[str, ...]:
    return tuple(one.strip() for one in (url or "").split(",") if one.strip())


def _visible(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, SecretStr):
        return HIDDEN
    text = str(value)
    return ",".join(map(_without_password, text.split(","))) if "://" in text else text


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:{HIDDEN}@{address}"))
