from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.actions import MergeTag, UnmergeTag
from houtai.modules.content.models import Topic
from houtai.modules.content.tests.test_related import public


@pytest.fixture
def articles(alice):
    """Of ships, of boats, and of both."""
    tags = {"Ships": ["ships"], "Boats": ["boats"], "Both": ["ships", "boats"]}
    return {title: public(alice, *names, title=title) for title, names in tags.items()}


def topic(name):
    return Topic.objects.get(tag__name=name)


def tags(article):
    return sorted(article.tags.through.objects.filter(content_object=article).values_list("tag__name", flat=True))


def merge(by):
    return MergeTag().run(topic("boats"), by=by, into=topic("ships").pk)


def test_a_tag_has_a_page_of_what_is_public(client, articles, alice):
    page = client.get("/tag/boats/").content.decode()
    assert "Both" in page
    assert "Boats" in page
    assert "Ships" not in page
    assert '<a rel="tag" href="/tag/boats/">' in client.get(articles["Both"].get_absolute_url()).content.decode()


def test_a_tag_of_drafts_has_none(client, draft):
    draft.tags.add("secret")
    draft.save()
    assert client.get("/tag/secret/").status_code == 404
    assert client.get("/tag/nothing/").status_code == 404


def test_a_tag_without_letters_has_a_page_too(client, alice):
    public(alice, "!!!", title="Loud")
    assert "Loud" in client.get(topic("!!!").get_absolute_url()).content.decode()


def test_merging_gives_all_articles_the_other_tag(articles, alice):
    merge(alice)
    assert {title: tags(article) for title, article in articles.items()} == {title: ["ships"] for title in articles}


def test_the_old_address_leads_to_the_new_one(client, articles, alice):
    merge(alice)
    answer = client.get("/tag/boats/?page=2")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/ships/?page=2")


def test_a_chain_of_merges_leads_to_its_end(client, articles, alice):
    public(alice, "vessels", title="Vessels")
    merge(alice)
    MergeTag().run(topic("ships"), by=alice, into=topic("vessels").pk)
    assert client.get("/tag/boats/")["Location"] == "/tag/vessels/"


def test_undoing_gives_each_article_its_own_tags_again(client, articles, alice):
    merge(alice).undo(by=alice)
    assert [tags(article) for article in articles.values()] == [["ships"], ["boats"], ["boats", "ships"]]
    assert client.get("/tag/boats/").status_code == 200


def test_an_older_draft_does_not_bring_the_old_tag_back(articles, alice):
    merge(alice)
    articles["Boats"].act("publish", alice)
    assert tags(articles["Boats"]) == ["ships"]
    assert tags(public(alice, "boats", title="New")) == ["ships"]


def test_a_tag_is_not_merged_into_itself_or_into_an_alias(articles, alice):
    with pytest.raises(NotPossible):
        MergeTag().run(topic("ships"), by=alice, into=topic("ships").pk)
    merge(alice)
    with pytest.raises(NotPossible):
        MergeTag().run(topic("ships"), by=alice, into=topic("boats").pk)


def test_the_desk_lists_tags_and_merges_them(client, articles, alice):
    client.force_login(alice)
    here, boats = reverse("content.tags"), topic("boats")
    door = reverse("work.act", args=["content.merge_tag", boats.pk])
    assert door in client.get(here).content.decode()
    posted = {"into": "SHIPS", "seen": boats.subject.version, "next": here}
    assert client.post(door, posted)["Location"] == here
    assert topic("boats").into == topic("ships")
    assert reverse("work.act", args=["content.unmerge_tag", boats.pk]) in client.get(here).content.decode()


def test_a_name_that_is_no_tag_is_told(client, articles, alice):
    client.force_login(alice)
    door = reverse("work.act", args=["content.merge_tag", topic("boats").pk])
    answer = client.post(door, {"into": "trains", "seen": topic("boats").subject.version})
    assert answer.status_code == 409
    assert "There is no such tag to merge into." in answer.content.decode()


def test_who_may_not_merge_finds_no_door(client, articles, bob, editor, charlie):
    for user, refusal in ((bob, (NotAllowed, NotFound)), (editor, (NotAllowed, NotFound)), (charlie, NotFound)):
        with pytest.raises(refusal):
            merge(user)
        client.force_login(user)
        assert client.get(reverse("content.tags")).status_code in (302, 403, 404)
        assert client.get(reverse("work.act", args=["content.merge_tag", topic("boats").pk])).status_code in (302, 404)
    assert not Decision.objects.filter(action="content.merge_tag").exists()


def test_taken_apart_by_hand_the_articles_keep_the_other_tag(articles, alice):
    merge(alice)
    UnmergeTag().run(topic("boats"), by=alice)
    assert topic("boats").into is None
    assert tags(articles["Boats"]) == ["ships"]
