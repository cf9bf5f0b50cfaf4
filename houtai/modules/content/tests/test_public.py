from __future__ import annotations

from urllib.parse import quote
from xml.etree import ElementTree as ET

from houtai.modules.content.models import Column
from houtai.modules.content.tests.conftest import written

ATOM = "{http://www.w3.org/2005/Atom}"


def test_readers_find_what_is_published_and_nothing_else(client, published):
    written(title="Secret plans", body="<p>Not yet.</p>")
    page = client.get("/").content.decode()
    assert published.title in page
    assert "Secret plans" not in page


def test_the_article_page_shows_text_source_and_reading_time(client, alice):
    article = written(
        title="A", body="<p>Word</p>", source_name="Gazette", source_url="https://g.example/1", language="de"
    )
    article.act("publish", alice)
    page = client.get(article.get_absolute_url()).content.decode()
    assert '<a href="https://g.example/1" rel="nofollow noopener">Gazette</a>' in page
    assert 'lang="de"' in page
    assert "1 minute to read" in page


def test_a_draft_is_not_there(client, draft):
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_what_is_withdrawn_is_gone(client, published, alice):
    published.unpublish(user=alice)
    assert client.get(published.get_absolute_url()).status_code == 410


def test_later_drafts_are_not_shown(client, published):
    published.title = "Rumours"
    published.save_revision()
    assert "Rumours" not in client.get(published.get_absolute_url()).content.decode()
    published.refresh_from_db()
    assert published.subject.title == "Tide tables go digital"


def test_a_wrong_address_leads_to_the_right_one(client, published):
    for wrong in ("-old-title/", "/", "", "-/"):
        answer = client.get(f"/a/{published.pk}{wrong}")
        assert (answer.status_code, answer["Location"]) == (301, published.get_absolute_url())


def test_chinese_titles_keep_their_characters_in_the_address(client, alice):
    article = written(title="港口潮汐表上线", body="<p>港务局今天公布潮汐表。</p>")
    article.act("publish", alice)
    assert article.get_absolute_url() == f"/a/{article.pk}-{quote('港口潮汐表上线')}/"
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 200
    assert 'lang="zh"' in answer.content.decode()


def test_a_title_without_letters_has_an_address_too(client, alice):
    article = written(title="!!!", body="<p>Well.</p>")
    article.act("publish", alice)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_unchanged_page_is_not_sent_twice(client, published):
    for address in (published.get_absolute_url(), "/", "/feed.xml"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_structured_data_cannot_end_its_element(client, alice):
    article = written(title="</script><script>alert(1)</script>", body="<p>x</p>")
    article.act("publish", alice)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "\\u003c/script\\u003e" in page


def test_a_column_lists_its_own_articles(client, alice):
    sea = Column.objects.create(name="Sea", slug="sea")
    ours, other = written(title="Ours", column=sea), written(title="Other")
    for article in (ours, other):
        article.act("publish", alice)
    page = client.get("/column/sea/").content.decode()
    assert "Ours" in page
    assert "Other" not in page
    assert client.get("/column/land/").status_code == 404


def test_the_feed_holds_the_full_text(client, published):
    answer = client.get("/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entry = ET.fromstring(answer.content).find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == published.body
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{published.get_absolute_url()}"


def test_public_pages_take_no_posts(client, published):
    assert client.post("/").status_code == 405
    assert client.post(published.get_absolute_url()).status_code == 405


def test_the_list_costs_the_same_for_one_and_for_many(client, alice, django_assert_max_num_queries, remembered):
    for number in range(12):
        written(title=f"No. {number}").act("publish", alice)
    with django_assert_max_num_queries(7):
        assert client.get("/").content.decode().count('class="teaser"') == 12
