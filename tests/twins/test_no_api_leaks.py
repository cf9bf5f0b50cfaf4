"""The open API of one workspace and of the other, in turn: each key is worth nothing at the other's door."""

import json
import re
from contextvars import Context
from typing import Any

import pytest
from django.test import Client
from django.utils.text import slugify

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import User
from houtai.modules.developers.actions import MakeKey
from houtai.site import reference
from tests.twins import world
from tests.twins.remains import remains

pytestmark = [
    pytest.mark.django_db(transaction=True),
]
LATER = "2999-01-01T00:00:00Z"
SORTS = ("author", "column", "series")
# What the walk has made fit, so that it is done in both.
DONE = {
    "merge_tag",
    "unmerge_tag",
    "correct_article",
    "settle_headline",
    *(f"{verb}_{kind}" for verb in ("create", "change", "read") for kind in SORTS),
}
PARAMETER = re.compile(r"\{\w+\}")


def keys(twins):
    found = {}
    for twin in twins:
        with enter(twin.key):
            user = User.objects.get(email=world.OWNER)
            found[twin.key] = MakeKey().issue(by=user, name=twin.canary, writes=True, expires=None)[1]
    return found


def ask(twin, token, verb, path, body):
    client = Client(raise_request_exception=False, headers={"host": twin.host})
    headers = {"authorization": f"Bearer {token}", "if-match": "*"} if token else {}
    return client.generic(verb, path, json.dumps(body), content_type="application/json", headers=headers)


def body_for(operation, twin):
    fits: dict[str, Any] = {"create_article": {"title": f"{twin.canary} new"}, "schedule_article": {"at": LATER}}
    fits |= {"reject_article": {"comment": twin.canary}, "assign_article": {}}
    tags = [f"{twin.canary} tag", f"{twin.canary} other"]
    fits |= {"change_article": {"body": f"<p>{twin.canary} changed</p>", "tags": tags}}
    fits |= {f"create_{kind}": {"name": f"{twin.canary} new {kind}"} for kind in SORTS}
    fits |= {f"change_{kind}": {"about": f"{twin.canary} changed"} for kind in SORTS}
    fits |= {"correct_article": {"text": twin.canary}, "settle_headline": {"headline": f"{twin.canary} 1"}}
    fits |= {"merge_tag": {"into": slugify(tags[1])}}
    return fits.get(operation, {"because": twin.canary})


def there(path, twin):
    """Numbers are the same in both, and so are addresses, but those of tags."""
    path = path.replace("tags/{slug}", f"tags/{slugify(twin.canary)}-tag").replace("{slug}", "harbour")
    return PARAMETER.sub("2", path)


def operations():
    """What deletes comes last."""
    every = [
        (verb.upper(), path, each["operationId"])
        for path, verbs in reference.whole()["paths"].items()
        for verb, each in verbs.items()
    ]
    return sorted(every, key=lambda one: (one[0] == "DELETE", one))


def walked(twins, tokens):
    """What of one shows in the other's answers, and statuses that differ."""
    found, seen = [], 0
    for verb, path, operation in operations():
        answers = [ask(twin, tokens[twin.key], verb, there(path, twin), body_for(operation, twin)) for twin in twins]
        statuses = {answer.status_code for answer in answers}
        if operation in DONE and max(statuses) >= 300:
            found.append(f"{verb} {path} answers {statuses}")
        if len(statuses) > 1 or max(statuses) >= 500:
            found.append(f"{verb} {path} answers {statuses}")
        for (twin, other), answer in zip((twins, twins[::-1]), answers, strict=True):
            text = f"{answer.headers}\n{answer.content.decode()}"
            seen += twin.canary in text
            if other.canary in text or other.host in text:
                found.append(f"{verb} {path} of {twin.canary} shows {other.canary}")
            foreign = ask(twin, tokens[other.key], verb, there(path, twin), body_for(operation, twin))
            if foreign.status_code != 401:
                found.append(f"{verb} {path} of {twin.canary} takes the key of {other.canary}")
    return found, seen


def test_every_operation_in_turn_with_the_keys_of_both(filled, sinks, caplog):
    found, seen = Context().run(walked, filled, keys(filled))
    assert found + remains(filled, sinks, caplog) == []
    assert seen > 10
