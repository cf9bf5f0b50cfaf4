"""E-mail sign-up in two steps."""

import re

import pytest
from django.core import mail

from houtai.core.events.schema import visitor_of
from houtai.core.readers.models import Address, Reader, Visitor
from houtai.modules.push.models.reaching import Unusable
from houtai.modules.push.models.signup import Signup
from houtai.modules.push.tests.sinking import another

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
VISITOR = "aaaaaaaaaaaaaaaaaaaaaa"


def sign_up(client, email="anna@example.com", **more):
    return client.post("/push/email/", {"email": email, "visitor": VISITOR, **more}, **OURS)


def link():
    found = re.search(r"http://testserver(/push/confirm/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


def test_until_it_is_confirmed_nothing_is_kept(client):
    answer = sign_up(client, timezone="Asia/Shanghai")
    assert "anna@example.com" in answer.content.decode()
    assert not Address.objects.exists()
    assert client.get(link()).status_code == 200
    assert not Address.objects.exists()


def test_confirming_makes_the_reader_reachable(client):
    sign_up(client, timezone="Asia/Shanghai")
    answer = client.post(link())
    address = Address.objects.get()
    assert (address.channel, address.value) == ("email", {"email": "anna@example.com"})
    assert address.reader.timezone == "Asia/Shanghai"
    assert Visitor.objects.get(pk=visitor_of(VISITOR)).reader == address.reader
    assert "/push/leave/" in answer.content.decode()


def test_confirming_twice_is_harmless(client):
    sign_up(client)
    client.post(link())
    client.post(link())
    assert Address.objects.count() == Reader.objects.count() == 1


def test_a_forged_link_and_another_workspaces_are_refused(client):
    sign_up(client)
    assert client.post(link()[:-4] + "xxx/").status_code == 404
    assert client.get("/push/confirm/x/").status_code == 404
    assert not Address.objects.exists()


@pytest.mark.parametrize("email", ["", "anna", "a b@example.com", "a@x.example\nBcc: b@y.example", "a@b@c", "<a@b>"])
def test_what_is_no_address_is_said_so_and_kept_in_the_form(client, email):
    answer = sign_up(client, email=email)
    assert answer.status_code == 400
    assert not mail.outbox
    with pytest.raises(Unusable):
        Signup.of(email=email)


def test_a_domain_in_chinese_is_written_to_by_its_plain_name():
    assert Signup.of(email="anna@例子.测试").email == "anna@xn--fsqu00a.xn--0zwm56d"


def test_nobody_is_flooded_with_letters(client):
    answers = [sign_up(client) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert len(mail.outbox) == 3


def test_another_site_cannot_sign_readers_up(client):
    answer = client.post("/push/email/", {"email": "anna@example.com"}, HTTP_ORIGIN="https://evil.example")
    assert answer.status_code == 403
    assert not mail.outbox


def test_a_link_of_one_workspace_is_none_in_another():
    from django.core import signing

    token = Signup.of(email="anna@example.com").token
    with pytest.raises(signing.BadSignature), another():
        Signup.read(token)
