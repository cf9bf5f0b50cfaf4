"""Every door of this part stays shut for those who have no business there."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from conftest import person
from houtai.core.work.models import Claim, Decision
from houtai.core.work.tests.conftest import QUEUE, waiting
from houtai.core.workspaces.roles import grant

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def decision(draft: Any, bob: Any, skip: Any) -> Decision:
    return skip.run(draft, by=bob)


@pytest.fixture
def guest(client: Any, db: None) -> Any:
    """Is let into the desk, and may do nothing there."""
    grant("Guests", "wagtailadmin.access_admin")
    client.force_login(person("guest", "Guests"))
    return client


def doors(decision: Decision) -> list[tuple[str, str, int]]:
    """Method, address, and how it refuses."""
    key = decision.subject.key
    return [
        ("get", QUEUE, 404),
        ("post", QUEUE, 404),
        ("get", "/desk/work/queues/work-requested/", 404),
        ("get", "/desk/work/queues/nothing-here/", 404),
        ("get", f"/desk/work/act/collect.restore/{key}/", 404),
        ("post", f"/desk/work/act/collect.restore/{key}/", 404),
        ("post", f"/desk/work/undo/{decision.pk}/", 404),
        ("post", f"/desk/work/undo/batch/{decision.batch or 'none'}/", 302),
        ("get", "/desk/work/decisions/", 302),
        ("get", "/desk/work/decisions/?q=Draft", 302),
        ("get", "/desk/work/decisions/?export=csv", 302),
        ("get", "/desk/work/decisions/?export=xlsx", 302),
        ("get", f"/desk/work/decisions/{decision.pk}/", 404),
    ]


def test_who_may_do_nothing_finds_nothing(guest, decision, draft):
    waiting(1)
    for method, address, refusal in doors(decision):
        answer = getattr(guest, method)(address, headers={"Accept": "text/html"})
        assert answer.status_code == refusal, address
        assert b"Draft" not in answer.content, address
    unchanged(draft)


def unchanged(draft: Any) -> None:
    draft.refresh_from_db()
    assert draft.state == "skipped"
    assert Decision.objects.count() == 1
    assert not Claim.objects.exists()


def test_a_stranger_is_not_let_in(client, charlie, decision, draft):
    for user in (None, charlie):
        if user:
            client.force_login(user)
        for method, address, _refusal in doors(decision):
            answer = getattr(client, method)(address)
            assert answer.status_code == 302, address
            assert b"Draft" not in answer.content, address
    unchanged(draft)


def test_the_queues_page_names_only_ones_own(guest, decision):
    page = guest.get("/desk/work/queues/").content.decode()
    assert "You work on no queue." in page
    assert "Collected drafts" not in page


def test_who_may_look_at_drafts_and_not_decide_cannot_take_back(client, decision, draft):
    client.force_login(person("editor", "Editors"))
    assert client.post(f"/desk/work/undo/{decision.pk}/").status_code == 404
    assert client.get(f"/desk/work/act/collect.restore/{draft.pk}/").status_code == 404
    unchanged(draft)


def test_taking_back_by_a_link_is_refused(desk, decision, draft):
    assert desk.get(f"/desk/work/undo/{decision.pk}/").status_code == 405
    unchanged(draft)


def test_another_ones_batch_is_not_ones_own(client, alice, bob, draft, skip):
    from houtai.core.work.actions import Because

    skip.run(draft, by=bob, because=Because(batch="b"))
    client.force_login(alice)
    answer = client.post("/desk/work/undo/batch/b/", headers=SCRIPT)
    assert answer.status_code == 409
    unchanged(draft)


@pytest.mark.parametrize(
    "address",
    [
        "work.ask/{key}/?kind=collect.draft",
        "content.giveback/{key}/?kind=collect.draft",
        "content.accept/{key}/?kind=collect.draft",
        "content.accept/{key}/?kind=collect.source",
        "content.accept/{key}/?kind=workspaces.user",
        "content.accept/{key}/",
        "collect.skip/x/",
        "collect.skip/999999/",
        "no.thing/{key}/",
    ],
)
def test_the_act_page_does_only_what_fits(desk, decision, draft, address):
    for method in ("get", "post"):
        answer = getattr(desk, method)(f"/desk/work/act/{address.format(key=draft.pk)}")
        assert answer.status_code == 404, method
    unchanged(draft)


def test_the_act_page_goes_nowhere_else_afterwards(desk, decision, draft):
    sent = {"next": "https://evil.example/", "seen": draft.subject.version}
    answer = desk.post(f"/desk/work/act/collect.restore/{draft.pk}/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


@pytest.fixture
def secret(alice: Any) -> Decision:
    """A decision on an article of a column with a desk of its own."""
    from houtai.core.catalog.catalog import catalog

    desk = Group.objects.create(name="Finance desk")
    column = apps.get_model("content.Column").objects.create(name="Finance", slug="finance", desk=desk)
    values = {"title": "Quarterly secrets", "body": "<p>Numbers.</p>", "column": column, "live": False}
    article = apps.get_model("content.Article")(**values)
    article.save()
    return catalog.action("content.publish").run(article, by=alice)


def test_the_log_keeps_the_scope_of_what_was_decided(desk, bob, secret):
    for address in ("", "?q=Quarterly", "?export=csv", "?action=content.publish"):
        answer = desk.get(f"/desk/work/decisions/{address}")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"Quarterly secrets" not in content, address
    assert desk.get(f"/desk/work/decisions/{secret.pk}/").status_code == 404
    assert desk.post(f"/desk/work/undo/{secret.pk}/").status_code == 404
    bob.groups.add(Group.objects.get(name="Finance desk"))
    assert b"Quarterly secrets" in desk.get("/desk/work/decisions/").content


def test_the_manager_reads_the_whole_log(client, alice, secret, decision):
    client.force_login(alice)
    page = client.get("/desk/work/decisions/").content
    assert b"Quarterly secrets" in page
    assert b"Draft 1" in page
