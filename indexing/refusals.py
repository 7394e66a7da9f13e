"""What a cluster refuses, and its client's errors turned into ours, each with the reason and what can be done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

from elastic_transport import TlsError
from elasticsearch import ApiError, NotFoundError, TransportError, UnsupportedProductError

from corpus.errors import ClusterUnavailable, IndexMissing, IndexUnavailable

T = TypeVar("T")

# Too busy or not there: asking again later can succeed. Any other refusal is for good.
PASSING: Final = frozenset({429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Refused:
    """What the cluster did not write, and why."""

    id: str
    doing: str
    status: int
    type: str

    @classmethod
    def of(cls, result: Mapping[str, Any]) -> "Refused":
        """Read one result of a bulk request."""
        doing, about = next(iter(result.items()))
        return cls(about["_id"], doing, about["status"], about.get("error", {}).get("type", about.get("result", "")))

    @property
    def was_gone(self) -> bool:
        """Whether a removal or a vector met no entry any more."""
        return self.status == HTTPStatus.NOT_FOUND and self.doing in {"delete", "update"}

    def __str__(self) -> str:
        return f"{self.id} {self.status} {self.type}"


def translated(question: Callable[[], T]) -> T:
    """Ask the cluster and turn its errors into ours."""
    try:
        return question()
    except UnsupportedProductError as error:
        raise IndexUnavailable("检索集群不是 Elasticsearch；它的分支不受支持") from error
    except TlsError as error:
        raise IndexUnavailable(f"检索集群的证书不受信任，请检查所设的地址和 CA 证书（{error.message}）") from error
    except TransportError as error:  # refused, timed out
        raise ClusterUnavailable(f"检索集群没有应答（{type(error).__name__}：{error.message}）") from error
    except NotFoundError as error:
        if "search_context_missing_exception" in str(error.body):
            raise ClusterUnavailable("检索集群丢了读到一半的状态（节点重启或超时），请再试一次") from error
        raise IndexMissing("检索集群上没有这个检索库，请先运行 huiyin index build") from error
    except ApiError as error:
        if error.status_code in PASSING:
            raise ClusterUnavailable(f"检索集群暂时不能服务（{error.status_code} {error.message}）") from error
        if error.status_code == HTTPStatus.UNAUTHORIZED:
            raise IndexUnavailable("检索集群拒绝了凭证（401）：API key 或用户名、密码不对，或已失效") from error
        if error.status_code == HTTPStatus.FORBIDDEN:
            raise IndexUnavailable(
                "检索集群拒绝了凭证（403）：权限不够，需要集群的 monitor，和本前缀各索引的 read、write、manage"
            ) from error
        raise IndexUnavailable(f"检索集群拒绝了请求（{error.status_code} {error.message}）") from error
