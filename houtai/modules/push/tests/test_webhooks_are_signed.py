"""Webhooks, against a receiver that checks them."""

from datetime import UTC, datetime, timedelta

from houtai.core.workspaces.outside.signing import signed
from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.channels import sinks
from houtai.modules.push.tests.sinking import NOON, message, send, states

__all__ = ["sinks"]


def test_the_signature_is_that_of_the_standard():
    """The example of the Standard Webhooks specification's libraries."""
    headers = signed(
        b'{"test": 2432232314}',
        name="msg_p5jXN8AQM9LWM0D4loKWxJek",
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        now=datetime.fromtimestamp(1614265330, UTC),
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_receiver_takes_it(sinks: Sinks):
    assert states(send("webhook", message("w1.1", sinks.hook("shop")))) == ["delivered"]
    (one,) = sinks.received
    assert (one.channel, one.address, one.key) == ("webhook", "shop", "w1.1")
    assert sinks.problems == []


def test_another_secret_is_refused(sinks: Sinks):
    other = {**sinks.hook("shop"), "secret": sinks.hook("other")["secret"]}
    assert states(send("webhook", message("k", other))) == ["failed"]
    assert "does not hold" in sinks.problems[0]


def test_an_old_one_is_refused(sinks: Sinks):
    sinks.hooks.clock = lambda: NOON + timedelta(hours=1)
    assert states(send("webhook", message("k", sinks.hook("shop")))) == ["failed"]


def test_a_secret_that_is_none_makes_the_address_dead(sinks: Sinks):
    assert states(send("webhook", message("k", {**sinks.hook("shop"), "secret": "!"}))) == ["dead"]
    assert states(send("webhook", message("k", {"url": sinks.hook("shop")["url"]}))) == ["dead"]


def test_a_redirect_is_not_followed(sinks: Sinks):
    sinks.behave("shop", "wrong")
    assert states(send("webhook", message("k", sinks.hook("shop")))) == ["failed"]
