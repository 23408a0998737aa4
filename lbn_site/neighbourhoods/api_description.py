"""The API described for programs (OpenAPI 3.1), made from the same fields as its answers."""

from collections.abc import Iterable
from typing import Any

from lbn_site.core.addresses import absolute

from .downloads import FILES
from .querysets import SORT_KEYS
from .records import FIELDS, RESTRICTED_FIELDS

ROOT = "/neighbourhoods/api/"
PROVENANCE_TEXTS = (
    "edition",
    "title",
    "published",
    "publisher",
    "deprivation_index",
    "needs_index",
    "geography",
    "method",
    "note",
    "licence",
    "licence_url",
    "credit",
    "citation",
    "retrieved",
    "preparation",
    "received_on",
    "file_sha256",
    "code_sha256",
    "url",
)
TEXT = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 0}
FILTERS = {
    "region": "Name of a region, or the last part of its page's address",
    "authority": "The same of a local authority, of then or of now",
    "constituency": "The same of a constituency",
    "words": "Words that the name, the code or an area holds",
}


def description() -> dict[str, Any]:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "‘Left behind’ neighbourhoods",
            "version": "1",
            "description": "The editions of the list and the places on them. It only reads; no key is needed.",
        },
        "servers": [{"url": absolute("/").rstrip("/")}],
        "paths": {
            f"{ROOT}editions/": _get("All published editions, the newest first", _listed("editions", "Edition")),
            f"{ROOT}editions/{{edition}}/": _get("One edition", _ref("Edition"), _in_path("edition")),
            f"{ROOT}places/": _get("Neighbourhoods, 100 at a time", _places(), *_filters()),
            f"{ROOT}places/{{code}}/": _get("A place in every edition that has it", _place(), _in_path("code")),
        },
        "components": {"schemas": {"Edition": _edition(), "Neighbourhood": _neighbourhood(), "Error": _error()}},
    }


def _get(summary: str, answer: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    responses = {"200": _response("The answer", answer)}
    if parameters:
        responses["404"] = _response("It is not there", _ref("Error"))
        responses["404"]["content"]["text/html"] = {}  # for an address that has not even the form of one
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def _response(meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": meaning, "content": {"application/json": {"schema": schema}}}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {**TEXT, "pattern": "^[-a-zA-Z0-9_]+$"}}


def _filters() -> Iterable[dict[str, Any]]:
    yield _in_query("edition", "Address of an edition, such as 2020-225; else the current one", TEXT)
    for name, meaning in FILTERS.items():
        yield _in_query(name, meaning, TEXT)
    orders = ", ".join(SORT_KEYS)
    yield _in_query("sort", f"One of {orders}; backwards with a minus in front. Anything else: by name", TEXT)
    yield _in_query("page", "Which hundred, from 1", {"type": "integer", "minimum": 1})


def _in_query(name: str, meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": meaning, "schema": schema}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: dict[str, Any], optional: Iterable[str] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in set(optional)]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _listed(name: str, item: str) -> dict[str, Any]:
    return _object({name: {"type": "array", "items": _ref(item)}})


def _provenance() -> dict[str, Any]:
    return {**dict.fromkeys(PROVENANCE_TEXTS, TEXT), "sources": {"type": "array", "items": TEXT}}


def _edition() -> dict[str, Any]:
    more = {
        "is_current": {"type": "boolean"},
        "count": NUMBER,
        "people": {"type": ["integer", "null"]},
        "files": _object(dict.fromkeys(FILES, TEXT)),
    }
    return _object(_provenance() | more)


def _neighbourhood() -> dict[str, Any]:
    fields = {
        name: {"type": [kind, "null"], "description": meaning}
        for name, kind, meaning in (*FIELDS, *RESTRICTED_FIELDS)
    }
    links = {"url": TEXT, "edition": TEXT, "credit": TEXT}
    return _object(fields | links, optional=[*links, *(name for name, _, _ in RESTRICTED_FIELDS)])


def _places() -> dict[str, Any]:
    places = {"type": "array", "items": _ref("Neighbourhood")}
    return _object(_provenance() | {"count": NUMBER, "page": NUMBER, "pages": NUMBER, "places": places})


def _place() -> dict[str, Any]:
    appearances = {"type": "array", "items": _ref("Neighbourhood")}
    return _object({"code": TEXT, "url": TEXT, "appearances": appearances})


def _error() -> dict[str, Any]:
    return _object({"error": TEXT})
