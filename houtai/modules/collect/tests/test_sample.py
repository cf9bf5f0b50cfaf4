from collections import Counter

import pytest

from houtai.core.workspaces.tests.loopback import reply, serving
from houtai.modules.collect import sample
from houtai.modules.collect.models import Books, Draft, Source
from houtai.modules.collect.tests.conftest import NOW

pytestmark = pytest.mark.once("what is served, not what is kept of it")


@pytest.fixture
def collected(db):
    """All four sources, collected once at noon and once in the evening."""
    site = sample.site(7, day=NOW)

    def answer(handler):
        status, kind, body = site.respond(handler.path)
        reply(handler, body, status=status, Content_Type=kind)

    with serving(answer) as place:
        site.base = place.url("")
        for name, path in site.feeds:
            source = Source.objects.create(name=name, url=place.url(path), next_at=NOW)
            for site.clock in (0.5, 1.0):
                source.collect(now=NOW, admit=place.admit, closed=True, sleep=lambda seconds: None)
        yield site


def test_the_sample_is_the_same_for_the_same_seed():
    one, other, third = sample.site(1), sample.site(1), sample.site(2)
    assert [one.respond(path) for _, path in one.feeds] == [other.respond(path) for _, path in other.feeds]
    assert one.respond(one.feeds[0][1]) != third.respond(third.feeds[0][1])


def test_nothing_served_tells_the_truth(collected):
    words = {piece.truth.kind for piece in collected.pieces.values()} | {"quality"}
    for path in [*collected.pieces, *(path for _, path in collected.feeds)]:
        served = collected.respond(path)[2].decode("utf-8", "ignore")
        assert not any(f">{word}" in served or f'"{word}' in served for word in words)


def test_the_sample_fills_every_column_of_the_books(collected):
    books = Books.of()
    assert books.found == 120
    assert (books.duplicates, books.refused) == (6, 3)
    assert Books.differences() == []


def test_a_copy_is_near_its_original_and_other_reports_are_not(collected):
    near: Counter[tuple[str, bool]] = Counter()
    for draft in Draft.objects.all():
        kind = collected.truth(draft.url).kind
        near[kind, draft.similarity >= 0.5] += 1
    assert near["copy", True] == 5
    assert near["report", True] == near["advert", True] == 0


def test_pages_in_an_older_chinese_encoding_are_read(collected):
    draft = Draft.objects.filter(source__name="示例：码头快讯", page_note="").first()
    assert draft.language == "zh"
    assert "\ufffd" not in draft.html


def test_a_small_sample_has_every_source(collected):
    small = sample.site(1, entries=6)
    assert {piece.outlet.name for piece in small.pieces.values()} == {name for name, _ in small.feeds}
    assert len(small.pieces) <= 28
