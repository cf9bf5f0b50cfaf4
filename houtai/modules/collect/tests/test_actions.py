import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Changed, NotAllowed, NotFound, NotPossible
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.tests.conftest import NOW


@pytest.fixture
def drafts(web):
    web.stories(1, 2, 3)
    web.collect(web.source())
    return list(Draft.objects.order_by("title"))


def run(name, target, by, **inputs):
    return catalog.action(name).run(target, by=by, at=NOW, **inputs)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_skipping_is_undone_by_restoring(drafts, bob):
    decision = run("collect.skip", drafts[0], bob)
    assert (fresh(drafts[0]).state, fresh(drafts[0]).subject.state) == ("skipped", "skipped")
    decision.undo(by=bob)
    assert fresh(drafts[0]).state == "waiting"


def test_merging_names_the_other_draft_and_is_undone(drafts, bob):
    decision = run("collect.merge", drafts[0], bob, into=drafts[1].pk)
    assert fresh(drafts[0]).merged_into == drafts[1]
    decision.undo(by=bob)
    assert (fresh(drafts[0]).state, fresh(drafts[0]).merged_into) == ("waiting", None)


def test_taking_apart_is_undone_by_merging_again(drafts, bob):
    run("collect.merge", drafts[0], bob, into=drafts[1].pk)
    apart = run("collect.unmerge", drafts[0], bob)
    apart.undo(by=bob)
    assert fresh(drafts[0]).merged_into == drafts[1]


def test_a_draft_is_not_merged_into_itself_nor_into_one_that_was_skipped(drafts, bob):
    run("collect.skip", drafts[1], bob)
    for other in (drafts[0], drafts[1]):
        with pytest.raises(NotPossible):
            run("collect.merge", drafts[0], bob, into=other.pk)
    assert fresh(drafts[0]).state == "waiting"


def test_the_most_similar_draft_is_offered_first(drafts, bob):
    Draft.objects.filter(pk=drafts[0].pk).update(similar=drafts[2].subject)
    field = catalog.action("collect.merge").ask_with(fresh(drafts[0]), user=bob).fields["into"]
    assert field.initial == drafts[2].pk
    assert [pk for pk, _ in field.widget.choices] == [drafts[2].pk, drafts[1].pk]


def test_a_decision_on_a_draft_that_was_decided_meanwhile_is_refused(drafts, alice, bob):
    seen = drafts[0].subject.version
    run("collect.skip", drafts[0], bob, seen=seen)
    with pytest.raises(Changed, match="Bob"):
        run("collect.skip", drafts[0], alice, seen=seen)


def test_a_stranger_can_do_nothing_and_sees_nothing(drafts, charlie):
    source = Source.objects.get()
    for name, target in [
        ("skip", drafts[0]),
        ("merge", drafts[0]),
        ("pause", source),
        ("refresh", source),
        ("move", source),
    ]:
        with pytest.raises(NotFound):
            run(f"collect.{name}", target, charlie)
    assert not Draft.objects.visible_to(charlie).exists()


def test_an_operator_may_not_change_a_source(drafts, bob):
    with pytest.raises(NotAllowed):
        run("collect.pause", Source.objects.get(), bob)


def test_a_paused_source_is_not_due_until_it_is_resumed(drafts, alice):
    source = Source.objects.get()
    decision = run("collect.pause", source, alice)
    assert fresh(source).health == "paused"
    Source.objects.update(next_at=NOW)
    assert not Source.objects.due(NOW).exists()
    decision.undo(by=alice)
    assert fresh(source).state == "active"


def test_moving_a_source_to_another_address_is_undone(drafts, alice):
    source = Source.objects.get()
    before = source.url
    decision = run("collect.move", source, alice, url="https://sample.example/feed")
    assert fresh(source).url == "https://sample.example/feed"
    decision.undo(by=alice)
    assert fresh(source).url == before


def test_what_becomes_of_a_draft_is_settled_by_whoever_publishes_it(drafts):
    drafts[0].settle("published", drafts[1].subject)
    draft = fresh(drafts[0])
    assert (draft.state, draft.result, draft.subject.state) == ("published", drafts[1].subject, "published")
    draft.settle("waiting", None)
    assert fresh(draft).result is None
    with pytest.raises(ValueError, match="sold"):
        draft.settle("sold", None)


def test_a_manuscript_carries_what_the_draft_knows(drafts):
    manuscript = drafts[0].manuscript()
    assert (manuscript.title, manuscript.url, manuscript.site) == ("Story 1", drafts[0].url, "Sample feed")
    assert manuscript.html == drafts[0].html
