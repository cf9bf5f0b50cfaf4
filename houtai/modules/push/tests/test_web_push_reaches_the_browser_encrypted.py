"""Web push, against a service that checks and opens what real ones and browsers do."""

from datetime import timedelta

from houtai.modules.push.client.webpush import encrypt
from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.channels import sinks
from houtai.modules.push.tests.sinking import NOON, message, send, states

__all__ = ["sinks"]


def test_the_browser_reads_what_was_sent(sinks: Sinks):
    (receipt,) = send("webpush", message("p1-1", sinks.subscription("anna")))
    assert receipt.state == "delivered", receipt
    (one,) = sinks.received
    assert (one.channel, one.address, one.key) == ("webpush", "anna", "p1-1")
    assert one.title == "Tide tables go digital — 潮汐表"
    assert one.url == "https://news.example.com/a/1-tide/?via=abc"
    assert sinks.problems == []


def test_many_are_sent_in_the_order_of_their_receipts(sinks: Sinks):
    sinks.behave("r3", "gone")
    receipts = send("webpush", *(message(f"k{n}", sinks.subscription(f"r{n}")) for n in range(100)))
    assert [receipt.key for receipt in receipts] == [f"k{n}" for n in range(100)]
    assert [receipt.key for receipt in receipts if receipt.state == "dead"] == ["k3"]
    assert {one.key for one in sinks.received} == {f"k{n}" for n in range(100)} - {"k3"}


def test_a_repeat_is_the_same_message_again(sinks: Sinks):
    twice = [message("k", sinks.subscription("anna"))]
    send("webpush", *twice)
    send("webpush", *twice)
    assert (len(sinks.received), sinks.repeats) == (1, 1)


def test_what_a_service_answers_decides_what_becomes_of_the_message(sinks: Sinks):
    manners = {"gone": "dead", "busy": "retry", "broken": "retry", "wrong": "failed", "slow": "delivered"}
    for manner in manners:
        sinks.behave(manner, manner)
    receipts = send("webpush", *(message(manner, sinks.subscription(manner)) for manner in manners))
    assert states(receipts) == list(manners.values())
    assert receipts[1].after == 7


def test_a_long_text_is_cut_to_what_services_take(sinks: Sinks):
    long = message("k", sinks.subscription("anna"), title='"' * 300, body="潮" * 3000, image="https://x/" + "i" * 1900)
    assert states(send("webpush", long)) == ["delivered"]
    assert len(sinks.received[0].title) == 300
    assert sinks.received[0].body.endswith("…")


def test_keys_that_are_none_make_the_address_dead(sinks: Sinks):
    for keys in ({}, {"p256dh": "AAAA", "auth": "AAAA"}, {"p256dh": "é", "auth": ""}):
        broken = {**sinks.subscription("anna"), "keys": keys}
        assert states(send("webpush", message("k", broken))) == ["dead"]


def test_a_service_that_is_not_there_is_tried_again_later(sinks: Sinks):
    nowhere = {**sinks.subscription("anna"), "endpoint": f"http://{sinks.admit[1]}/push/anna"}
    (receipt,) = send("webpush", message("k", nowhere))
    assert receipt.state == "retry"


def test_a_statement_that_ran_out_is_refused_by_the_service(sinks: Sinks):
    sinks.pushes.clock = lambda: NOON + timedelta(hours=13)
    assert states(send("webpush", message("k", sinks.subscription("anna")))) == ["failed"]
    assert "exp must lie" in sinks.problems[0]


def test_each_message_has_keys_of_its_own(sinks: Sinks):
    keys = sinks.subscription("anna")["keys"]
    one, other = (encrypt(b"text", **keys) for _ in range(2))
    assert one[:16] != other[:16]
    assert one[21:86] != other[21:86]
    assert sinks.pushes.browser("anna").opened(one) == b"text"
