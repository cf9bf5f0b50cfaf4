"""Whoever runs the platform downloads a workspace and makes one of a file; others find nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotAllowed
from houtai.core.work.models import Decision
from houtai.core.workspaces.archive.comparing import same
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Member, Workspace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ["alice", "bob", "charlie"])
def test_others_find_nothing(name: str, request: Any, client: Client) -> None:
    client.force_login(request.getfixturevalue(name))
    download = reverse("platform.download", args=[current()])
    assert {client.get(reverse("platform.bring_in")).status_code, client.post(download).status_code} <= {
        302,
        403,
        404,
    }
    assert client.post(reverse("platform.bring_in")).status_code in (302, 403, 404)


def test_what_is_downloaded_can_be_brought_in(owner: Any, client: Client) -> None:
    client.force_login(owner)
    answer: Any = client.post(reverse("platform.download", args=[current()]))
    data = b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].endswith('.tar"')
    assert Decision.objects.get(action="platform.export").subject.key == current()
    file = SimpleUploadedFile("a.tar", data)
    answer = client.post(reverse("platform.bring_in"), {"file": file, "name": "Copy", "hosts": "copy.example.com"})
    workspace = Workspace.objects.get(name="Copy")
    assert answer["Location"] == reverse("platform.workspace", args=[workspace.pk])
    assert [host.name for host in workspace.hosts.all()] == ["copy.example.com"]
    made = Decision.objects.get(action="platform.bring_in")
    assert (made.subject.key, made.by) == (workspace.pk, str(owner))
    changed = {difference.table for difference in same(current(), workspace.pk)}
    # Signing in, being shown pages and the two decisions leave traces after the download.
    traces = {"workspaces_user", "wagtailusers_userprofile", "workspaces_outbox"}
    assert changed <= traces | {"work_decision", "work_subject"}


def test_who_has_an_account_here_is_invited(owner: Any, alice: Any, client: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.force_login(owner)
    data = b"".join(client.post(reverse("platform.download", args=[current()])).streaming_content)
    given = {"file": SimpleUploadedFile("a.tar", data), "name": "Copy", "hosts": "copy.example.com"}
    page = client.post(reverse("platform.bring_in"), given, follow=True)
    assert "join by accepting" in page.content.decode()
    assert [letter.to for letter in mail.outbox] == [[alice.email]]
    assert "//copy.example.com" in str(mail.outbox[0].body)
    assert [member.user_id for member in Member.objects.filter(workspace__name="Copy")] == [owner.pk]


def test_bringing_in_is_taken_back_by_deleting_it(owner: Any, client: Client, tmp_path: Any) -> None:
    catalog.action("platform.export").export_by_command(Workspace.objects.get(), to=tmp_path / "a.tar", now=now())
    made = catalog.action("platform.bring_in").bring_in(tmp_path / "a.tar", by=owner, name="Copy", hosts=[])
    Decision.objects.get(action="platform.bring_in").undo(by=owner)
    made.refresh_from_db()
    assert made.state == "leaving"


def test_who_may_not_gets_no_file_and_makes_nothing(alice: Any, tmp_path: Any) -> None:
    with pytest.raises(NotAllowed):
        catalog.action("platform.export").export(Workspace.objects.get(), to=tmp_path / "a.tar", by=alice, now=now())
    with pytest.raises(NotAllowed):
        catalog.action("platform.bring_in").bring_in(tmp_path / "a.tar", by=alice)
    assert list(tmp_path.iterdir()) == []
    assert Workspace.objects.count() == 1


def test_what_is_no_archive_is_refused_in_words(owner: Any, client: Client) -> None:
    client.force_login(owner)
    file = SimpleUploadedFile("a.tar", b"nothing of the kind")
    answer = client.post(reverse("platform.bring_in"), {"file": file})
    assert answer.status_code == 422
    assert "no archive of a workspace" in answer.content.decode()
    assert Workspace.objects.count() == 1


def test_the_page_of_a_workspace_offers_it(owner: Any, client: Client) -> None:
    client.force_login(owner)
    page = client.get(reverse("platform.workspace", args=[current()])).content.decode()
    assert reverse("platform.download", args=[current()]) in page
    assert client.get(reverse("platform.bring_in")).status_code == 200
