"""Readers get pictures in forms that were made before they asked, with their size said."""

import pytest
from lxml.html import fromstring
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html

from houtai.core.text.pictures import crops, read, tags
from houtai.core.text.pictures.library import keep
from houtai.core.text.tests.pictures import moving, picture

# Wagtail leaves it to Python to close the files that it measures and makes.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.once("pictures"),
]


@pytest.fixture
def image(db):
    return keep(read(picture(size=(900, 900))), name="Ferry", about="A ferry")


def img(markup):
    return fromstring(f"<p>{markup}</p>")[0]


def test_a_page_makes_nothing_and_shows_the_picture_itself_until_forms_are_there(image):
    shown = img(tags.wide(image, alt="", sizes="10rem", lazy=True))
    assert (shown.get("src"), shown.get("width"), shown.get("loading")) == (image.file.url, "900", "lazy")
    assert not image.renditions.exists()


def test_sizes_are_offered_and_none_is_larger_than_the_picture(image):
    crops.make(image, *crops.WIDE)
    shown = img(tags.wide(image, alt="A ferry", sizes="10rem", lazy=False))
    assert [size.split()[1] for size in shown.get("srcset").split(", ")] == ["320w", "640w", "900w"]
    assert (shown.get("width"), shown.get("alt")) == ("900", "A ferry")
    assert abs(int(shown.get("height")) - 900 * 9 / 16) < 3
    assert shown.get("src").endswith(".webp")
    assert shown.get("loading") is None


def test_forms_are_cut_around_the_focal_point(image):
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 850, 20, 20
    image.save()
    crops.make(image, crops.SHAPES[0])
    found = crops.made(image, crops.SHAPES[0])
    assert len(found) == 1
    image.focal_point_y = 40
    assert crops.made(image, crops.SHAPES[0]) == []


def test_pictures_within_a_text_cost_two_queries_whether_they_name_a_format_or_not(image, django_assert_num_queries):
    other = keep(read(picture(size=(700, 300))), name="Crane")
    crops.make(image, *crops.INLINE)
    text = (
        f'<embed embedtype="image" id="{image.pk}" alt="A &quot;ferry&quot;"/>'
        f'<embed embedtype="image" id="{other.pk}" alt="" format="fullwidth"/>'
        '<embed embedtype="image" id="999" alt="x"/>'
    )
    with django_assert_num_queries(2):
        first, second = fromstring(f"<p>{expand_db_html(text)}</p>")
    assert first.get("alt") == 'A "ferry"'
    assert [size.split()[1] for size in first.get("srcset").split(", ")] == ["480w", "800w", "900w"]
    assert second.get("src") == get_image_model().objects.get(pk=other.pk).file.url


def test_what_moves_is_shown_as_it_is(db):
    image = keep(read(moving("GIF", frames=3)), name="Waves")
    crops.make(image, *crops.INLINE)
    assert img(tags.inline(image, alt="")).get("src").endswith(".gif")
