"""Every operation of the document, whatever modules add: a stranger gets in nowhere, nobody into another's column."""

from __future__ import annotations

import re

import pytest

from houtai.modules.content.models import Article
from houtai.site import reference
from tests.api.asking import Program

ARTICLE = re.compile(r"\{\w+\}")
# A body that is fit for each operation that asks for more than it can do without.
BODIES = {"create_article": {"title": "T"}, "schedule_article": {"at": "2999-01-01T00:00:00Z"}}
BODIES |= {"reject_article": {"comment": "No"}, "correct_article": {"text": "No"}, "settle_headline": {"headline": "T"}}


def operations():
    for path, verbs in reference.whole()["paths"].items():
        for verb, each in verbs.items():
            yield path.removeprefix("/api/v1/"), verb.upper(), each


@pytest.mark.once("asks no table but that of keys, which has none of this")
def test_a_stranger_is_told_to_send_a_key(stranger, secret):
    for path, verb, each in operations():
        answer = stranger.ask(verb, ARTICLE.sub(str(secret.pk), path), BODIES.get(each["operationId"], {}))
        if {} in each["security"]:
            assert answer.status_code in (200, 404), path
            assert "quay" not in answer.content.decode()
        else:
            assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json"), path


def test_for_an_editor_of_another_column_there_is_no_such_article(of_alice, bob, secret):
    token = key_with_all_rights(bob)
    asked = 0
    for path, verb, each in operations():
        if "{key}" in path:
            asked += 1
            answer = Program(token).ask(
                verb, ARTICLE.sub(str(secret.pk), path), BODIES.get(each["operationId"], {}), if_match="*"
            )
            assert answer.status_code == 404, path
            assert answer.said["title"] == "There is no such thing here."
    assert asked >= 6
    assert Article.objects.get().title == "Who owns the quay"


def key_with_all_rights(user):
    """All but the sight of columns with a desk."""
    from django.contrib.auth.models import Permission

    from tests.api.asking import key_of

    desk = user.groups.get()
    desk.permissions.add(
        *Permission.objects.filter(content_type__app_label="content").exclude(codename="change_column")
    )
    return key_of(type(user).objects.get(pk=user.pk))


@pytest.mark.once("looks at no table")
def test_what_is_not_there_and_what_is_not_taken_have_the_same_shape(stranger, db):
    for method, path, status in (("GET", "nothing/here", 404), ("PUT", "articles", 405), ("POST", "openapi.json", 405)):
        answer = stranger.ask(method, path)
        assert answer.status_code == status
        if path != "openapi.json":
            assert answer.said["status"] == status
