from lxml.html import fromstring

from houtai.core.ui.widgets import LongSelect


def test_a_long_select_marks_what_is_chosen_and_escapes_everything():
    choices = [("", "---"), (1, "<b>One</b>"), ('"2"', "Two")]
    page = LongSelect(attrs={"class": "c"}, choices=choices).render("name", "1", {"id": "i"})
    select = fromstring(str(page))
    assert dict(select.attrib) == {"class": "c", "id": "i", "name": "name"}
    assert [(option.get("value"), option.text) for option in select] == [(str(key), text) for key, text in choices]
    assert [option.get("value") for option in select if "selected" in option.attrib] == ["1"]
