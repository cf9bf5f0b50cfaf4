"""The list, one workspace, and making one."""

from django.urls import reverse

from houtai.core.workspaces import engine, lifecycle
from houtai.core.workspaces.models import Host, Workspace

HOSTILE = "<script>alert(1)</script>"


def test_the_list_finds_filters_and_exports(signed_in, news):
    lifecycle.add_host(news, host="news.example.org")
    page = reverse("platform.workspaces")
    found = signed_in.get(page, {"q": "example"}).content.decode()
    assert found.count("<bdi>News</bdi>") == 1
    assert "<bdi>News</bdi>" not in signed_in.get(page, {"state": "suspended"}).content.decode()
    assert "<bdi>News</bdi>" in signed_in.get(page, {"engine": engine.own().name}).content.decode()
    written = b"".join(signed_in.get(page, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert '"News"' in written
    assert "news.example.com, news.example.org" in written


def test_a_name_is_only_text(signed_in, news):
    lifecycle.rename(news, name=HOSTILE)
    for page in (reverse("platform.workspaces"), reverse("platform.workspace", args=[news.pk])):
        assert HOSTILE not in signed_in.get(page).content.decode()


def test_the_list_asks_no_more_for_more_rows(signed_in, news, django_assert_max_num_queries, remembered):
    for number in range(5):
        lifecycle.make(name=f"More {number}", engine=engine.own().name)
    signed_in.get(reverse("platform.workspaces"))
    with django_assert_max_num_queries(30):
        signed_in.get(reverse("platform.workspaces"))


def test_making_one_leads_to_what_to_do_next(signed_in, owner):
    form = {"name": "  后台 新闻 ", "host": "Bücher.example", "owner": owner.email, "engine": engine.own().name}
    made = signed_in.post(reverse("platform.make_workspace"), form)
    workspace = Workspace.objects.get(name="后台 新闻")
    assert made.url == reverse("platform.made", args=[workspace.pk])
    assert "//xn--bcher-kva.example" in signed_in.get(made.url).content.decode()


def test_a_form_with_a_mistake_keeps_what_was_typed(signed_in, news):
    form = {"name": "Again", "host": "NEWS.example.com", "owner": "nobody@example.com"}
    answer = signed_in.post(reverse("platform.make_workspace"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="NEWS.example.com"' in page
    assert "leads to another workspace already" in page
    assert "Nobody signs in here with this address" in page
    assert not Workspace.objects.filter(name="Again").exists()


def test_a_host_is_checked_while_it_is_typed(signed_in, news):
    free = reverse("platform.free")
    assert signed_in.get(free, {"host": "Other.example.com"}).json()["free"]
    assert not signed_in.get(free, {"host": "news.example.com"}).json()["free"]
    assert not signed_in.get(free, {"host": "10.0.0.1"}).json()["free"]


def test_acts_ask_first_and_refuse_in_words(signed_in, news):
    rename = reverse("platform.act", args=[news.pk, "rename"])
    assert 'value="News"' in signed_in.get(rename).content.decode()
    assert signed_in.post(rename, {"name": "a\0b"}).status_code in (409, 422)
    assert signed_in.post(rename, {"name": "Neues"}).status_code == 302
    taken = reverse("platform.act", args=[news.pk, "add_host"])
    assert signed_in.post(taken, {"host": "localhost"}).status_code in (409, 422)
    assert Workspace.objects.get(pk=news.pk).name == "Neues"
    assert Host.objects.filter(workspace=news).count() == 1
    page = signed_in.get(reverse("platform.workspace", args=[news.pk])).content.decode()
    assert "Rename" in page
