"""No bytes from outside do any harm, and those that are an update say who wrote it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.core.text.tests.yjs import blocks_of, copy_of, doc_of, doc_with, element, empty, forged, paragraph
from houtai.core.text.yjs.checking import unknown
from houtai.core.text.yjs.clients import apply, clients_of, state
from houtai.core.text.yjs.encoding import ANY
from houtai.core.text.yjs.lib0 import varuint
from houtai.core.text.yjs.reading import seed
from houtai.core.text.yjs.watching import watch
from houtai.core.text.yjs.writing import html

SEEDED = seed(
    '<h2>标题😀</h2><p>a <strong>b</strong><br/><a href="https://x.example/">c</a></p><ul><li>d</li></ul><hr/>'
)


def typed(doc, letters="x"):
    """The update that typing makes."""
    found = []
    subscription = doc.observe(lambda event: found.append(event.update))
    blocks_of(doc)[1].children[0].insert(0, letters, {})
    subscription.drop()
    return found[0]


def test_an_update_says_its_clients_and_how_far_they_got():
    doc = empty(client_id=77)
    doc.apply_update(SEEDED)
    end = state(doc)[1]
    assert clients_of(SEEDED) == {1: end}
    assert clients_of(typed(doc, "😀y")) == {77: 3}
    assert clients_of(doc.get_update()) == {1: end, 77: 3}
    assert clients_of(b"\x00\x00") == {}


def test_an_update_that_only_deletes_has_no_clients():
    doc = doc_with(paragraph("x"))
    before = doc.get_state()
    del blocks_of(doc)[0].children[0][0:1]
    assert clients_of(doc.get_update(before)) == {}


def test_taking_an_update_says_its_clients_too():
    doc = empty(client_id=77)
    doc.apply_update(SEEDED)
    other = copy_of(doc)
    assert apply(other, typed(doc)) == {77: 1}
    assert html(other) == html(doc)


@pytest.mark.parametrize("data", [b"", b"\x01", b"\xff" * 12, SEEDED[:-1], SEEDED + b"\x00", b"\x01" * 40])
def test_what_is_no_update_is_refused(data):
    with pytest.raises(ValueError, match="no Yjs update of ours"):
        clients_of(data)


def test_what_builds_on_missing_parts_is_refused_and_changes_nothing():
    doc = empty(client_id=77)
    doc.apply_update(SEEDED)
    typed(doc)
    second = typed(doc)
    for lacking in (empty(), doc_of("<p>x</p>")):
        before = lacking.get_state()
        with pytest.raises(ValueError, match=r"skips a part|not there"):
            apply(lacking, second)
        assert lacking.get_state() == before


@pytest.mark.parametrize("deleted", [b"\x00", b"\x01\x07\x01\x00\x01"])
def test_nesting_that_would_take_the_process_down_is_refused(deleted):
    def build(encoder):
        parent = encoder.root
        for _ in range(20_000):
            parent = element(encoder, "p", parent)

    with pytest.raises(ValueError, match="too deep"):
        apply(empty(), forged(build, deleted=deleted))


def test_a_number_that_is_no_json_is_refused():
    def build(encoder):
        encoder.item(ANY, b"\x01\x7a" + bytes(7) + b"\x02", None, element(encoder, "p", encoder.root), key="level")

    with pytest.raises(ValueError, match="of no kind"):
        clients_of(forged(build))


def test_an_item_that_stands_in_itself_is_refused():
    def build(encoder):
        element(encoder, "p", encoder.within(1))
        element(encoder, "p", encoder.within(0))

    with pytest.raises(ValueError, match="in itself"):
        apply(empty(), forged(build))


MUTATIONS = st.lists(st.tuples(st.integers(0, len(SEEDED) - 1), st.integers(0, 255)), min_size=1, max_size=4)


def mutated(changes):
    data = bytearray(SEEDED)
    for place, value in changes:
        data[place] = value
    return bytes(data)


@settings(max_examples=250, deadline=None, derandomize=True)
@given(data=st.one_of(MUTATIONS.map(mutated), st.binary(max_size=60)))
def test_no_bytes_do_any_harm(data):
    doc = empty()
    watching = watch(doc)
    try:
        clients = apply(doc, data)
    except ValueError:
        return
    assert clients == clients_of(data)
    assert set(watching.found()) == set(unknown(doc))
    html(doc)


def test_a_number_may_not_be_larger_than_javascript_counts():
    with pytest.raises(ValueError, match=r"too large|without end"):
        clients_of(b"\x01\x01" + varuint(2**60) + b"\x00\x00\x01\x00")
