from houtai.core.events.batch import USUAL
from houtai.core.events.templatetags.event_names import LABELS, event_label


def test_every_usual_event_has_a_name_for_people():
    assert set(LABELS) == USUAL


def test_an_event_of_a_sites_own_stands_as_it_was_sent():
    assert event_label("cart.add") == "cart.add"
