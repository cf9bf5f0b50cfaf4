"""One entry is settled once: after retries, crashes, and beside other workers."""

import threading

import pytest
from django.db import OperationalError, connection

from houtai.core.text.models import FingerprintManager
from houtai.core.workspaces import context
from houtai.modules.collect.models import Books, Draft, Entry, Fetch, Source
from houtai.modules.collect.tests.conftest import NOW, feed, item, story


def test_a_run_that_breaks_between_entries_is_taken_up_where_it_stopped(web, monkeypatch):
    web.stories(1, 2, 3, 4)
    source = web.source()
    remember, seen = FingerprintManager.remember, []

    def full(self, subject, text):
        seen.append(subject)
        if len(seen) == 3:
            raise OperationalError("database or disk is full")
        return remember(self, subject, text)

    with monkeypatch.context() as patch:
        patch.setattr(FingerprintManager, "remember", full)
        with pytest.raises(OperationalError):
            web.collect(source)
    assert (Entry.objects.count(), Draft.objects.count()) == (2, 2)
    assert Books.differences() == []
    run = web.collect(source)
    assert (run.found, run.drafted, Draft.objects.count()) == (2, 2, 4)
    assert list(Fetch.objects.order_by("id").values_list("status", flat=True)) == ["interrupted", "done"]
    assert Books.differences() == []


def test_after_a_broken_run_the_feed_is_not_asked_conditionally(web, monkeypatch):
    web.stories(1)
    web.pages["/feed"] = (200, {"ETag": '"1"'}, web.pages["/feed"])
    source = web.source()

    def full(self, subject, text):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(FingerprintManager, "remember", full)
        with pytest.raises(OperationalError):
            web.collect(source)
    assert web.collect(source).drafted == 1


def test_one_key_twice_in_a_feed_counts_once(web):
    web.pages["/feed"] = feed(item(1, text=story(1)), item(1, text=story(1)), item(2, text=story(2)))
    assert web.collect(web.source()).found == 2
    assert Books.differences() == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_source_and_one_story_in_two_sources_never_make_two_drafts(web):
    web.stories(*range(1, 9))
    items = (item(number + 100, link=web.place.url(f"/{number}")) for number in range(1, 9))
    web.pages["/other"] = feed(*items)
    sources = [web.source(), web.source("/other")]
    errors = race([sources[0], sources[0], sources[1], sources[1]], web)
    assert errors == []
    assert Draft.objects.count() == 8
    assert Entry.objects.count() == 16
    assert Books.of().duplicates == 8
    assert Books.differences() == []


def race(sources, web):
    """Collect from all of them at once, each in a thread of its own."""
    workspace, errors, start = context.current(), [], threading.Barrier(len(sources))

    def work(key):
        try:
            with context.enter(workspace):
                source = Source.objects.get(pk=key)
                start.wait()
                source.collect(now=NOW, admit=web.place.admit, closed=True, sleep=lambda seconds: None)
        except Exception as error:  # noqa: BLE001 - whatever it was, the test must see it
            errors.append(error)

    threads = [threading.Thread(target=work, args=[source.pk]) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    connection.close()
    return errors
