"""The doors that the subscribe button uses."""

import json
from typing import Any

import pytest
from django.test import Client

from houtai.core.events.schema import visitor_of
from houtai.core.readers.models import Address, Consent, Reader, Visitor
from houtai.modules.push.client import vapid
from houtai.modules.push.sample.pushes import Browser

pytestmark = pytest.mark.django_db
VISITOR = "aaaaaaaaaaaaaaaaaaaaaa"
OURS = {"HTTP_ORIGIN": "http://testserver"}


def subscription(name: str = "anna", **changes: Any) -> dict[str, Any]:
    endpoint = f"https://fcm.googleapis.com/fcm/send/{name}"
    return {**Browser(seed="test", name=name).subscription(endpoint=endpoint), **changes}


def post(client: Client, path: str, told: Any, **headers: str) -> Any:
    return client.post(f"/push/{path}", told, content_type="application/json", **{**OURS, **headers})


def wish(**changes: Any) -> dict[str, Any]:
    usual = {"subscription": subscription(), "visitor": VISITOR, "timezone": "Asia/Shanghai", "language": "zh-CN"}
    return {**usual, **changes}


def test_a_subscription_makes_a_reader_who_can_be_reached(client):
    assert post(client, "subscribe", wish()).status_code == 201
    address = Address.objects.get()
    assert address.channel == "webpush"
    assert address.value["endpoint"] == "https://fcm.googleapis.com/fcm/send/anna"
    assert Visitor.objects.get(pk=visitor_of(VISITOR)).reader == address.reader
    assert (address.reader.timezone, address.reader.language) == ("Asia/Shanghai", "zh-CN")
    assert address.reader.consents.get().given


def test_a_subscription_that_is_renewed_stays_the_readers(client):
    post(client, "subscribe", wish())
    reader, old = Address.objects.get().reader, subscription()
    before = {"endpoint": old["endpoint"], "auth": old["keys"]["auth"]}
    post(client, "subscribe", {"subscription": subscription("anew"), "before": before})
    address = Address.objects.get()
    assert address.reader == reader
    assert address.value["endpoint"].endswith("/anew")


def test_nobody_becomes_a_reader_by_naming_their_subscription_alone(client):
    post(client, "subscribe", wish())
    reader = Address.objects.get().reader
    before = {"endpoint": subscription()["endpoint"], "auth": "wrong"}
    post(client, "subscribe", {"subscription": subscription("anew"), "before": before})
    assert Address.objects.count() == 2
    assert Address.objects.exclude(reader=reader).count() == 1


def test_the_key_is_that_of_the_workspace(client):
    assert client.get("/push/key").json() == {"key": vapid().public}


def test_the_key_is_readable_by_its_owner_only(client):
    from houtai.core.workspaces.context import current
    from houtai.core.workspaces.engine import folder_of

    client.get("/push/key")
    assert (folder_of(current()) / "vapid-key").stat().st_mode & 0o777 == 0o600


def test_subscribing_again_changes_nothing_but_the_keys(client):
    post(client, "subscribe", wish())
    Address.objects.update(dead="2026-01-01T00:00Z", failures=3)
    post(client, "subscribe", wish(subscription=subscription(keys=subscription("bert")["keys"])))
    address = Address.objects.get()
    assert (address.dead, address.failures) == (None, 0)
    assert address.value["keys"] == subscription("bert")["keys"]
    assert Reader.objects.count() == 1


def test_a_browser_without_an_id_is_a_reader_too(client):
    post(client, "subscribe", {"subscription": subscription()})
    post(client, "subscribe", {"subscription": subscription("bert")})
    assert Reader.objects.count() == 2


def test_a_subscription_never_belongs_to_a_played_reader(client):
    from django.utils.timezone import now

    played = Reader.objects.create(first_seen=now(), last_seen=now(), simulated=True)
    Visitor.objects.create(pk=visitor_of(VISITOR), reader=played)
    post(client, "subscribe", wish())
    assert not Address.objects.get().reader.simulated


def test_leaving_takes_the_address_and_the_consent(client):
    post(client, "subscribe", wish())
    farewell = {"endpoint": subscription()["endpoint"], "auth": subscription()["keys"]["auth"]}
    assert post(client, "unsubscribe", farewell).status_code == 200
    assert not Address.objects.exists()
    assert not Consent.objects.get().given
    assert post(client, "unsubscribe", farewell).status_code == 404


def test_nobody_else_can_end_a_subscription(client):
    post(client, "subscribe", wish())
    stolen = {"endpoint": subscription()["endpoint"], "auth": subscription("bert")["keys"]["auth"]}
    assert post(client, "unsubscribe", stolen).status_code == 404
    assert Address.objects.exists()


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (wish(subscription={**subscription(), "endpoint": "https://169.254.169.254/x"}), "private network"),
        (wish(subscription={**subscription(), "endpoint": "http://fcm.googleapis.com/x"}), "https"),
        (wish(subscription={**subscription(), "endpoint": "x" * 3000}), "endpoint"),
        (wish(subscription={**subscription(), "keys": {"p256dh": "AAAA", "auth": "AAAA"}}), "keys"),
        (wish(subscription={"endpoint": "https://fcm.googleapis.com/x"}), "keys"),
        (wish(visitor="short"), "visitor"),
        (wish(extra=1), "extra"),
        ([], "object"),
        ("\ud800", "malformed"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name_and_nothing_is_kept(client, told, named):
    answer = post(client, "subscribe", json.dumps(told))
    assert answer.status_code == 400
    assert named in answer.json()["error"] or named == "malformed"
    assert not Address.objects.exists()
    assert not Reader.objects.exists()


def test_a_time_zone_that_nobody_knows_is_left_out(client):
    post(client, "subscribe", wish(timezone="Mars/Olympus"))
    assert Reader.objects.get().timezone == "UTC"


@pytest.mark.parametrize("path", ["subscribe", "unsubscribe"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_other_sites_are_refused(client, path, origin):
    assert post(client, path, wish(), HTTP_ORIGIN=origin).status_code == 403
    assert not Address.objects.exists()


def test_a_large_body_is_refused(client):
    assert post(client, "subscribe", wish(language="x" * 9000)).status_code == 413


def test_a_form_cannot_pose_as_json(client):
    answer = client.post("/push/subscribe", json.dumps(wish()), content_type="text/plain", **OURS)
    assert answer.status_code == 400


def test_the_thirty_first_from_one_place_in_an_hour_is_refused(client):
    answers = [post(client, "subscribe", wish()) for _ in range(31)]
    assert [answer.status_code for answer in answers] == [201] * 30 + [429]
    assert answers[-1]["Retry-After"] == "3600"


def test_the_worker_may_serve_the_whole_site_and_is_asked_for_anew(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert b'addEventListener("push"' in answer.content
