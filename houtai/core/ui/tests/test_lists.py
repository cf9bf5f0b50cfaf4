import csv
import io
from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.urls import include, path, reverse
from django.utils.safestring import SafeString
from django_filters import ChoiceFilter
from lxml.html import fromstring
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List, NoPermissionNamed
from houtai.core.ui.tables import LabelledCell

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class Letters(WagtailFilterSet):
    slug = ChoiceFilter(choices=[("t-1", "One"), ("t-2", "Two")])

    class Meta:
        model = Tag
        fields = ("slug",)


class Tags(List):
    model = Tag
    name = "test_tags"
    permission = "taggit.view_tag"
    columns = [
        TitleColumn("name", label="Name", sort_key="name", get_url=lambda tag: f"/tags/{tag.pk}"),
        Column("slug", label="Address"),
        Column("pk", label="Number"),
    ]
    hidden = ["pk"]
    search_fields = ["name"]
    filterset_class = Letters
    default_ordering = "name"
    empty = Empty(title="No tags yet.", text="Tags come with articles.", url="/new", label="Write an article")

    def get_base_queryset(self):
        return Tag.objects.exclude(name="secret")


class Unguarded(Tags):
    permission = ""


desk = [path("test-tags/", require_admin_access(Tags.as_view()), name="test_tags")]
urlpatterns = [path("desk/", include(desk)), *import_module(settings.ROOT_URLCONF).urlpatterns]


def tags(count):
    Tag.objects.bulk_create([Tag(name=f"tag {n:05}", slug=f"t-{n}") for n in range(count)])


def page_of(client, **query):
    return client.get(reverse("test_tags"), query)


def rows(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"), newline="")))


def test_a_list_shows_declared_columns_with_their_headings_for_the_phone(at_desk):
    tags(2)
    html = page_of(at_desk).content.decode()
    assert '<td data-label="Address"' in html
    assert 'data-label="Number"' not in html


def test_a_list_starts_from_what_may_be_seen(at_desk):
    Tag.objects.create(name="secret", slug="secret")
    tags(1)
    assert list(page_of(at_desk, q="secret").context["object_list"]) == []
    assert [row[0] for row in rows(page_of(at_desk, export="csv"))] == ["Name", "tag 00000"]


def test_a_script_gets_the_rows_alone(at_desk):
    tags(1)
    response = at_desk.get(reverse("test_tags"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert "tag 00000" in response.content.decode()
    assert "<html" not in response.content.decode()


def test_an_empty_list_says_what_to_do_next(at_desk):
    html = page_of(at_desk).content.decode()
    assert "Tags come with articles." in html
    assert 'href="/new">Write an article</a>' in html


def test_a_search_without_a_match_offers_everything_again(at_desk):
    tags(1)
    assert "Nothing matches." in page_of(at_desk, q="nobody").content.decode()


def test_search_filter_and_sort_work_together(at_desk):
    tags(3)
    assert [tag.slug for tag in page_of(at_desk, ordering="-name").context["object_list"]] == ["t-2", "t-1", "t-0"]
    assert [tag.slug for tag in page_of(at_desk, slug="t-1").context["object_list"]] == ["t-1"]
    assert [tag.slug for tag in page_of(at_desk, q="00002").context["object_list"]] == ["t-2"]


def test_a_column_that_was_chosen_stays_chosen(at_desk):
    tags(1)
    at_desk.post(reverse("test_tags"), {"columns": ["pk", "nonsense"]})
    html = page_of(at_desk).content.decode()
    assert 'data-label="Number"' in html
    assert 'data-label="Address"' not in html


def test_an_export_is_safe_and_holds_every_page(at_desk):
    tags(60)
    Tag.objects.create(name="=cmd()", slug="bad")
    exported = rows(page_of(at_desk, export="csv"))
    assert len(exported) == 62
    assert exported[1] == ["'=cmd()", "bad"]


def test_a_workbook_is_made_too(at_desk):
    tags(1)
    content = b"".join(page_of(at_desk, export="xlsx").streaming_content)
    assert content.startswith(b"PK")


def test_queries_do_not_grow_with_rows(at_desk, django_assert_max_num_queries, remembered):
    tags(50)
    with django_assert_max_num_queries(12):
        page_of(at_desk)


def test_a_stranger_is_refused(client, django_user_model):
    assert page_of(client).status_code == 302


def test_a_list_must_say_its_permission(rf):
    with pytest.raises(NoPermissionNamed):
        Unguarded.as_view()(rf.get("/"), user=SimpleNamespace())


def test_a_plain_cell_is_what_wagtail_would_write(rf):
    """But for its heading, and that it says when it is blank."""
    column = Column("name", label="<Name>", classname="a&b")
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    for value in ("<b>&", SafeString("<i>x</i>"), "", " ", None, 0, 1234567, True, moment):
        row = SimpleNamespace(name=value)
        theirs = fromstring(column.render_cell_html(row, {"row": row, "table": None}))
        ours = fromstring(LabelledCell(column, row).render_html({"row": row, "table": None}))
        assert (ours.attrib.pop("data-label"), ours.attrib.pop("data-blank", None) == "") == (
            "<Name>",
            not theirs.text_content().strip(),
        )
        assert ours.attrib == theirs.attrib
        assert [ours.text_content().strip(), len(ours)] == [theirs.text_content().strip(), len(theirs)]
