"""An import is decisions, and taking it back leaves everything as it was."""

import pytest

from houtai.core.work.models import Decision
from houtai.core.work.undo import undo_batch
from houtai.modules.content.models import Article
from houtai.modules.content.tests.archives import again, brought, packed, rich
from houtai.modules.content.tests.conftest import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(alice, tmp_path):
    """An archive in which the text of a public article and that of a draft are others."""
    rich(alice)
    written(title="Draft", body="<p>Words.</p>")
    return again(packed(tmp_path), lambda name, data: data.replace(b"words", b"waves").replace(b"Words", b"Waves"))


def texts():
    return {
        article.pk: (article.state, article.body, article.get_latest_revision_as_object().body)
        for article in Article.objects.all()
    }


def test_what_was_changed_is_as_it_was(changed, alice):
    before = texts()
    report = brought(changed, alice, publish=True)
    assert report.counts["changed"] == 2
    assert all("aves" in body for _state, _live, body in texts().values())
    assert "waves" in Article.objects.get(live=True).body
    taken = Decision.objects.filter(action="content.import_article")
    assert {decision.because for decision in taken} == {"articles.jsonl:1", "articles.jsonl:2"}
    back, kept = undo_batch("b1", by=alice)
    assert (len(back), kept) == (2, [])
    assert texts() == before


def test_what_was_made_is_deleted_and_what_readers_saw_is_withdrawn(alice, tmp_path):
    (tmp_path / "a.md").write_text("# Public\n\nWords.")
    (tmp_path / "b.md").write_text("---\ntitle: Draft\ndraft: true\n---\nWords.")
    for name in ("a.md", "b.md"):
        assert brought(tmp_path / name, alice, publish=True).counts["new"] == 1
    assert {article.title: article.state for article in Article.objects.all()} == {
        "Public": "published",
        "Draft": "draft",
    }
    back, kept = undo_batch("b1", by=alice)
    assert (len(back), kept) == (2, [])
    assert {article.title: article.state for article in Article.objects.all()} == {"Public": "withdrawn"}


def test_what_somebody_changed_since_stays(changed, alice, bob):
    brought(changed, alice)
    draft = Article.objects.get(live=False).get_latest_revision_as_object()
    draft.title = "Bob was here"
    draft.save_revision(user=bob)
    back, kept = undo_batch("b1", by=alice)
    assert (len(back), len(kept)) == (1, 1)
    assert Article.objects.get(live=False).get_latest_revision_as_object().title == "Bob was here"


def test_a_second_run_after_a_crash_does_only_what_is_left(changed, alice):
    brought(changed, alice)
    rows = Decision.objects.count()
    assert brought(changed, alice).counts["same"] == 2
    assert Decision.objects.count() == rows


def test_a_locked_article_is_refused_and_kept(changed, alice, bob):
    article = Article.objects.get(live=False)
    article.locked, article.locked_by = True, alice
    article.save()
    report = brought(changed, bob)
    assert (report.counts["changed"], report.counts["refused"]) == (1, 1)
    assert "Words" in Article.objects.get(pk=article.pk).get_latest_revision_as_object().body
