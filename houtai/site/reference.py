"""The document of the open API, and a page of it for people: without scripts, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from houtai.core.catalog.catalog import catalog
from houtai.core.work.api import problems
from houtai.core.work.api.shapes import ProblemOut
from houtai.core.workspaces.registry import origin_here

PREFIX = "/api/v1/"
REFUSED = _("Why it was refused.")
SPOKEN = ("summary", "description")
VERBS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, kw_only=True)
class Field:
    """kind: such as "integer | null"; needed: whether it must be there."""

    name: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """As the page shows it. open: good without a key, too; fields: of the body."""

    id: str
    method: str
    path: str
    summary: str
    about: str
    open: bool
    parameters: list[Field]
    fields: list[Field]


@cache
def whole() -> dict[str, Any]:
    """Of all modules, as they are written; every operation may be refused."""
    from houtai.site.api import api

    told = dict(api().get_openapi_schema(path_prefix=PREFIX))
    schemas = told["components"].setdefault("schemas", {})
    problem = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= {**problem.pop("$defs"), "ProblemOut": problem}
    content = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    for verbs in told["paths"].values():
        for each in verbs.values():
            each["responses"]["default"] = {"description": REFUSED, "content": content}
    return told


def described() -> dict[str, Any]:
    """Of the modules that are on here, in the language of whoever asks."""
    told: dict[str, Any] = spoken(whole())
    told["paths"] = {
        path: {verb: each for verb, each in verbs.items() if catalog.is_on(each["tags"][0])}
        for path, verbs in sorted(told["paths"].items())
    }
    told["paths"] = {path: verbs for path, verbs in told["paths"].items() if verbs}
    told["servers"] = [{"url": origin_here()}]
    return told


def spoken(part: Any) -> Any:
    if isinstance(part, Mapping):
        return {
            name: gettext(value) if name in SPOKEN and isinstance(value, str) and value else spoken(value)
            for name, value in part.items()
        }
    return [spoken(each) for each in part] if isinstance(part, list) else part


@require_safe
@cache_control(no_cache=True)
def document(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
@cache_control(no_cache=True)
def page(request: HttpRequest) -> HttpResponse:
    told = described()
    parts: dict[str, list[Operation]] = {}
    for path, verbs in told["paths"].items():
        for verb in VERBS:
            if verb in verbs:
                label = str(catalog.modules[verbs[verb]["tags"][0]].label)
                parts.setdefault(label, []).append(operation(path, verb, verbs[verb], told))
    return render(request, "api.html", {"info": told["info"], "parts": parts, "origin": origin_here()})


def operation(path: str, verb: str, found: Mapping[str, Any], told: Mapping[str, Any]) -> Operation:
    return Operation(
        id=found["operationId"],
        method=verb.upper(),
        path=path,
        summary=found["summary"],
        about=found.get("description", ""),
        open=not found.get("security") or {} in found["security"],
        parameters=[
            field(one["name"], one["schema"], needed=one["required"], about=one.get("description", ""))
            for one in found["parameters"]
        ],
        fields=list(fields(found.get("requestBody", {}), told)),
    )


def field(name: str, schema: Mapping[str, Any], *, needed: bool, about: str = "") -> Field:
    return Field(name=name, kind=kind(schema), needed=needed, about=about or schema.get("description", ""))


def fields(body: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Field]:
    for content in body.get("content", {}).values():
        schema = content["schema"]
        named = schema.get("$ref", "").rpartition("/")[2]
        schema = told["components"]["schemas"].get(named, schema)
        for name, one in schema.get("properties", {}).items():
            yield field(name, one, needed=name in schema.get("required", ()))


def kind(schema: Mapping[str, Any]) -> str:
    """Such as "string", "integer or null", "list of string"."""
    choices = schema.get("anyOf")
    if choices:
        return " | ".join(kind(each) for each in choices)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "")
