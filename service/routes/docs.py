"""/docs: the interface for people, drawn from OpenAPI on this server; no script, nothing from outside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.responses import HTMLResponse

from service.errors import Problem
from service.routes.pages import render

router = APIRouter(include_in_schema=False)

Schema = Mapping[str, Any]
PLACES = {"query": "地址", "path": "路径"}


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter, field or answer."""

    name: str
    kind: str
    told: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One route as it is shown."""

    method: str
    address: str
    summary: str
    told: str
    parameters: tuple[Row, ...]
    bodies: tuple[Row, ...]
    answers: tuple[Row, ...]


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show every route and record."""
    api = request.app.openapi()
    records = {name: _record(schema) for name, schema in api["components"]["schemas"].items()}
    return render(
        "docs.html", here="/docs", told=api["info"]["description"], operations=_operations(api), records=records
    )


def describe(app: FastAPI) -> None:
    """Make the application's OpenAPI name the form of its failures."""

    @cache
    def openapi() -> dict[str, Any]:
        api = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schema = TypeAdapter(Problem).json_schema(ref_template="#/components/schemas/{model}")
        api["components"]["schemas"] |= schema.pop("$defs", {}) | {"Problem": schema}
        return api

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend OpenAPI


def _operations(api: Schema) -> tuple[Operation, ...]:
    return tuple(
        Operation(
            method=method.upper(),
            address=address,
            summary=one.get("summary", ""),
            told=one.get("description", ""),
            parameters=tuple(map(_parameter, one.get("parameters", ()))),
            bodies=tuple(
                Row(media, _kind(content["schema"]), _fields(content["schema"]))
                for media, content in one.get("requestBody", {}).get("content", {}).items()
            ),
            answers=tuple(
                Row(
                    code,
                    "、".join(_kind(one["schema"]) if "schema" in one else "文件" for one in _contents(answer)),
                    media,
                )
                for code, answer in sorted(one["responses"].items())
                for media in [" ".join(answer.get("content", ()))]
            ),
        )
        for address, methods in api["paths"].items()
        for method, one in methods.items()
    )


def _contents(answer: Schema) -> Iterable[Schema]:
    found: Mapping[str, Schema] = answer.get("content", {})
    return found.values()


def _parameter(one: Schema) -> Row:
    place = PLACES.get(str(one["in"]), "") + ("，必填" if one.get("required") else "")
    return Row(one["name"], _kind(one["schema"]), f"{one.get('description', '')}（{place}）")


def _record(schema: Schema) -> tuple[Row, ...]:
    if "enum" in schema:
        return (Row("取值", "", "、".join(map(str, schema["enum"]))),)
    return tuple(Row(name, _kind(field), field.get("description", "")) for name, field in _properties(schema).items())


def _fields(schema: Schema) -> str:
    return "；".join(f"{name} {field.get('description', '')}" for name, field in _properties(schema).items())


def _properties(schema: Schema) -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = schema.get("properties", {})
    return found


def _kind(schema: Schema) -> str:
    """Say in a few words what a schema takes."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " 或 ".join(map(_kind, schema["anyOf"]))
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))} 的列表"
    return str(schema.get("format") or schema.get("type") or "任意")
