"""Wagtail's own pages and widgets work although no inline script may run; a refused one is a fault of the browser's."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from playwright.sync_api import expect
from wagtail.images import get_image_model

from houtai.modules.content.models import Article

pytestmark = pytest.mark.once("what browsers do under our policy")

PAGES = [
    "/desk/pages/",
    "/desk/reports/workflow/",
    "/desk/reports/workflow_tasks/",
    "/desk/reports/site-history/",
    "/desk/reports/locked/",
    "/desk/reports/aging-pages/",
    "/desk/workflows/list/",
    "/desk/workflows/tasks/index/",
    "/desk/workflows/tasks/select_type/",
    "/desk/editing-sessions/",
    "/desk/snippets/",
    "/desk/styleguide/",
]


# Wagtail leaves the file that a rendition is written through to the garbage collector.
renders = pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile")


def png() -> bytes:
    held = io.BytesIO()
    Picture.new("RGB", (64, 48), "teal").save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def owners(at_desk, owner):
    return at_desk(owner)


@pytest.fixture
def article(db, owner):
    row = Article(title="A ferry", body="<p>Salt.</p>", live=False)
    row.save()
    row.save_revision(user=owner)
    return row


def edit(page, article):
    page.goto(f"/desk/snippets/content/article/edit/{article.pk}/")


@pytest.mark.parametrize("address", PAGES)
def test_no_stock_page_breaks(client, owner, address):
    client.force_login(owner)
    assert client.get(address).status_code in (200, 302, 403, 404, 405)


def test_an_article_is_scheduled_with_the_date_picker(owners, article):
    edit(owners, article)
    owners.get_by_role("button", name="Toggle status").click()
    owners.get_by_role("button", name="Set schedule").click()
    field = owners.locator("#id_go_live_at")
    field.fill("2090-01-01 08:00")
    field.press("Tab")
    owners.get_by_role("button", name="Save schedule").press("Enter")
    expect(owners.get_by_text("2090").first).to_be_visible()


@renders
# Wagtail leaves the files it makes renditions in to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_cover_is_uploaded_and_chosen_in_the_editor(owners, article):
    edit(owners, article)
    owners.get_by_role("button", name="Choose an image").first.click()
    owners.get_by_role("tab", name="Upload").click()
    owners.locator("#id_image-chooser-upload-file").set_input_files(
        {"name": "salt.png", "mimeType": "image/png", "buffer": png()}
    )
    # Its script writes the file's name there first.
    expect(owners.locator("#id_image-chooser-upload-title")).to_have_value("salt")
    owners.locator("#id_image-chooser-upload-title").fill("Salt on the quay")
    owners.locator("form[data-chooser-modal-creation-form] button[type=submit]").click()
    expect(owners.get_by_text("Salt on the quay").first).to_be_visible()
    owners.get_by_role("button", name="Save draft").click()
    owners.wait_for_load_state("load")
    assert Article.objects.get().get_latest_revision_as_object().cover.title == "Salt on the quay"


@renders
def test_several_images_are_uploaded_at_once(owners):
    owners.goto("/desk/images/multiple/add/")
    owners.locator("#fileupload").set_input_files([{"name": "a.png", "mimeType": "image/png", "buffer": png()}])
    expect(owners.get_by_text("Upload successful").first).to_be_visible()
    assert get_image_model().objects.count() == 1


@renders
def test_a_picture_of_the_library_is_shown_and_put_into_a_text_with_a_link(owners, article):
    get_image_model().objects.create(title="Quay", file=SimpleUploadedFile("quay.png", png(), "image/png"))
    owners.goto("/desk/images/")
    shown = owners.locator("img[alt='']").first
    expect(shown).to_be_visible()
    owners.wait_for_function("element => element.naturalWidth > 0", arg=shown.element_handle())
    owners.goto("/desk/snippets/content/article/add/")
    owners.get_by_role("button", name="Picture from the library").press("Enter")
    owners.get_by_role("dialog").get_by_role("link", name="Quay").press("Enter")
    expect(owners.locator(".h-coedit-text figure img")).to_have_attribute("alt", "Quay")
    owners.locator(".h-coedit-text > p").last.click()
    owners.keyboard.press("Control+k")
    owners.keyboard.type("ferr")
    expect(owners.get_by_role("option", name="A ferry")).to_be_visible()
    owners.keyboard.press("Enter")
    expect(owners.locator(f".h-coedit-text a[linktype=article][id='{article.pk}']")).to_have_text("A ferry")


def test_a_workflow_gets_its_tasks_in_an_inline_panel(owners):
    owners.goto("/desk/workflows/add/")
    owners.locator("#id_name").fill("Two checks")
    owners.get_by_role("button", name="Add task").click()
    owners.get_by_role("button", name="Choose a task").first.click()
    expect(owners.get_by_role("dialog")).to_be_visible()


def test_a_draft_goes_through_a_workflow(owners, article):
    edit(owners, article)
    owners.locator("[data-w-dropdown-target=toggle]").last.click()
    submit = owners.get_by_role("button", name="Submit to")
    expect(submit).to_be_visible()
    submit.click()
    expect(owners.get_by_text("submitted").first).to_be_visible()
    owners.goto(f"/desk/snippets/content/article/history/{article.pk}/")
    expect(owners.get_by_role("cell", name="started").first).to_be_visible()
