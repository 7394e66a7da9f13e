"""Which failure is which HTTP status, and the one form of every failure: RFC 9457 application/problem+json.

The only place that knows HTTP numbers. A class without a row takes the row of its nearest ancestor (its MRO).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from corpus import errors

MEDIA_TYPE: Final = "application/problem+json"
TYPE_BASE: Final = "urn:huiyin:problem:"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Which field of a request does not fit, and how; never its value."""

    field: str
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure as the caller sees it. `detail` never quotes a letter."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldProblem, ...] = ()


ERROR_STATUS: Final[Mapping[type[Exception], tuple[int, str]]] = {
    Exception: (500, "内部错误"),
    errors.HuiyinError: (500, "处理失败"),
    errors.InputError: (400, "输入不能用"),
    errors.UnreadableDocument: (422, "文件读不出来"),
    errors.UnsupportedForm: (415, "不支持这种文件"),
    errors.EncryptedDocument: (422, "文件有密码"),
    errors.EmptyDocument: (422, "文件里没有文字"),
    errors.DocumentTooLarge: (413, "文件太大"),
    errors.NeedsRecognition: (422, "文件里是图片"),
    errors.NeedsTranscription: (422, "文字辨认不清"),
    errors.ListOfLetters: (422, "这是来信清单"),
    errors.ReaderDied: (422, "文件读不出来"),
    errors.ClassifiedDocument: (422, "有密级标志，不得录入"),
    errors.InvalidQuery: (400, "检索式不能用"),
    errors.AmbiguousLaw: (400, "法规名称不止一解"),
    errors.InvalidRecord: (422, "记录不合要求"),
    errors.InvalidSetting: (500, "设置有误"),
    errors.NotHeld: (404, "没有收录"),
    errors.LawNotHeld: (404, "法规库没有收录这部法"),
    errors.TextNotHeld: (404, "法规库没有这部法的文本"),
    errors.RepealedNotHeld: (404, "这部法已废止，法规库没有它的文本"),
    errors.VersionNotHeld: (404, "法规库没有那一天的文本"),
    errors.ArticleNotFound: (404, "没有这一条"),
    errors.UnitNotGiven: (404, "来源没有这一单元的文字"),
    errors.LetterNotFound: (404, "没有这封信"),
    errors.CaseNotFound: (404, "没有这个案例"),
    errors.JobNotFound: (404, "没有这个任务"),
    errors.IndexUnavailable: (503, "暂时不能检索"),
    errors.IndexMissing: (503, "还没有建立索引"),
    errors.ClusterUnavailable: (503, "检索服务暂时连不上"),
    errors.IndexBuildFailed: (500, "索引没有建成"),
    errors.LibraryOutdated: (500, "法规库需要重建"),
    errors.ModelUnusable: (500, "分析模型不能用"),
}

FOREIGN_HOST: Final = HTTPStatus.MISDIRECTED_REQUEST
FOREIGN_SITE: Final = HTTPStatus.FORBIDDEN
# What the web framework and Guard refuse before any of our code runs.
REFUSALS: Final[Mapping[int, tuple[str, str]]] = {
    HTTPStatus.BAD_REQUEST: ("请求读不懂", "请求体不是有效的 JSON 或表单"),
    HTTPStatus.NOT_FOUND: ("没有这个地址", "这个地址不存在；接口的清单在 /docs"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("不支持这种请求方法", "这个地址不接受这种请求方法；接口的清单在 /docs"),
    FOREIGN_HOST: ("不是本机的地址", "只回答写给本机的请求：地址要是 127.0.0.1、[::1] 或 localhost，带上所设的端口"),
    FOREIGN_SITE: ("别的网站发来的请求", "这个请求出自别的网站，没有处理；请从本页面或本机的程序提交"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("不支持这种内容", "请用 application/json 或 multipart/form-data"),
}
# What is no HTTP, most often by hand: `curl "…?q=工资"`.
MALFORMED: Final = Problem(
    type="about:blank",
    title="请求读不懂",
    status=HTTPStatus.BAD_REQUEST,
    detail="地址里的汉字要按百分号编码写，如 ?q=%E5%B7%A5%E8%B5%84（工资）；curl 可以用 -G --data-urlencode q=工资",
)
# How OpenAPI describes the failures of every route.
RESPONSES: Final[dict[int | str, dict[str, object]]] = {
    code: {
        "description": description,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for code, description in (("4XX", "请求有问题"), ("5XX", "服务有问题"))
}
UNEXPECTED: Final = "程序出了意料之外的错误，已记入日志（不含来信内容）"
INVALID: Final = (422, "请求不合要求")


def headers(told: Problem) -> dict[str, str]:
    """Return what a client should know besides: when it is worth asking again."""
    return {"Retry-After": "5"} if told.status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def problem(error: Exception) -> Problem:
    """Turn any exception into its problem; the message of an unexpected one stays inside, it may quote a letter."""
    kind, (status, title) = next((cls, ERROR_STATUS[cls]) for cls in type(error).__mro__ if cls in ERROR_STATUS)
    detail = str(error) if isinstance(error, errors.HuiyinError) else UNEXPECTED
    return Problem(type=TYPE_BASE + kind.__name__, title=title, status=status, detail=detail)


def refusal(status: int) -> Problem:
    """Return the problem for a status that the web framework gives."""
    title, detail = REFUSALS.get(status, ("请求被拒绝", HTTPStatus(status).phrase))
    return Problem(type="about:blank", title=title, status=status, detail=detail)


def invalid(fields: tuple[FieldProblem, ...]) -> Problem:
    """Return the problem for a request whose fields do not fit."""
    status, title = INVALID
    detail = "；".join(f"{one.field}：{one.detail}" for one in fields)
    return Problem(type=TYPE_BASE + "InvalidRequest", title=title, status=status, detail=detail, errors=fields)
