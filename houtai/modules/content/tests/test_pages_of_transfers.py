"""The pages on which articles go out and come in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from houtai.core.work.models import Decision
from houtai.modules.content import tasks
from houtai.modules.content.models import Article, Export, Import
from houtai.modules.content.models.search_document import SearchDocument
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def bring(desk, text="# Tide\n\nEbb.", name="tide.md", **more):
    answer = desk.post("/desk/content/import/", {"file": SimpleUploadedFile(name, text.encode()), **more})
    assert answer.status_code == 302
    tasks.check_import.call(Import.objects.get().pk)
    return answer.url


def test_what_the_list_shows_is_exported(desk):
    articles = [written(title="Tide", slug="tide"), written(title="Other", slug="other")]
    # What the search has of them gets keys of its own.
    SearchDocument.objects.all().delete()
    for article in reversed(articles):
        SearchDocument.again(article)
    page = desk.get("/desk/content/export/?q=Tide&p=2").content.decode()
    assert "One article, as the list shows it." in page
    answer = desk.post("/desk/content/export/?q=Tide", {"form": "markdown"})
    row = Export.objects.get()
    assert "Articles are being written" in desk.get(answer.url).content.decode()
    tasks.export_articles.call(row.pk)
    page = desk.get(answer.url).content.decode()
    assert f"/desk/content/export/{row.pk}/file/" in page
    row.refresh_from_db()
    assert row.report == {"articles": 1, "images": 0}


def test_chosen_articles_are_exported(desk):
    tide = written(title="Tide", slug="tide")
    written(title="Other", slug="other")
    address = f"/desk/bulk/content/article/export/?id={tide.pk}"
    assert "Markdown" in desk.get(address).content.decode()
    answer = desk.post(address, {"form": "json"})
    row = Export.objects.get()
    assert (answer.url, row.chosen, row.form) == (row.get_absolute_url(), [tide.pk], "json")
    tasks.export_articles.call(row.pk)
    row.refresh_from_db()
    assert row.report["articles"] == 1


def test_the_list_leads_to_both_with_its_filter(desk):
    written(title="Tide")
    page = desk.get("/desk/snippets/content/article/?q=Tide").content.decode()
    assert re.search(r'href="/desk/content/export/\?q=Tide', page)
    assert "/desk/content/import/" in page


def test_an_import_is_seen_first_then_done_then_taken_back(desk):
    address = bring(desk)
    assert not Article.objects.exists()
    page = desk.get(address).content.decode()
    assert "Nothing was changed yet. Everything will come as drafts." in page
    assert desk.post(address).status_code == 302
    tasks.carry_out_import.call(Import.objects.get().pk)
    article = Article.objects.get()
    assert f"/desk/snippets/content/article/edit/{article.pk}/" in desk.get(address).content.decode()
    assert Decision.objects.get().action == "content.import_article"
    assert desk.post(address, {"undo": "1"}).status_code == 302
    tasks.undo_import.call(Import.objects.get().pk)
    assert not Article.objects.exists()
    assert "One article was taken back." in desk.get(address).content.decode()


def test_a_file_that_was_cut_off_is_explained_and_may_be_brought_again(desk):
    address = bring(desk, "---\ntitle: x\n")
    page = desk.get(address).content.decode()
    assert "the front matter has no end; the file was cut off" in page
    assert "Bring it again" in page
    assert desk.post(address).status_code == 409


def test_without_a_file_the_form_says_so(desk):
    answer = desk.post("/desk/content/import/", {})
    assert answer.status_code == 422


def test_who_may_not_publish_is_not_asked(client, editor):
    client.force_login(editor)
    assert 'name="publish"' not in client.get("/desk/content/import/").content.decode()
    bring(client, publish="on")
    assert not Import.objects.get().publish


def test_nobody_sees_what_somebody_else_brought(desk, bob):
    address = bring(desk)
    desk.force_login(bob)
    for method in (desk.get, desk.post):
        assert method(address).status_code == 404


@pytest.mark.parametrize("address", ["/desk/content/export/", "/desk/content/import/"])
def test_a_page_asks_little(desk, address, django_assert_max_num_queries, remembered):
    desk.get(address)
    with django_assert_max_num_queries(12):
        desk.get(address)
