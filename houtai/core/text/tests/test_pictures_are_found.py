"""Pictures are found like articles, by parts of Chinese words too, through every door that looks for them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.images import get_image_model

from houtai.core.text.models import PictureDocument
from houtai.core.text.pictures import read
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import picture
from houtai.core.workspaces.context import current

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def harbour(db):
    image = keep(read(picture()), name="上海港口夜景", about="Boats at low tide")
    image.tags.add("Ferries")
    return image


def test_parts_of_words_descriptions_and_tags_find_it(harbour):
    images = get_image_model().objects.all()
    for words in ("港口", "夜景", "上海", "港", "boat", "ferr", "低", "夜景 上海"):
        found = list(images.autocomplete(words))
        assert found == ([] if words == "低" else [harbour]), words
    harbour.title = "Empty"
    harbour.save()
    assert not images.search("港口")
    PictureDocument.objects.all().delete()
    call_command("reindex", current(), "--again")
    assert list(images.search("empty")) == [harbour]


def test_the_list_the_chooser_and_choosing_all_that_was_found_ask_the_same(harbour, alice, client):
    client.force_login(alice)
    doors = {
        reverse("wagtailimages:index"): "",
        reverse("wagtailimages_chooser:choose_results"): "",
        reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"]): "&id=all",
    }
    for door, more in doors.items():
        assert "上海港口夜景" in client.get(f"{door}?q=夜景{more}").content.decode(), door
        assert "上海港口夜景" not in client.get(f"{door}?q=机场{more}").content.decode(), door
