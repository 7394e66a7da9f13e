"""The pages: rendered here, in Chinese, without scripts. They call the same functions as the API."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, UploadFile
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from corpus.documents import Doubt
from corpus.errors import InvalidQuery
from corpus.law import Level
from corpus.spans import Span
from service.answers import Analysed, FoundArticle, Job, JobState, Kept, Purpose
from service.backlog import at_once_or_later, transcribe
from service.errors import Problem, headers
from service.intake import analyse_submitted
from service.marking import Mark, Stretch, stretches
from service.routes.parts import Parts
from service.status import status
from service.statutes import Search, find

router = APIRouter(include_in_schema=False)

AXES: Final = {"topic": "主题"}
PAGE: Final = 10
API: Final = ("/v1/", "/healthz", "/readyz", "/openapi.json", "/static/")
EXAMPLE: Final = (
    "尊敬的领导：\n"
    "　　我叫钱多谷，住在云岭市青禾区槐树街12号，电话13800138000。2026年3月起我在青禾区一处工地做木工，"
    "承包的建筑公司一直拖欠我和工友五个月的工资，共四万六千元。我们多次去项目部讨要，对方先说甲方没有付款，"
    "后来干脆不接电话。《中华人民共和国劳动合同法》第三十条写明要及时足额支付劳动报酬，"
    "请劳动监察部门责令他们支付拖欠的工资，并告诉我们办理结果。\n"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the search form."""

    q: str = ""
    as_of: str = ""
    level: str = ""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, *, here: str = "", **values: object) -> HTMLResponse:
    """Return a page; `here` is the entry of the navigation that it belongs to."""
    return HTMLResponse(_environment().get_template(template).render(here=here, version=version("huiyin"), **values))


def asked_for(request: Request) -> bool:
    """Tell whether a person in a browser asked, who should read a failure as a page."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith(API)


def failure(told: Problem) -> HTMLResponse:
    """Return a failure as a page, with the status and headers of its problem."""
    page = render("failure.html", told=told)
    page.status_code = told.status
    page.headers.update(headers(told))
    return page


@router.get("/")
def ask(parts: Parts, example: bool = False) -> HTMLResponse:
    """Ask for a letter."""
    return render("letter.html", here="/", text=EXAMPLE if example else "", longest=parts.settings.max_characters)


@router.post("/")
def analyse(parts: Parts, text: Annotated[str, Form()] = "", file: UploadFile | None = None) -> Response:
    """Show what a letter says; a file goes before pasted text. No letter is kept; a scan is read by a job."""
    name = file.filename or None if file is not None else None
    # Browsers send line ends as CRLF whatever was typed (HTML, form submission).
    data = file.file.read() if file is not None and name else text.replace("\r\n", "\n").encode()
    answer = at_once_or_later(
        parts, data, name, Purpose.ANALYSIS, answer=lambda limits: analyse_submitted(parts, data, name, limits=limits)
    )
    if isinstance(answer, Job):
        return RedirectResponse(f"/jobs/{answer.id}", HTTPStatus.SEE_OTHER)
    return _analysis(answer)


@router.get("/jobs/{key}")
def job(parts: Parts, key: str) -> HTMLResponse:
    """Show how far a job is; the page asks again by itself until it has ended, then shows the answer."""
    found = parts.jobs.job(key)
    if found.analysis and not found.drafts:
        return _analysis(found.analysis)
    drafts = [(one, stretches(one.text, map(_doubtful, one.doubts))) for one in found.drafts]
    to_do = bool(drafts) and found.state is JobState.TO_TRANSCRIBE
    return render("job.html", here="/", job=found, open=found.ended is None, drafts=drafts, to_do=to_do)


@router.post("/jobs/{key}")
def transcribed(parts: Parts, key: str, text: Annotated[str, Form()] = "") -> HTMLResponse:
    """Take a person's transcription of a file that OCR could not read."""
    answer = transcribe(parts, key, text.replace("\r\n", "\n"))
    return _analysis(answer.analysis if isinstance(answer, Kept) else answer)


def _analysis(answer: Analysed) -> HTMLResponse:
    return render("analysis.html", here="/", answer=answer, stretches=_marked(answer), axes=AXES)


@router.get("/statutes")
def search(
    parts: Parts,
    q: Annotated[str, Query(max_length=2000)] = "",
    as_of: str = "",
    level: str = "",
    cursor: str | None = None,
) -> HTMLResponse:
    """Search articles; a field that was left empty comes as an empty text."""
    asked = Asked(q, as_of, level)
    levels = tuple(Level)
    if not q.strip():
        return render("statutes.html", here="/statutes", asked=asked, levels=levels, page=None)
    wanted = Search(q, as_of=written_day(as_of), levels=_level(level), limit=PAGE, cursor=cursor)
    page = find(parts, wanted)
    following = "/statutes?" + urlencode({"q": q, "as_of": as_of, "level": level, "cursor": page.next})
    return render(
        "statutes.html",
        here="/statutes",
        asked=asked,
        levels=levels,
        page=page,
        hits=[
            (hit, _highlighted(hit), parts.library.provision(hit.provision_id, as_of=page.as_of).validity)
            for hit in page.hits
        ],
        following=following if page.next else None,
    )


@router.get("/status")
def state(parts: Parts) -> HTMLResponse:
    """Show which index, library and model answer."""
    return render("status.html", here="/status", status=status(parts))


def written_day(written: str) -> date | None:
    """Read a day of a form; an empty field is none, and what is no day raises InvalidQuery."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidQuery("日期要写成 2024-05-01 这样") from None


def _level(written: str) -> tuple[Level, ...]:
    try:
        return (Level(written),) if written else ()
    except ValueError:
        raise InvalidQuery("没有这个层级；可选的层级见检索框") from None


def _marked(answer: Analysed) -> tuple[Stretch, ...]:
    best = answer.labels[:1]
    marks = [Mark(span, "evidence", f"判断为“{label.name}”的依据") for label in best for span in label.evidence]
    marks += [Mark(Span(one.start, one.end), "private", "隐私") for one in answer.private]
    marks += [Mark(Span(one.start, one.end), "citation", one.detail) for one in answer.citations]
    return stretches(answer.text, [*marks, *map(_doubtful, answer.doubts)])


def _doubtful(doubt: Doubt) -> Mark:
    others = f"，也可能是：{'、'.join(doubt.alternatives)}" if doubt.alternatives else ""
    return Mark(Span(doubt.offset, doubt.offset + 1), "doubt", f"疑字：识别没有把握{others}")


def _highlighted(hit: FoundArticle) -> tuple[Stretch, ...]:
    return stretches(hit.text, [Mark(span, "highlight") for span in hit.highlights])
