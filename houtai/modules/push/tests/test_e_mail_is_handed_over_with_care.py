"""E-mail, against a server that checks what large ones ask of newsletters."""

from email import message_from_bytes
from email.policy import default

from django.core import mail

from houtai.modules.push.client.letter import letter
from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.channels import sinks
from houtai.modules.push.tests.sinking import message, send, states

__all__ = ["sinks"]


def test_the_reader_gets_the_letter(sinks: Sinks):
    assert states(send("email", message("w1.7", sinks.mailbox("anna")))) == ["delivered"]
    (one,) = sinks.received
    assert (one.channel, one.address, one.key) == ("email", "anna", "w1.7")
    assert one.title == "Tide tables go digital — 潮汐表"
    assert one.url == "https://news.example.com/a/1-tide/?via=abc"
    assert sinks.problems == []


def test_many_go_over_few_connections_in_the_order_of_their_receipts(sinks: Sinks):
    receipts = send("email", *(message(f"k{n}", sinks.mailbox(f"r{n}")) for n in range(250)))
    assert [receipt.key for receipt in receipts] == [f"k{n}" for n in range(250)]
    assert set(states(receipts)) == {"delivered"}
    assert len(sinks.received) == 250


def test_what_the_server_says_decides_what_becomes_of_the_letter(sinks: Sinks):
    manners = {"gone": "dead", "busy": "retry", "broken": "failed", "fine": "delivered"}
    for manner in manners:
        sinks.behave(manner, manner)
    receipts = send("email", *(message(manner, sinks.mailbox(manner)) for manner in manners))
    assert states(receipts) == list(manners.values())


def test_a_line_that_breaks_after_the_text_leaves_the_fate_unknown(sinks: Sinks):
    sinks.behave("anna", "hangs up")
    broken, after = send("email", message("k1", sinks.mailbox("anna")), message("k2", sinks.mailbox("bert")))
    assert (broken.state, broken.error[:7]) == ("failed", "unknown")
    assert after.state == "delivered"


def test_a_server_that_is_not_there_is_tried_again_later(sinks: Sinks, settings):
    settings.PUSH_ADMIT = ["127.0.0.1:9"]
    away = {"email": "anna@sinks.localhost", "server": "127.0.0.1:9"}
    assert states(send("email", message("k1", away), message("k2", away))) == ["retry", "retry"]


def test_a_server_that_is_not_admitted_is_not_talked_to(sinks: Sinks, settings):
    settings.PUSH_ADMIT = []
    assert states(send("email", message("k", sinks.mailbox("anna")))) == ["failed"]
    assert sinks.books.tries == 0


def test_a_headline_adds_no_header(sinks: Sinks):
    evil = "Tides\r\nBcc: all@example.com\n\u2028X-Evil: 1"
    send("email", message("k\r\nX: 1", sinks.mailbox("anna"), title=evil))
    (one,) = sinks.received
    assert one.title == "Tides Bcc: all@example.com X-Evil: 1"


def test_two_recipients_in_one_address_are_refused(sinks: Sinks):
    for text in ("a@x.example, b@x.example", "a@x.example\r\nDATA", "<a@x.example>", "no address", ""):
        assert states(send("email", message("k", {**sinks.mailbox("anna"), "email": text}))) == ["dead"]
    assert sinks.books.tries == 0


def test_markup_in_a_text_stays_text(django_db_setup):
    made = letter(message("k", {"email": "anna@example.com"}, title="<script>x</script>", body="<b>&"))
    html = message_from_bytes(made.as_bytes(), policy=default).get_body(("html",)).get_content()
    assert "&lt;script&gt;x" in html
    assert "<script" not in html


def test_one_click_opts_out_as_rfc_8058_asks(django_db_setup):
    made = letter(message("k", {"email": "anna@example.com"}))
    assert made["List-Unsubscribe"] == "<https://news.example.com/push/leave/t/>"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_where_mail_is_only_kept_it_goes_to_the_backend(django_db_setup):
    assert states(send("email", message("k", {"email": "anna@example.com"}))) == ["delivered"]
    (kept,) = mail.outbox
    assert kept.message()["Message-ID"] == "<k@localhost>"
