from __future__ import annotations

from typing import Any

import pytest

from houtai.modules.content.models import Article, WordList
from houtai.modules.content.models.checks import CHECKS, remarks
from houtai.modules.content.tests.conftest import other_desk, written

pytestmark = pytest.mark.django_db
LONG = " ".join(f"word{number}" for number in range(60))


def named(**fields: Any) -> set[str]:
    """What is found, besides the cover and the summary that nothing here has."""
    return {remark.check for remark in remarks(Article(title="A", **fields))} - {"cover", "summary"}


def test_each_check_has_a_name_of_its_own():
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_nothing_is_said_about_an_article_that_has_everything():
    article = Article(
        title="A", body=f"<p>{LONG}</p>", summary="In short.", cover_url="https://pictures.example/sea.jpg"
    )
    assert remarks(article) == []


def test_a_missing_cover_and_summary_are_named_with_their_fields():
    found = {remark.check: remark.field for remark in remarks(Article(title="A", body=f"<p>{LONG}</p>"))}
    assert found == {"cover": "cover", "summary": "summary"}


def test_a_cover_that_readers_are_not_shown_is_none():
    article = Article(title="A", body=f"<p>{LONG}</p>", cover_url="http://pictures.example/sea.jpg")
    assert "cover" in {remark.check for remark in remarks(article)}


@pytest.mark.parametrize("body", ["", "<p> </p>"])
def test_an_empty_text_is_hard(body):
    assert [remark.check for remark in remarks(Article(title="A", body=body)) if remark.hard] == ["empty"]


def test_a_text_of_pictures_is_not_empty():
    assert named(body='<p><img src="https://x.example/1.jpg" alt="Sea"></p>') == {"foreign"}


def test_a_short_text_is_told():
    assert named(body="<p>Two words</p>") == {"short"}


@pytest.mark.parametrize("href", ["www.example.com/x", "https://nodots/x", "#part", "http://", "//x.example/", "a@b"])
def test_a_link_that_cannot_lead_anywhere_is_told(href):
    assert named(body=f'<p>{LONG} <a href="{href}">there</a></p>') == {"links"}


@pytest.mark.parametrize("href", ["https://x.example/1?a=b#c", "/column/sea/", "mailto:a@b.example", "http://[::1]/"])
def test_other_links_are_not(href):
    assert named(body=f'<p>{LONG} <a href="{href}">there</a></p>') == set()


def test_a_link_without_words_is_told():
    assert named(body=f'<p>{LONG} <a href="https://x.example/"> </a></p>') == {"links"}


def test_links_to_articles_that_are_not_public_are_told(published):
    draft = written(title="Secret")
    links = [f'<a href="/a/{key}-x/">{key}</a>' for key in (published.pk, draft.pk, draft.pk + 1)]
    article = Article(title="A", body=f"<p>{LONG} {' '.join(links)}</p>")
    hidden = [remark.says for remark in remarks(article) if remark.check == "hidden"]
    assert len(hidden) == 2
    assert str(draft.pk) in hidden[0]


def test_an_article_of_another_site_is_none_of_ours():
    assert named(body=f'<p>{LONG} <a href="https://other.example/a/999-x/">there</a></p>') == set()


def test_pictures_without_a_description_are_counted():
    silent = '<img src="https://x.example/1.jpg"><embed embedtype="image" id="3" alt=""/>'
    body = f'<p>{LONG}</p>{silent}<img src="https://x.example/2.jpg" alt="Sea">'
    told = [remark.says for remark in remarks(Article(title="A", body=body)) if remark.check == "pictures"]
    assert told == ["2 pictures have no description."]


def test_words_of_a_list_are_found_in_title_summary_and_text():
    WordList.objects.create(name="Care", words="tide\n禁词")
    assert "words" in named(body=f"<p>{LONG} ＴＩＤＥ</p>")
    assert "words" in {remark.check for remark in remarks(Article(title="禁词", body=f"<p>{LONG}</p>"))}
    assert "words" not in named(body=f"<p>{LONG} tides</p>")


def test_words_never_to_be_published_are_hard():
    WordList.objects.create(name="Never", words="tide", forbids=True)
    hard = [remark for remark in remarks(Article(title="Tide", body=f"<p>{LONG}</p>")) if remark.hard]
    assert [remark.check for remark in hard] == ["words"]
    assert "Never" in hard[0].says


def test_the_text_of_another_public_article_is_told(alice):
    first = written(title="First", body=f"<p>{LONG}</p>")
    assert named(body=f"<p>{LONG} and more</p>") == set()
    first.act("publish", alice)
    assert named(body=f"<p>{LONG} and more</p>") == {"same"}
    first.refresh_from_db()
    assert "same" not in {remark.check for remark in remarks(first)}
    first.unpublish(user=alice)
    assert named(body=f"<p>{LONG} and more</p>") == set()


def test_another_draft_with_the_same_text_is_told_only_to_who_sees_it(alice, bob):
    hidden = other_desk()
    hidden.body = f"<p>{LONG}</p>"
    hidden.save_revision()
    article = Article(title="A", body=f"<p>{LONG} and more</p>")

    def told(user):
        return [str(remark.says) for remark in remarks(article, user=user) if remark.check == "same_draft"]

    assert (told(bob), told(None)) == ([], [])
    assert "Quarterly secrets" in told(alice)[0]
    written(title="Ours", body=f"<p>{LONG}</p>")
    assert "Ours" in told(bob)[0]
    assert named(body=f"<p>{LONG} and more</p>") == set()


def test_all_checks_ask_three_times_at_most(published, django_assert_max_num_queries):
    links = "".join(f'<a href="/a/{key}-x/">x</a>' for key in range(20))
    WordList.objects.create(name="Care", words="tide")
    with django_assert_max_num_queries(3):
        remarks(Article(title="A", body=f"<p>{LONG} {links}</p>"))
