"""The HTTP application: routes, pages, and one form for every failure."""

from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import HuiyinError
from service.assembly import Assembly
from service.errors import MEDIA_TYPE, Problem, headers, invalid, problem, refusal
from service.routes import (
    analyses,
    cases,
    docs,
    health,
    jobs,
    lawpages,
    letters,
    lists,
    pages,
    searching,
    searchpage,
    statutes,
)
from service.settings import Settings
from service.validation import field_problems
from service.web.ceiling import Ceiling
from service.web.guard import Guard

DESCRIPTION = (
    "读懂群众来信，找到适用法条。试用版：账号与权限尚未建立，只监听本机，请勿录入真实来信。"
    "检索与判断都只是线索，不是法律意见。偏移量按 Unicode 码点计，从 0 开始，不含末位。"
)
# A form may hold a file as large as a letter may be, and its boundaries.
OVERHEAD = 64 * 1024
HTTP = 80


def create_app(parts: Assembly) -> FastAPI:
    """Return the application around the given parts; nothing of it is fetched from outside."""
    app = FastAPI(
        title="回音 huiyin",
        version=version("huiyin"),
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        # FastAPI can hand request bodies to OpenTelemetry exporters named by the environment: letters stay here.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.parts = parts
    api = (analyses, letters, lists, jobs, searching, statutes, cases, health)
    for module in (*api, docs, pages, searchpage, lawpages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(packages=[("service", "static")]), name="static")
    app.add_middleware(Ceiling, max_bytes=parts.settings.max_bytes + OVERHEAD, tell=_tell)
    app.add_middleware(Guard, authorities=_authorities(parts.settings), tell=_tell)
    docs.describe(app)
    app.add_exception_handler(HuiyinError, _told)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _refused)
    return app


def _authorities(settings: Settings) -> frozenset[str]:
    """Return the names of this server as browsers write them, which leave out the port of http."""
    hosts = {"127.0.0.1", "[::1]", "localhost", settings.host}
    return frozenset(f"{host}:{settings.port}" for host in hosts) | (
        frozenset(hosts) if settings.port == HTTP else set()
    )


def _tell(request: Request, told: Problem) -> Response:
    """Answer with a failure: a page for a person, the problem for a program."""
    if pages.asked_for(request):
        return pages.failure(told)
    return Response(to_json(told), told.status, headers(told), MEDIA_TYPE)


def _told(request: Request, error: Exception) -> Response:
    return _tell(request, problem(error))


def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _tell(request, invalid(field_problems(error.errors())))


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = _tell(request, refusal(error.status_code))
    answer.headers.update(error.headers or {})
    return answer
