"""Pages for what goes wrong are plain, in both languages, and under the same strict policy."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure

from houtai.site.trouble import BUSY, DISK_FULL, FAULT, server_error, trouble_of

KNOWN = [
    (OperationalError("database or disk is full"), DISK_FULL),
    (OSError(errno.ENOSPC, "No space left on device"), DISK_FULL),
    (OperationalError("database is locked"), BUSY),
    (OperationalError("no such table: x"), FAULT),
    (OSError(errno.EACCES, "Permission denied"), FAULT),
    (ValueError("disk is full"), FAULT),
    (None, FAULT),
]


@pytest.mark.parametrize(("error", "trouble"), KNOWN, ids=str)
def test_each_trouble_has_its_page(error, trouble):
    assert trouble_of(error) is trouble


def answer_to(error: Exception, **headers: str) -> Any:
    try:
        raise error
    except type(error):
        return server_error(RequestFactory().get("/", headers=headers))


def test_an_unforeseen_error_shows_a_page_and_none_of_its_words():
    answer = answer_to(KeyError("secret-thing"))
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert "secret-thing" not in answer.content.decode()
    assert "<script" not in answer.content.decode()


def test_a_script_gets_a_paragraph():
    answer = answer_to(KeyError("x"), X_Requested_With="XMLHttpRequest")
    assert answer.content.decode().startswith("<p data-queue-message>Something went wrong.")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_address_with_nothing_behind_it_has_a_plain_page(client, language):
    page = client.get("/nothing/here/", headers={"Accept-Language": language})
    assert page.status_code == 404
    assert f'<html lang="{language}">' in page.content.decode()
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_so_has_one_at_the_desk(client, owner):
    client.force_login(owner)
    page = client.get("/desk/content/nothing-here/")
    assert page.status_code == 404
    assert "There is nothing at this address" in page.content.decode()
    assert "Go to the desk" in page.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_has_a_plain_page(client):
    client.handler.enforce_csrf_checks = True
    page = client.post("/account/login/", {"login": "a@example.com", "password": "x"})
    assert page.status_code == 403
    assert "This form is too old" in page.content.decode()


def test_the_token_page_needs_no_database():
    with translation.override("en"):
        page = csrf_failure(RequestFactory().post("/"))
    assert page.status_code == 403
