"""The mail server's address."""

import pytest

from houtai.site.environment import Environment, MailServer, WrongSetting


def smtp(value: str) -> MailServer:
    environment = Environment({"HOUTAI_SMTP_URL": value})
    server = environment.smtp("HOUTAI_SMTP_URL")
    environment.check()
    return server


def test_without_one_it_is_this_machine():
    assert smtp("") == MailServer(host="localhost", port=25)


def test_the_scheme_says_how_the_line_is_encrypted():
    assert smtp("smtp://127.0.0.1:2525") == MailServer(host="127.0.0.1", port=2525)
    assert smtp("smtp+starttls://mail.example.com") == MailServer(host="mail.example.com", port=587, tls="starttls")
    assert smtp("smtps://mail.example.com") == MailServer(host="mail.example.com", port=465, tls="tls")


def test_user_and_password_may_hold_any_character():
    server = smtp("smtps://houtai%40example.com:p%3A%2F%40@mail.example.com:4650")
    assert (server.user, server.password, server.port) == ("houtai@example.com", "p:/@", 4650)


@pytest.mark.parametrize(
    "value", ["mail.example.com", "http://mail.example.com", "smtp://", "smtp://x:no", "smtp://x/y"]
)
def test_anything_else_stops_the_start(value: str):
    with pytest.raises(WrongSetting, match="HOUTAI_SMTP_URL"):
        smtp(value)


def test_a_password_is_not_shown_in_the_message():
    with pytest.raises(WrongSetting) as refusal:
        smtp("imap://houtai:secret@mail.example.com")
    assert "secret" not in str(refusal.value)
