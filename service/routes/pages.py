"""The pages: rendered here, in Chinese, without scripts. They call the same functions as the API."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, UploadFile
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from corpus.citing.records import Status
from corpus.documents import Doubt
from corpus.errors import InvalidQuery
from corpus.spans import Span
from models.findings import KINDS
from service import words
from service.answers import Analysed, Delivered, Failure, Job, JobState, Kept, Purpose
from service.errors import Problem, headers
from service.inputs import Words
from service.intake import analyse_submitted
from service.marking import Mark, Stretch, stretches
from service.receiving.backlog import at_once_or_later, transcribe
from service.receiving.lists import import_list
from service.routes.lists import Heads
from service.routes.parts import Parts
from service.status import status

router = APIRouter(include_in_schema=False)

API: Final = ("/v1/", "/healthz", "/readyz", "/openapi.json", "/static/")
EXAMPLE: Final = (
    "尊敬的领导：\n"
    "　　我叫钱多谷，住在云岭市青禾区槐树街12号，电话13800138000。2026年3月起我在青禾区一处工地做木工，"
    "承包的建筑公司一直拖欠我和工友五个月的工资，共四万六千元。我们多次去项目部讨要，对方先说甲方没有付款，"
    "后来干脆不接电话。《中华人民共和国劳动合同法》第三十条写明要及时足额支付劳动报酬，"
    "请劳动监察部门责令他们支付拖欠的工资，并告诉我们办理结果。\n"
)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "status": lambda code: words.STATUS[Status(code)],
        "grade": lambda code: words.grade(Status(code)),
        "axis": lambda code: words.AXES.get(code, code),
        "kind": lambda code: words.MATTERS.get(code, code),
        "private": lambda code: KINDS.get(code, code),
        "source": words.source,
    }
    return made


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
    return analysed(answer)


@router.get("/jobs/{key}")
def job(parts: Parts, key: str) -> HTMLResponse:
    """Show how far a job is; the page asks again by itself until it has ended, then shows the answer."""
    found = parts.jobs.job(key)
    if found.analysis and not found.drafts:
        return _answers(found.analyses or (found.analysis,), problems=found.failures if found.analyses else ())
    drafts = [(one, stretches(one.text, map(_doubtful, one.doubts))) for one in found.drafts]
    to_do = bool(drafts) and found.state is JobState.TO_TRANSCRIBE
    return render("job.html", here="/", job=found, open=found.ended is None, drafts=drafts, to_do=to_do)


@router.post("/jobs/{key}")
def transcribed(parts: Parts, key: str, text: Annotated[str, Form()] = "") -> HTMLResponse:
    """Take a person's transcription of a file that OCR could not read."""
    answer = transcribe(parts, key, text.replace("\r\n", "\n"))
    return analysed(answer.analysis if isinstance(answer, Kept) else answer)


def analysed(answer: Analysed | Delivered) -> HTMLResponse:
    """Return the page of one letter, or of all letters of an archive."""
    if not isinstance(answer, Delivered):
        return _answers((answer,))
    letters = tuple(one.analysis if isinstance(one, Kept) else one for one in answer.letters)
    return _answers(letters, told=answer.told, problems=answer.problems)


def _answers(letters: Sequence[Analysed], *, told: str = "", problems: Sequence[Failure] = ()) -> HTMLResponse:
    answers = [(one, _marked(one)) for one in letters]
    return render("analysis.html", here="/", answers=answers, told=told, problems=problems)


@router.get("/lists")
def lists(parts: Parts) -> HTMLResponse:
    """Ask for a list of letters."""
    return render("lists.html", here="/lists", known=parts.register.mappings(), found=None)


@router.post("/lists")
def import_lists(parts: Parts, file: UploadFile, mapping: Annotated[Words, Form()], columns: Heads) -> HTMLResponse:
    """Take in the letters of a list and show what became of its rows."""
    found = import_list(parts, file.file.read(), file.filename or "未命名", mapping=mapping, columns=columns)
    return render("lists.html", here="/lists", known=parts.register.mappings(), found=found)


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


def _marked(answer: Analysed) -> tuple[Stretch, ...]:
    best = answer.labels[:1]
    marks = [Mark(span, "evidence", f"判断为“{label.name}”的依据") for label in best for span in label.evidence]
    marks += [Mark(Span(one.start, one.end), "private", "隐私") for one in answer.private]
    marks += [Mark(Span(one.start, one.end), "citation", one.detail) for one in answer.citations]
    return stretches(answer.text, [*marks, *map(_doubtful, answer.doubts)])


def _doubtful(doubt: Doubt) -> Mark:
    others = f"，也可能是：{'、'.join(doubt.alternatives)}" if doubt.alternatives else ""
    return Mark(Span(doubt.offset, doubt.offset + 1), "doubt", f"疑字：识别没有把握{others}")
