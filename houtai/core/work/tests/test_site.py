"""The name and looks of a site are a decision like any other."""

from __future__ import annotations

import pytest

from houtai.core.work.models import Decision, Site

PAGE = "/desk/work/site/"
SAID = {
    "name": "Harbour News",
    "tagline": "Of tides.",
    "footer": "By us.",
    "icp": "京ICP备12345678号-1",
    "language": "zh-hans",
}


@pytest.fixture
def manager(client, alice):
    client.force_login(alice)
    return client


def test_a_manager_names_the_site_and_takes_it_back(manager, alice):
    version = manager.get(PAGE).context["subject"].version
    answer = manager.post(PAGE, {**SAID, "seen": version, "next": PAGE, "because": "We begin."})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    decision = Decision.objects.get()
    assert (decision.action, decision.user, decision.because) == ("work.change_site", alice, "We begin.")
    assert {name: getattr(Site.objects.shown(), name) for name in SAID} == SAID
    manager.post(f"/desk/work/undo/{decision.pk}/")
    assert Site.objects.shown().name == ""
    assert Decision.objects.count() == 2


def test_what_is_not_said_is_as_the_workspace_has_it(db):
    assert Site.objects.shown().title == "Houtai"
    assert Site.objects.shown().mark is None


def test_a_name_that_could_pass_for_another_is_refused_and_the_rest_is_kept(manager):
    answer = manager.post(PAGE, {**SAID, "name": "A\u202eB"})
    assert answer.status_code == 409
    assert "Of tides." in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_somebody_else_said_meanwhile_is_not_written_over(manager):
    version = manager.get(PAGE).context["subject"].version
    manager.post(PAGE, {**SAID, "seen": version})
    assert manager.post(PAGE, {**SAID, "name": "Mine", "seen": version}).status_code == 409
    assert Site.objects.shown().name == "Harbour News"


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_others_do_not_find_the_page(who, request, client, db):
    client.force_login(request.getfixturevalue(who))
    for answer in (client.get(PAGE), client.post(PAGE, SAID), client.post("/desk/work/act/work.change_site/1/", SAID)):
        assert answer.status_code in (302, 404)
        assert b"Tagline" not in answer.content
    assert not Site.objects.exists()


def test_the_page_asks_few_questions(manager, remembered, django_assert_max_num_queries):
    manager.get(PAGE)
    with django_assert_max_num_queries(12):
        manager.get(PAGE)
