"""Touch time is what the browser measured, within reason."""

from __future__ import annotations

import pytest

from houtai.core.work.models import Subject, Touch
from houtai.core.work.tests.conftest import NOW

PAGE = "/desk/work/touch/"


def test_a_page_reports_what_somebody_worked_on(desk, bob, draft):
    sent = {"task": "content.edit", "ms": "4200", "subject": f"collect.draft:{draft.pk}"}
    assert desk.post(PAGE, sent).status_code == 204
    touch = Touch.objects.get()
    assert (touch.user, touch.task, touch.ms, touch.subject) == (bob, "content.edit", 4200, draft.subject)


@pytest.mark.parametrize(("said", "kept"), [("9999999999", 3_600_000), ("3600000", 3_600_000)])
def test_one_report_is_an_hour_at_most(desk, said, kept):
    desk.post(PAGE, {"task": "content.edit", "ms": said})
    assert Touch.objects.get().ms == kept


@pytest.mark.parametrize("said", ["0", "-5", "", "soon", "²", "1e9"])
def test_nothing_is_kept_for_nothing(desk, said):
    assert desk.post(PAGE, {"task": "content.edit", "ms": said}).status_code == 204
    assert not Touch.objects.exists()


def test_the_model_itself_has_a_limit(bob):
    touch = Touch.objects.report(task="content.edit", user=bob, ms=10**12, now=NOW)
    assert touch.ms == 4 * 3600 * 1000


def test_what_is_out_of_sight_is_not_there(client, draft):
    from conftest import person
    from houtai.core.workspaces.roles import grant

    grant("Guests", "wagtailadmin.access_admin")
    client.force_login(person("guest", "Guests"))
    for subject in (
        f"collect.draft:{draft.pk}",
        f"gone.thing:{Subject.objects.create(kind='gone.thing', key='1').key}",
    ):
        assert client.post(PAGE, {"task": "x", "ms": "5", "subject": subject}).status_code == 404
    assert not Touch.objects.exists()


def test_it_is_posted_by_people_at_the_desk(client, charlie):
    assert client.post(PAGE, {"task": "x", "ms": "5"}).status_code == 302
    client.force_login(charlie)
    assert client.post(PAGE, {"task": "x", "ms": "5"}).status_code == 302
    assert not Touch.objects.exists()
