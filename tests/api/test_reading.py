from __future__ import annotations

from django.utils.timezone import now

from tests.api.conftest import written


def titles(answer):
    return [article["title"] for article in answer.said["articles"]]


def test_without_a_key_one_reads_what_readers_see(stranger, published, secret):
    answer = stranger.get("articles")
    assert titles(answer) == ["Tide tables go digital"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    one = stranger.get(f"articles/{published.pk}")
    assert one.said["html"] == "<p>The harbour office puts its tide tables on line.</p>"
    assert one.said["url"].endswith(published.get_absolute_url())
    assert stranger.get(f"articles/{secret.pk}").status_code == 404


def test_with_a_key_one_reads_what_its_user_sees(of_editor, of_alice, draft, secret):
    assert titles(of_editor.get("articles")) == ["Tide tables go digital"]
    assert titles(of_alice.get("articles")) == ["Who owns the quay", "Tide tables go digital"]
    assert of_editor.get(f"articles/{secret.pk}").status_code == 404
    assert of_alice.get(f"articles/{secret.pk}").said["state"] == "draft"


def test_the_newest_draft_or_what_is_public(of_editor, stranger, published):
    published.title = "Tide tables go paper again"
    published.save_revision()
    path = f"articles/{published.pk}"
    assert of_editor.get(path).said["title"] == "Tide tables go paper again"
    assert of_editor.get(f"{path}?view=published").said["title"] == "Tide tables go digital"
    assert titles(of_editor.get("articles")) == ["Tide tables go paper again"]
    assert stranger.get(path).said["title"] == "Tide tables go digital"
    assert stranger.get(f"{path}?view=newest").status_code == 401


def test_what_has_not_changed_is_not_sent_again(of_editor, published):
    first = of_editor.get(f"articles/{published.pk}")
    again = of_editor.get(f"articles/{published.pk}", if_none_match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_pages_end_where_the_next_begins(of_editor):
    for number in range(5):
        written(title=f"Number {number}")
    seen, cursor = [], ""
    for _page in range(3):
        answer = of_editor.get(f"articles?limit=2&cursor={cursor}")
        seen += titles(answer)
        cursor = answer.said["next"]
    assert seen == [f"Number {number}" for number in reversed(range(5))]
    assert cursor == ""


def test_filters_narrow_a_list(of_alice, draft, secret):
    assert titles(of_alice.get("articles?column=investigations")) == ["Who owns the quay"]
    assert titles(of_alice.get("articles?state=published")) == []
    assert titles(of_alice.get("articles?updated_since=2999-01-01T00:00:00Z")) == []
    assert len(titles(of_alice.get("articles?language=en"))) == 2


def test_words_are_looked_for_in_drafts_with_a_key_and_in_what_is_public_without(of_editor, stranger, published):
    published.title = "Tide tables go paper again"
    published.save_revision()
    assert titles(of_editor.get("articles?q=paper")) == ["Tide tables go paper again"]
    assert titles(stranger.get("articles?q=paper")) == []
    assert titles(stranger.get("articles?q=digital harbour")) == ["Tide tables go digital"]


def test_a_wrong_question_is_told_where(of_alice):
    answer = of_alice.get("articles?state=lost&limit=5000&cursor=abc")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {error["where"] for error in answer.said["errors"]} == {"query.state", "query.limit"}
    assert of_alice.get("articles?cursor=abc").said["errors"][0]["where"] == "query.cursor"


def test_a_list_asks_for_no_more_with_more_rows(of_alice, alice, guarded, django_assert_max_num_queries, remembered):
    for number in range(20):
        article = written(title=f"Number {number}", column=guarded)
        article.tags.add("tides")
        article.save()
        article.assign(to=alice.pk)
        article.corrections.create(text="It was noon.", at=now(), by="Alice")
        article.get_workflow().start(article, alice)
    of_alice.get("articles")
    with django_assert_max_num_queries(14):
        assert len(titles(of_alice.get("articles"))) == 20


def test_what_articles_are_sorted_by(of_alice, stranger, published, secret):
    secret.tags.add("quay")
    secret.save()
    assert [one["name"] for one in stranger.get("columns").said["columns"]] == ["Investigations"]
    assert stranger.get("tags").said == {"tags": [], "next": ""}
    assert [one["slug"] for one in of_alice.get("tags").said["tags"]] == ["quay"]
    assert stranger.get("authors").said == of_alice.get("authors").said == {"authors": [], "next": ""}
