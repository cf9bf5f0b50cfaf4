import pytest
from django.forms import Form, ModelChoiceField
from django.http import Http404
from lxml.html import fragments_fromstring, fromstring
from taggit.models import Tag

from houtai.core.ui.widgets import LongSelect, choices_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def form():
    Tag.objects.bulk_create([Tag(pk=n, name=f"<b>{n}</b>", slug=f"t{n}") for n in (1, 2)])

    class Tags(Form):
        tag = ModelChoiceField(Tag.objects.order_by("pk"), widget=LongSelect)

    return Tags


@pytest.mark.parametrize(("chosen", "shown"), [("1", ["", "1"]), ("", [""]), ("9", [""]), ("x'", [""])])
def test_it_holds_what_is_chosen_and_does_not_ask_for_the_rest(form, chosen, shown, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        select = fromstring(str(form({"tag": chosen})["tag"]))
    assert (select.get("name"), select.get("data-controller")) == ("tag", "choices")
    assert [option.get("value") for option in select] == shown
    assert [option.text for option in select if "selected" in option.attrib] == ["<b>1</b>"] * (chosen == "1") + (
        ["---------"] if chosen == "" else []
    )


def test_all_of_them_are_told_and_of_no_other_field(form):
    told = fragments_fromstring(choices_of(form(), "tag").content.decode())
    assert [(each.get("value"), each.text) for each in told] == [
        ("", "---------"),
        ("1", "<b>1</b>"),
        ("2", "<b>2</b>"),
    ]
    for field in ("other", "", "__init__"):
        with pytest.raises(Http404):
            choices_of(form(), field)
    with pytest.raises(Http404):
        choices_of(None, "tag")
