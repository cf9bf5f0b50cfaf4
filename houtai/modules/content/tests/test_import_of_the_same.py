"""What was exported changes nothing when it is imported, and comes back to the letter when it was changed meanwhile."""

import pytest

from houtai.modules.content.models import Article
from houtai.modules.content.tests.archives import brought, packed, rich, seen, tables
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles(alice):
    rich(alice)
    written(title="海", body="<p>　　中文。</p><table><tbody><tr><td>a</td></tr></tbody></table>")
    unnamed = written(title="Later", body="<p>Not named yet.</p>")
    unnamed.title = ""
    unnamed.save()
    unnamed.save_revision(clean=False)


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_import_of_the_same_changes_no_row_of_any_table(articles, alice, tmp_path, form):
    file = packed(tmp_path, form)
    before = tables()
    assert seen(file, alice, publish=True).counts["same"] == 3
    report = brought(file, alice, publish=True)
    assert (report.counts["same"], report.counts["new"], report.counts["changed"]) == (3, 0, 0)
    assert tables() == before


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_what_was_changed_comes_back_and_is_exported_to_the_same_bytes(articles, alice, tmp_path, form):
    file = packed(tmp_path, form)
    for article in Article.objects.all():
        draft = article.get_latest_revision_as_object()
        draft.title, draft.body, draft.column = "Other", "<p>Other words.</p>", None
        draft.tags.clear()
        draft.headlines.clear()
        draft.save_revision(user=alice)
    assert brought(file, alice).counts["changed"] == 3
    assert packed(tmp_path, form, name="again.zip").read_bytes() == file.read_bytes()
