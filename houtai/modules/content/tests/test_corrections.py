from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from lxml.html import fromstring

from conftest import person
from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.actions import Correct, Uncorrect
from houtai.modules.content.models import Column, Correction
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.tests.test_editor import url

WRONG = "The harbour office has 12 <b>tide</b> tables, not 20."


@pytest.fixture
def corrected(published, alice):
    Correct().run(published, by=alice, text=WRONG)
    return published


def page_of(client, article, **headers):
    return client.get(article.get_absolute_url(), headers=headers).content.decode()


def data_of(client, article):
    return json.loads(fromstring(page_of(client, article)).xpath("//script[@type='application/ld+json']")[0].text)


def door(article, action="content.correct"):
    return reverse("work.act", args=[action, article.pk])


def test_readers_see_a_correction_with_its_date(client, corrected):
    page = fromstring(page_of(client, corrected)).find_class("corrections")[0]
    assert WRONG in page.text_content()
    assert page.find(".//time").get("datetime")


def test_they_see_it_in_their_language(client, corrected):
    assert "更正" in page_of(client, corrected, **{"Accept-Language": "zh-hans"})


def test_search_engines_are_told(client, corrected):
    (told,) = data_of(client, corrected)["correction"]
    assert (told["@type"], told["text"]) == ("CorrectionComment", WRONG)


def test_it_is_a_decision_by_somebody(corrected, alice):
    row = Decision.objects.first()
    assert (row.action, row.user, row.inputs["text"]) == ("content.correct", alice, WRONG)
    told = Correction.objects.get()
    assert (told.by, told.at) == (row.by, row.at)


def test_a_withdrawn_one_is_kept_and_not_shown(client, corrected, alice):
    Uncorrect().run(corrected, by=alice, correction=Correction.objects.get().pk)
    assert WRONG not in fromstring(page_of(client, corrected)).text_content()
    assert "correction" not in data_of(client, corrected)
    assert Correction.objects.get().withdrawn_by == Decision.objects.first().by


def test_both_can_be_taken_back(corrected, alice):
    Decision.objects.first().undo(by=alice)
    assert not Correction.objects.standing().exists()
    Uncorrect().run(other := corrected, by=alice, correction=again(other, alice)).undo(by=alice)
    assert Correction.objects.standing().count() == 1


def again(article, by):
    return Correct().run(article, by=by, text="Once more.").effect["correction"]


def test_one_of_another_article_is_not_withdrawn(corrected, alice):
    other = written(title="Other")
    with pytest.raises(NotPossible):
        Uncorrect().run(other, by=alice, correction=Correction.objects.get().pk)


def test_only_what_readers_can_see_is_corrected(draft, published, alice):
    secret = written(title="Secret")
    with pytest.raises(NotPossible):
        Correct().run(secret, by=alice, text=WRONG)
    with pytest.raises(NotPossible):
        Correct().run(published, by=alice, text=" ")


def test_who_may_not_publish_corrects_nothing(published, editor, charlie, client):
    with pytest.raises(NotAllowed):
        Correct().run(published, by=editor, text=WRONG)
    with pytest.raises(NotFound):
        Correct().run(published, by=charlie, text=WRONG)
    for user in (editor, charlie):
        client.force_login(user)
        for action in ("content.correct", "content.uncorrect"):
            assert client.post(door(published, action), {"text": WRONG}).status_code in (302, 403, 404)
    assert not Correction.objects.exists()


def test_the_operator_of_another_column_finds_no_door(alice, client):
    column = Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))
    article = written(title="Quarterly secrets", column=column)
    article.act("publish", alice)
    olga = person("olga", "Operators")
    with pytest.raises(NotFound):
        Correct().run(article, by=olga, text=WRONG)
    client.force_login(olga)
    assert client.get(door(article)).status_code == 404


def test_the_desk_adds_one_and_withdraws_it(client, published, alice):
    client.force_login(alice)
    seen, back = published.subject.version, url("edit", published.pk)
    answer = client.post(door(published), {"text": WRONG, "seen": seen, "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    page = client.get(back).content.decode()
    assert "has 12 &lt;b&gt;tide" in page
    assert door(published, "content.uncorrect") in page
    told = Correction.objects.get()
    client.post(door(published, "content.uncorrect"), {"correction": told.pk, "seen": seen, "next": back})
    assert "withdrawn by" in client.get(back).content.decode()


def test_an_empty_correction_is_asked_for_again(client, published, alice):
    client.force_login(alice)
    answer = client.post(door(published), {"text": "", "seen": published.subject.version})
    assert answer.status_code == 409
    assert not Correction.objects.exists()
