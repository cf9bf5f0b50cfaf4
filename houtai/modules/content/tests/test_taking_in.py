"""Pictures of a text that came from elsewhere are shown from the library, wherever the text is, and its words stay."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from houtai.core.catalog.catalog import catalog
from houtai.core.text.manuscript import Manuscript
from houtai.core.text.tests.pictures import picture
from houtai.core.work.actors import Actor
from houtai.core.workspaces.fetching.errors import NotFound
from houtai.core.workspaces.models import Outbox
from houtai.modules.content.models import Article
from houtai.modules.content.models.checks import remarks
from houtai.modules.content.models.taking_in import take_in

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("pictures"),
]

FERRY, GONE, COVER = (f"https://pictures.example/{name}.jpg" for name in ("ferry", "gone", "cover"))
BODY = (
    f'<p>It left.</p><figure><img src="{FERRY}" alt="A &quot;ferry&quot;" width="640"><figcaption>At noon</figcaption>'
    f'</figure><p>On time.</p><figure><img src="{GONE}" alt="Gone"></figure>'
)


def fetch(url, **how):
    if url == GONE:
        raise NotFound(url, status=404)
    return SimpleNamespace(body=picture(size=(64, 36) if url == FERRY else (160, 90)))


@pytest.fixture
def article(draft, alice):
    found = Manuscript(title="Ferry", html=BODY, url="https://gazette.example/1", site="Gazette", image=COVER)
    return Article.from_manuscript(found, origin=draft.subject, user=alice)


def test_what_can_be_fetched_is_shown_from_the_library_and_the_rest_is_named(article):
    assert take_in(article, fetch=fetch) is False
    article.refresh_from_db()
    ferry = get_image_model().objects.get(width=64)
    for version in (article, article.get_latest_revision_as_object()):
        assert (
            f'<embed embedtype="image" id="{ferry.pk}" alt="A &quot;ferry&quot;" format="fullwidth"/>' in version.body
        )
        assert "<figcaption>At noon</figcaption>" in version.body
        assert f'src="{GONE}"' in version.body
        assert (version.cover.width, version.cover_url) == (160, "")
    assert article.text == "It left.\nAt noon\nOn time."
    told = [str(remark.says) for remark in remarks(article) if remark.check == "foreign"]
    assert len(told) == 1
    assert GONE in told[0]


def test_readers_load_them_from_here(article, alice, client):
    article.act("publish", alice)
    take_in(article, fetch=fetch)
    article.refresh_from_db()
    assert not article.has_unpublished_changes
    page = client.get(article.get_absolute_url()).content.decode()
    assert FERRY not in page
    assert COVER not in page
    assert "/media/original_images/ferry" in page


def test_a_text_that_is_being_written_is_changed_where_it_is_written(article, alice, client):
    client.force_login(alice)
    edit = reverse("wagtailsnippets_content_article:edit", args=[article.pk])
    room = f"/desk/coedit/versions/content.article/{article.pk}/body/"
    assert client.get(edit).status_code == 200
    field = Article._meta.get_field("body").formfield().widget
    field.edits(article, "body", user=alice)
    field.value_from_datadict({"body": f'{{"room": "content.article/{article.pk}/body"}}'}, {}, "body")
    take_in(article, fetch=fetch)
    written = field.value_from_datadict({"body": f'{{"room": "content.article/{article.pk}/body"}} '}, {}, "body")
    assert FERRY not in written
    assert "At noon" in written
    assert client.get(room).status_code == 200


def test_a_form_that_was_open_meanwhile_brings_no_cover_back(article):
    take_in(article, fetch=fetch)
    open_before = Article.objects.get(pk=article.pk)
    open_before.cover, open_before.cover_url = None, COVER
    open_before.save_revision()
    assert open_before.get_latest_revision_as_object().cover.width == 160


def test_taking_and_publishing_have_the_pictures_taken_in_but_a_played_day_does_not(article, alice):
    played = Actor(kind="person", user=alice, simulated=True)
    catalog.action("content.publish").run(article, by=played)
    assert not Outbox.objects.filter(task__endswith="take_in_pictures").exists()
    article.act("unpublish", alice)
    article.act("publish", alice)
    assert Outbox.objects.get(task__endswith="take_in_pictures").args == [article.pk]


def test_taking_in_again_changes_nothing(article):
    take_in(article, fetch=fetch)
    before = Article.objects.get(pk=article.pk).body
    take_in(article, fetch=fetch)
    assert Article.objects.get(pk=article.pk).body == before
    assert get_image_model().objects.count() == 2
