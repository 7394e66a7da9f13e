"""The pages of a law: an article and what stands around it, the law as a whole, two of its texts side by side."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Path, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from corpus.comparing.comparison import Change
from corpus.spans import Span
from service.answers import Shown
from service.law.around import Around, around_law, around_unit
from service.law.comparison import Changed, difference
from service.law.contents import contents
from service.law.history import Stage
from service.law.statutes import number_of, show, show_unit
from service.marking import Mark, Stretch, stretches
from service.routes.pages import render, written_day
from service.routes.parts import Parts

router = APIRouter(include_in_schema=False)

ARTICLE = r"^\d{1,4}(-\d{1,2})?$"


@router.get("/statutes/{law}/diff")
def diff(
    parts: Parts,
    law: str,
    old: Annotated[str, Query(max_length=100)],
    new: Annotated[str, Query(max_length=100)],
    as_of: str = "",
) -> HTMLResponse:
    """Show two texts of a law side by side, the articles that changed."""
    found = difference(parts, law, old, new, as_of=written_day(as_of))
    chosen = {"old": found.texts[0].version_id, "new": found.texts[1].version_id, "as_of": found.as_of}
    return render(
        "diff.html",
        here="/statutes",
        found=found,
        rows=[_sides(change) for change in found.changes],
        docx=f"/v1/statutes/{found.law_id}/diff.docx?{urlencode(chosen)}",
        counts=[(kind, sum(one.change is kind for one in found.changes)) for kind in Change if kind is not Change.SAME],
    )


@router.get("/statutes/{law}/units/{name}")
def unit(
    parts: Parts, law: str, name: Annotated[str, Path(max_length=40)], as_of: str = "", version: str | None = None
) -> HTMLResponse:
    """Show a unit without an article number, such as an annex."""
    return _article(parts, show_unit(parts, law, name, as_of=written_day(as_of), version=version))


@router.get("/statutes/{law}/{no}")
def article(
    parts: Parts, law: str, no: Annotated[str, Path(pattern=ARTICLE)], as_of: str = "", version: str | None = None
) -> HTMLResponse:
    """Show an article with what stands around it; of a version that is named, that text whatever the day."""
    return _article(parts, show(parts, law, number_of(no), as_of=written_day(as_of), version=version))


@router.get("/statutes/{law}")
def law(parts: Parts, law: str, as_of: str = "") -> Response:
    """Show a law as a whole; a text that is one unit only is shown itself."""
    day = written_day(as_of) or parts.today()
    found = contents(parts, law, as_of=day)
    if isinstance(found, Shown):
        return RedirectResponse(address(found))
    return render(
        "law.html",
        here="/statutes",
        law=found,
        related=around_law(parts, found.law_id, as_of=day),
        told=parts.library.coverage().told,
    )


def address(shown: Shown) -> str:
    """Return where an article stands, on its day, for as long as the library holds it."""
    if shown.article is None:
        return f"/statutes/{shown.law_id}/units/{quote(shown.label)}?as_of={shown.as_of}"
    no = f"{shown.article}-{shown.article_sub}" if shown.article_sub else str(shown.article)
    return f"/statutes/{shown.law_id}/{no}?as_of={shown.as_of}"


def _article(parts: Parts, shown: Shown) -> HTMLResponse:
    found = around_unit(parts, shown)
    beside = (("上一条", found.before), ("下一条", found.after))
    return render(
        "article.html",
        here="/statutes",
        shown=shown,
        around=found,
        permalink=address(shown),
        stages=_stages(found),
        neighbours=[(direction, address(one), one) for direction, one in beside if one],
    )


def _stages(found: Around) -> list[tuple[Stage, Stage | None, tuple[Stretch, ...], tuple[Stretch, ...]]]:
    """Return the texts of an article, the newest first, each with the one before it and both with their marks."""
    older = (None, *found.history)
    stages = []
    for one, before in zip(found.history, older, strict=False):
        changed = one.change is Change.REWRITTEN
        cut = _marked(before.text, one.cut, "cut") if changed and before and before.text else ()
        put = _marked(one.text, one.put, "put") if changed and one.text else ()
        stages.append((one, before, cut, put))
    return stages[::-1]


def _sides(change: Changed) -> tuple[Changed, tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return both texts with their marks; what was removed or added is marked throughout by the page itself."""
    old, new = change.old_text or "", change.new_text or ""
    return change, _marked(old, change.cut_spans, "cut"), _marked(new, change.put_spans, "put")


def _marked(text: str, spans: tuple[Span, ...], kind: str) -> tuple[Stretch, ...]:
    return stretches(text, [Mark(span, kind) for span in spans])
