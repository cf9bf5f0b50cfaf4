"""The desk opens for members who sign in, and for nobody else."""

from conftest import PASSWORD


def sign_in(client, user, password=PASSWORD):
    return client.post("/account/login/", {"login": user.email, "password": password}, follow=True)


def test_a_member_signs_in_and_reaches_the_desk(client, alice):
    page = sign_in(client, alice)
    assert page.redirect_chain[-1][0] == "/desk/"
    assert page.status_code == 200


def test_a_wrong_password_is_refused(client, alice):
    page = sign_in(client, alice, "wrong")
    assert page.redirect_chain == []
    assert client.get("/desk/").status_code == 302


def test_the_desk_sends_a_stranger_to_the_sign_in(client, db):
    page = client.get("/desk/", follow=True)
    assert page.redirect_chain[-1][0] == "/account/login/?next=/desk/"


def test_a_user_without_a_role_is_not_let_into_the_desk(client, charlie):
    client.force_login(charlie)
    assert client.get("/desk/").status_code == 302


def test_a_member_who_is_put_out_is_a_stranger_at_the_next_request(client, alice):
    client.force_login(alice)
    alice.identity.memberships.update(active=False)
    assert client.get("/desk/").status_code == 302
