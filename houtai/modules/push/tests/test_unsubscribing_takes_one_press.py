"""The page behind every "unsubscribe" link."""

import pytest
from django.test import Client
from django.utils.timezone import now

from houtai.core.readers.models import Address, Consent, Reader
from houtai.modules.push.models.leaving import Leave, NotALink
from houtai.modules.push.tests.sinking import another

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    made = Reader.objects.create(first_seen=now(), last_seen=now())
    for channel in ("email", "webpush"):
        Address.objects.create(reader=made, channel=channel, value={}, digest=channel, since=now())
    return made


@pytest.fixture
def strict():
    """A mail program: no cookies, no token of ours."""
    return Client(enforce_csrf_checks=True)


def link(reader, channel="email", decision=42):
    return Leave(reader=reader.pk, channel=channel, decision=decision).url(base="")


def test_looking_changes_nothing(client, reader):
    page = client.get(link(reader))
    assert page.status_code == 200
    assert "Stop: E-mail" in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert not Consent.objects.exists()


def test_a_mail_program_opts_out_in_one_click(strict, reader):
    answer = strict.post(link(reader), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    consent = Consent.objects.get()
    assert (consent.reader, consent.channel, consent.given, consent.decision) == (reader, "email", False, 42)


def test_a_second_time_is_told_and_does_not_count_again(strict, reader):
    strict.post(link(reader, decision=42))
    answer = strict.post(link(reader, decision=43))
    assert "unsubscribed before" in answer.content.decode()
    assert Consent.objects.get().decision == 42


def test_it_can_be_undone(strict, reader):
    strict.post(link(reader))
    assert "Undo" in strict.get(link(reader)).content.decode()
    strict.post(link(reader), {"do": "stay", "channel": "email"})
    assert Consent.objects.get().given


def test_the_other_channels_can_be_stopped_here_too(strict, reader):
    strict.post(link(reader), {"do": "leave", "channel": "webpush"})
    assert Consent.objects.get().channel == "webpush"


def test_a_channel_that_is_none_is_refused(strict, reader):
    assert strict.post(link(reader), {"channel": "pigeon"}).status_code == 404


def test_who_turned_out_to_be_another_leaves_as_that_one(strict, reader):
    known = Reader.objects.create(key="r1", first_seen=now(), last_seen=now())
    Reader.objects.filter(pk=reader.pk).update(merged=known)
    strict.post(link(reader))
    assert Consent.objects.get().reader == known


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "B" + t[1:], lambda t: t[:-1] + "!", lambda t: "x"])
def test_a_forged_link_is_refused_plainly(strict, reader, change):
    forged = change(Leave(reader=reader.pk, channel="email", decision=42).token)
    for answer in (strict.get(f"/push/leave/{forged}/"), strict.post(f"/push/leave/{forged}/")):
        assert answer.status_code == 404
        assert "not valid" in answer.content.decode()
    assert not Consent.objects.exists()


def test_another_workspaces_link_is_refused(reader):
    token = Leave(reader=reader.pk, channel="email").token
    with another(), pytest.raises(NotALink):
        Leave.read(token)


def test_an_erased_readers_link_leads_nowhere(strict, reader):
    url = link(reader)
    reader.delete()
    assert strict.post(url).status_code == 404
