"""/docs: the interface for people, drawn from OpenAPI on this server; no script, nothing from outside."""

from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.responses import HTMLResponse

from service.errors import Problem
from service.routes.pages import render

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show every route and record."""
    return render("docs.html", here="/docs", api=request.app.openapi())


def describe(app: FastAPI) -> None:
    """Make the application's OpenAPI name the form of its failures."""

    @cache
    def openapi() -> dict[str, Any]:
        api = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
        api["components"]["schemas"] |= schema.pop("$defs", {}) | {"Problem": schema}
        return api

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend OpenAPI
