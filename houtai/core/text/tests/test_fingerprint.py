"""What has been seen is recognised, in one query however much has been seen."""

import pytest

from houtai.core.text.models import Band, Fingerprint
from houtai.core.work.models import Subject

pytestmark = pytest.mark.django_db
TEXT = "The harbour office has replaced its paper forms with a shared queue that every shift can see from its own desk."


def subject(key: str) -> Subject:
    return Subject.objects.create(kind="content.article", key=key, title=key)


def test_a_near_text_finds_the_subject_it_resembles():
    ours = subject("1")
    Fingerprint.objects.remember(ours, TEXT)
    Fingerprint.objects.remember(subject("2"), "Tides and winds were measured by twelve buoys outside the breakwater.")
    nearest = Fingerprint.objects.nearest(TEXT + " Today.")
    assert nearest is not None
    assert nearest[0] == ours
    assert nearest[1] > 0.8


def test_a_subject_is_not_like_itself_when_it_is_excluded():
    ours = subject("1")
    Fingerprint.objects.remember(ours, TEXT)
    assert Fingerprint.objects.nearest(TEXT, excluding=ours) is None


def test_a_changed_text_replaces_what_was_known():
    ours = subject("1")
    Fingerprint.objects.remember(ours, TEXT)
    Fingerprint.objects.remember(ours, "Twelve buoys measured tides and winds outside the breakwater all night long.")
    assert Fingerprint.objects.nearest(TEXT) is None
    assert Band.objects.count() == 16


def test_a_text_without_words_is_not_remembered():
    assert Fingerprint.objects.remember(subject("1"), "…") is None
    assert Fingerprint.objects.nearest("…") is None


def test_looking_for_the_nearest_costs_one_query(django_assert_num_queries):
    for key in range(30):
        Fingerprint.objects.remember(subject(str(key)), f"{TEXT} Number {key} of many.")
    with django_assert_num_queries(1):
        assert Fingerprint.objects.nearest(TEXT) is not None


def test_what_is_forgotten_is_not_found():
    ours = subject("1")
    Fingerprint.objects.remember(ours, TEXT)
    Fingerprint.objects.forget(ours)
    assert Fingerprint.objects.nearest(TEXT) is None
