from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils.timezone import now

from houtai.core.work.api import pace
from houtai.core.work.errors import NotFound
from houtai.core.work.models import Decision
from houtai.core.workspaces import membership, roles
from houtai.core.workspaces.models import Member
from houtai.modules.developers.actions import MakeKey, RevokeKey
from houtai.modules.developers.models import Key
from tests.api.asking import Program, key_of

pytestmark = pytest.mark.once("who a key lets in")

PATH = "images"


def test_a_key_is_a_decision_and_only_its_hash_is_kept(alice):
    token = key_of(alice)
    assert token.startswith("houtai_")
    assert token not in str(Key.objects.values())
    assert Decision.objects.get().action == "developers.make_key"


def test_its_use_is_noted(alice, of_alice):
    assert of_alice.get(PATH).status_code == 200
    assert Key.objects.get().used


def test_every_worthless_key_gets_the_same_answer(alice, of_alice, stranger):
    RevokeKey().run(Key.objects.get(), by=alice)
    old = MakeKey().issue(by=alice, name="Old", writes=False, expires=now() - timedelta(days=1))[1]
    waits = Key.objects.made(name="Never opened", user=alice)[1]
    programs = [stranger, of_alice, Program(old), Program(waits), Program("houtai_nothing")]
    answers = [program.get(PATH) for program in programs]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["WWW-Authenticate"] == "Bearer"
    assert Program("houtai_nothing").get("articles").status_code == 401


def test_it_acts_with_the_rights_of_the_moment(editor, of_editor, secret):
    assert of_editor.get(f"articles/{secret.pk}").status_code == 404
    editor.groups.add(secret.column.desk)
    assert of_editor.get(f"articles/{secret.pk}").status_code == 200
    editor.groups.clear()
    assert of_editor.get("articles").said["articles"] == []


def test_it_ends_with_the_membership_and_does_not_come_back(alice, owner, of_alice):
    membership.remove(alice, by=owner)
    assert of_alice.get(PATH).status_code == 401
    membership.let_in(alice.identity, now=now())
    roles.assign(alice, "Managers")
    assert Member.objects.get(user=alice.pk).active
    assert of_alice.get(PATH).status_code == 401
    assert Program(key_of(alice)).get(PATH).status_code == 200


def test_a_key_for_reading_writes_nothing(alice, draft):
    reader = Program(key_of(alice, writes=False))
    assert reader.get(f"articles/{draft.pk}").status_code == 200
    answer = reader.post(f"articles/{draft.pk}/publish", {})
    assert (answer.status_code, answer.said["detail"]) == (403, "This key may only read.")
    draft.refresh_from_db()
    assert not draft.live


def test_cookies_of_the_desk_are_worth_nothing(alice, draft, stranger):
    stranger.client.force_login(alice)
    assert stranger.get(PATH).status_code == 401
    assert stranger.get(f"articles/{draft.pk}").status_code == 404
    assert stranger.post("articles", {"title": "By a cookie"}).status_code == 401


def test_who_asks_too_often_is_told_when_to_come_back(of_alice, monkeypatch):
    monkeypatch.setattr(pace, "WITH_KEY", 2)
    cache.clear()
    statuses = [of_alice.get(PATH).status_code for _time in range(6)]
    assert 429 in statuses
    if statuses[-1] == 429:
        assert 1 <= int(of_alice.get(PATH).headers.get("Retry-After", 1)) <= 60


def test_nobody_revokes_the_key_of_another_but_who_looks_after_them(alice, bob, editor):
    key = MakeKey().issue(by=bob, name="Bob's", writes=False, expires=None)[0]
    with pytest.raises(NotFound):
        RevokeKey().run(key, by=editor)
    RevokeKey().run(key, by=alice)
    assert Key.objects.get().state == "revoked"


def test_where_the_module_is_off_no_key_is_good_and_what_is_public_stays(of_alice, stranger, published, off):
    off("developers")
    assert of_alice.get(PATH).status_code == 401
    assert stranger.get("articles").status_code == 200
    off("content")
    assert stranger.get("articles").status_code == 404
    assert list(stranger.get("openapi.json").said["paths"]) == ["/api/v1/decisions/{decision}/undo"]
