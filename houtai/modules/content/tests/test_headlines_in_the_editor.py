from __future__ import annotations

import pytest

from houtai.modules.content.models import Article, Headline
from houtai.modules.content.models.checks import remarks
from houtai.modules.content.tests.test_editor import form, url

pytestmark = pytest.mark.once("a form")


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def lines(*texts):
    """What the editor sends of the further headlines."""
    rows = {f"headlines-{n}-text": text for n, text in enumerate(texts)}
    rows |= {f"headlines-{n}-{name}": "" for n in range(len(texts)) for name in ("id", "DELETE")}
    rows |= {f"headlines-{n}-ORDER": str(n + 1) for n in range(len(texts))}
    return {**rows, "headlines-TOTAL_FORMS": str(len(texts)), "headlines-INITIAL_FORMS": "0"}


def texts(article):
    return [headline.text for headline in article.headlines.all()]


def test_they_are_kept_with_the_draft_and_shown_again(desk):
    desk.post(url("add"), form(**lines("Sea, hello", "The sea says hello")))
    article = Article.objects.get()
    assert texts(article.get_latest_revision_as_object()) == ["Sea, hello", "The sea says hello"]
    assert "Sea, hello" in desk.get(url("edit", article.pk)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("Sea, hello", "ＳＥＡ,  hello"), "This headline stands here twice."),
        (("Sea, hello", "x" * 301), "at most 300 characters"),
        (("a", "b", "c", "d", "e"), "at most 4"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(desk, wrong, said):
    page = desk.post(url("add"), form(**lines(*wrong)))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert all(text in page.content.decode() for text in wrong)
    assert not Article.objects.exists()


def test_a_page_opened_before_there_were_any_changes_none(desk, draft):
    draft.headlines.set([Headline(text="Sea, hello")])
    draft.save_revision()
    assert desk.post(url("edit", draft.pk), form(title="Mine")).status_code == 302
    draft.refresh_from_db()
    found = draft.get_latest_revision_as_object()
    assert (found.title, texts(found)) == ("Mine", ["Sea, hello"])


def test_one_that_says_what_the_title_says_is_remarked_on(draft):
    draft.headlines.set([Headline(text=draft.title.upper())])
    assert "headlines" in [remark.check for remark in remarks(draft)]


def test_listed_words_are_found_in_them_too(draft):
    from houtai.modules.content.models import WordList

    WordList.objects.create(name="Never", forbids=True, words="kraken")
    draft.headlines.set([Headline(text="Kraken seen")])
    assert [remark.hard for remark in remarks(draft) if remark.check == "words"] == [True]
