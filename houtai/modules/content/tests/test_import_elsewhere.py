"""Articles of an archive come into a place where they are not: everything with them, once."""

import zipfile
from pathlib import Path

import pytest
from wagtail.images import get_image_model

from houtai.core.text.tests.pictures import PLACE
from houtai.core.text.tests.pictures import picture as with_place
from houtai.modules.content.models import Article, Author, Column, Correction, Series
from houtai.modules.content.models.archives.taking import Taking
from houtai.modules.content.tests.archives import brought, packed, rich, tables

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves it to Python to close the files that it measures.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def said():
    """All articles as their files say it, without their numbers."""
    found = list(Taking().each(Article.objects.all()))
    return [{name: value for name, value in record.items() if name != "article"} for record in found]


@pytest.fixture
def gone(alice, tmp_path, owner):
    """An archive of an article that is no longer here, nor anything that it had; and what it said."""

    def make(form):
        article = rich(alice)
        file, before = packed(tmp_path, form), said()
        article.remove(user=owner)
        for model in (Author, Column, Series):
            model.objects.all().delete()
        get_image_model().objects.all().delete()
        return file, before

    return make


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_everything_comes_with_it(gone, alice, form):
    file, before = gone(form)
    assert brought(file, alice, publish=True).counts == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 0,
        "pictures": 2,
    }
    (record,) = said()
    assert record == before[0]
    assert get_image_model().objects.count() == 2
    assert sorted(get_image_model().objects.values_list("title", flat=True)) == ["Boat", "Cover"]
    assert Correction.objects.get().text == "It was the ebb."


def test_a_second_time_it_is_known_by_the_number_that_it_had(gone, alice):
    file, _before = gone("json")
    brought(file, alice, publish=True)
    rows = tables()
    assert brought(file, alice, publish=True, batch="b2").counts["same"] == 1
    assert tables() == rows


def test_without_being_asked_to_it_publishes_nothing(gone, alice):
    file, _before = gone("json")
    brought(file, alice)
    article = Article.objects.get()
    assert (article.state, article.title) == ("draft", "Tide tables, again")


def test_who_may_not_publish_publishes_nothing(gone, editor):
    file, _before = gone("json")
    report = brought(file, editor, publish=True)
    assert report.counts["refused"] == 1
    assert report.lines[0]["why"] == "There is no column “sea” here, and you may not add one."
    Column.objects.create(name="Sea", slug="sea")
    assert brought(file, editor, publish=True).counts["new"] == 1
    article = Article.objects.get()
    assert (article.state, article.author, article.byline) == ("draft", Author.objects.get(name="Ann Lee"), "with Bo")


def test_a_picture_that_says_who_took_it_is_taken_in_bare_and_known_again(alice, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.md", "# A\n\n![Boats](boats.jpg)")
        archive.writestr("boats.jpg", with_place())
    assert brought(tmp_path / "a.zip", alice).counts["pictures"] == 1
    assert PLACE.encode() not in Path(get_image_model().objects.get().file.path).read_bytes()
    assert brought(tmp_path / "a.zip", alice, batch="b2").counts["same"] == 1
    assert get_image_model().objects.count() == 1
