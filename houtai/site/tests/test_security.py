"""What every answer carries, and what the doors refuse."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents import get_document_model

from houtai.core.workspaces.tests.test_desk import sign_in

pytestmark = pytest.mark.django_db
PAGES = [
    "/account/login/",
    "/account/password/reset/",
    "/desk/",
    "/desk/account/",
    "/account/2fa/",
    "/account/password/change/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_a_strict_policy(client, owner, address):
    if not address.startswith(("/account/login", "/account/password/reset")):
        client.force_login(owner)
    page = client.get(address, follow=True)
    policy = page["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in page["Permissions-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_needs_an_inline_script(client, owner, address):
    if not address.startswith(("/account/login", "/account/password/reset")):
        client.force_login(owner)
    text = client.get(address, follow=True).content.decode()
    scripts = re.findall(r"<script([^>]*)>", text)
    assert [
        script for script in scripts if "src=" not in script and "json" not in script and "template" not in script
    ] == []
    assert not re.search(r"<[^>]+\son(click|load|change|submit|input)=", text)


def test_the_sixth_wrong_password_for_one_address_is_refused_unread(client, alice):
    for _try in range(5):
        sign_in(client, alice, "wrong password")
    page = sign_in(client, alice)
    assert page.redirect_chain == []
    assert "Too many failed login attempts" in page.content.decode()


def test_nobody_registers_by_himself(client):
    page = client.post("/account/signup/", {"email": "x@example.com", "password1": "a" * 12, "password2": "a" * 12})
    assert "sign up is currently closed" in page.content.decode().lower()


def test_a_form_without_its_token_is_refused(django_test_environment, alice):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/account/login/", {"login": alice.email}).status_code == 403


def test_documents_are_not_served_as_media(client):
    default_storage.save("documents/secret.pdf", ContentFile(b"x"))
    assert client.get("/media/documents/secret.pdf").status_code == 404


@pytest.mark.parametrize(
    "path", ["images/../../db.sqlite3", "images/%2e%2e/%2e%2e/db.sqlite3", "images/../documents/secret.pdf"]
)
def test_media_cannot_be_left_by_its_path(client, path):
    default_storage.save("documents/secret.pdf", ContentFile(b"x"))
    assert client.get(f"/media/{path}").status_code == 404


def test_an_uploaded_image_cannot_act_as_a_page(client):
    default_storage.save("images/a.svg", ContentFile(b"<svg/>"))
    page = client.get("/media/images/a.svg")
    assert page.status_code == 200
    assert "sandbox" in page["Content-Security-Policy"]
    page.close()


@pytest.mark.parametrize("name", ["a.js", "a.html", "a.xml", "a.css", "a.js.gz", "nothing"])
def test_what_is_no_picture_is_saved_and_never_run(client, name):
    default_storage.save(f"original_images/{name}", ContentFile(b"fetch('/desk/')"))
    page = client.get(f"/media/original_images/{name}")
    told = [page[each] for each in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")]
    assert told == ["application/octet-stream", "attachment", "nosniff"]
    page.close()


@pytest.mark.parametrize("ending", ["avif", "gif", "jpg", "png", "webp"])
def test_pictures_are_shown(client, ending):
    default_storage.save(f"images/a.{ending}", ContentFile(b"x"))
    page = client.get(f"/media/images/a.{ending}")
    page.close()
    assert page["Content-Type"].startswith("image/")
    assert page["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(("name", "status"), [("a.js", 404), ("a.HTML", 404), ("a.TXT", 200)])
def test_a_document_of_a_kind_that_nobody_can_upload_is_not_served(client, name, status):
    document = get_document_model().objects.create(title=name, file=ContentFile(b"x", name=name))
    answer = client.get(document.url)
    assert answer.status_code == status
    answer.close()


def test_the_sign_in_page_speaks_chinese_when_asked(client):
    client.post("/language/setlang/", {"language": "zh-hans", "next": "/account/login/"})
    assert '<html lang="zh-hans">' in client.get("/account/login/").content.decode()


def test_the_desks_own_sign_in_leads_to_ours(client):
    page = client.get("/desk/login/?next=/desk/account/")
    assert (page.status_code, page["Location"]) == (302, "/account/login/?next=/desk/account/")
