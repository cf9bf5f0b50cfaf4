"""The forms of a page, filled in as by somebody who writes the canary wherever there is room for it."""

from __future__ import annotations

import json
import re
from typing import Any

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.test.utils.form_data import nested_form_data, streamfield

from conftest import PASSWORD
from tests.twins import world

BUTTONS = ("submit", "image", "reset", "button")
KEPT = ("hidden", "checkbox", "radio", "color", "range")
# Parts of a page that scripts copy, and tokens that are not asked for in a test.
NOT_SENT = re.compile(r"__prefix__|^csrfmiddlewaretoken$")
JSON_PARTS = ("html", "form")
# What stays empty: other times than now, and more of the same.
EMPTY = re.compile(r"go_live_at$|expire_at$|headline_[2-5]$|channel_[2-5]$|cover$|q$")
# Of these boxes some must be ticked.
TICKED = re.compile(r"roles$|mark_as_active$|.*-insertion-format$")


def read(place: str, answer: Any) -> list[Any]:
    """Those that post to our own site. Dialogues come as JSON, with HTML in it."""
    forms = []
    for text in texts(answer):
        for form in lxml.html.document_fromstring(text).forms:
            form.action = (form.action or place).partition("#")[0] or place
            if form.method == "POST" and form.action.startswith("/"):
                forms.append(form)
    return forms


def texts(answer: Any) -> list[str]:
    kind = answer.headers.get("Content-Type", "")
    if "json" in kind:
        told = json.loads(answer.body)
        parts = [told.get(name) for name in JSON_PARTS] if isinstance(told, dict) else []
        return [part for part in parts if isinstance(part, str) and part.strip()]
    return [answer.body] if "html" in kind and answer.body.strip() else []


def shape(form: Any) -> str:
    """The same for all forms that differ in nothing but keys and what is written in them."""
    names = sorted({re.sub(r"\d+", "#", name) for field in fields(form) if (name := field.get("name"))})
    return f"{re.sub(r'[0-9]+', '#', form.action.partition('?')[0])} {' '.join(names)}"


def buttons(form: Any) -> list[dict[str, str]]:
    """What each button adds; one nameless button stands for all of them."""
    found = [
        {one.get("name"): one.get("value", "")} if one.get("name") else {}
        for one in form.iter("button", "input")
        if (one.get("type") or ("submit" if one.tag == "button" else "")) == "submit" and one.get("disabled") is None
    ]
    return [one for at, one in enumerate(found) if one not in found[:at]] or [{}]


def filled(form: Any, canary: str, *, number: int) -> dict[str, Any]:
    """Values by name, as Django's test client takes them. What is written there already stays.

    number: stands behind the canary, as names must differ.
    """
    data: dict[str, Any] = {}
    for field in fields(form):
        given = value(field, form, canary, number)
        if given is not None:
            data.setdefault(field.get("name"), []).extend(given if isinstance(given, list) else [given])
    if "/strategies/strategy/" in form.action:
        data |= rules(canary)
    return data


def rules(canary: str) -> dict[str, Any]:
    """What a script puts into the form of a strategy."""
    condition = {"fact": "words", "operator": "le", "value": "40"}
    rule = {"reason": canary, "conditions": streamfield([("condition", condition)]), "action": "collect.skip"}
    data: dict[str, Any] = nested_form_data({"parts": streamfield([("rule", rule)])})
    return data


def fields(form: Any) -> list[Any]:
    return [
        field
        for field in form.iter("input", "select", "textarea")
        if field.get("name")
        and field.get("disabled") is None
        and not NOT_SENT.search(field.get("name"))
        and field.get("type") not in BUTTONS
    ]


def value(field: Any, form: Any, canary: str, number: int) -> Any:
    kind = field.get("type", "text")
    if EMPTY.match(field.get("name")) and not field.value:
        return ""
    if field.tag == "select":
        return chosen(field)
    if kind == "file":
        return None if "text" in form.fields else upload(field, form, canary)
    if kind in ("checkbox", "radio") and field.get("checked") is None and not TICKED.match(field.get("name")):
        return None
    there = ((field.value if field.tag == "textarea" else field.get("value")) or "").strip()
    if field.get("data-draftail-input") is not None:
        return there if there not in ("", "null") else draftail(canary)
    return there if there or kind in KEPT else written(field, kind, canary, number)


def chosen(field: Any) -> list[str]:
    """What is chosen, else the first choice there is."""
    return list(field.value) if field.multiple else [field.value or next(filter(None, field.value_options), "")]


def written(field: Any, kind: str, canary: str, number: int) -> str:
    name = field.get("name").rpartition("-")[2]
    address, mail, day = f"https://{canary}.example/{number}", f"{canary}-{number}@example.com", "2026-01-01"
    by_name = {"slug": f"{canary}-{number}", "condition": f'tag:"{canary} tag"', "currency": "EUR", "addresses": mail}
    by_name |= {"rule": "did view at least 1 times in 7 days", "text": f"key,tag\n{canary}-r1,{canary} more\n"}
    by_name |= dict.fromkeys(("url", "cover_url", "source_url"), address) | {"phone_number": "1234"}
    by_kind = {"email": mail, "url": address, "number": field.get("min", "1"), "password": PASSWORD}
    by_kind |= {"date": day, "time": "09:00", "datetime-local": f"{day}T09:00"}
    return by_name.get(name) or by_kind.get(kind) or f"{canary} {number}"


def upload(field: Any, form: Any, canary: str) -> Any:
    if "image" in form.action or "image" in field.get("accept", ""):
        return SimpleUploadedFile(f"{canary} new.png", world.picture(canary).read(), "image/png")
    return SimpleUploadedFile(f"{canary} new.txt", canary.encode(), "text/plain")


def draftail(canary: str) -> str:
    block = {"key": "a", "text": canary, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})
