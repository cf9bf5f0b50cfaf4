"""A record says what an article may say, and the rest is named."""

import pytest
from modelcluster.models import get_all_child_relations

from houtai.modules.content.models import Article
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.fields import FACTS, NAMED, plain
from houtai.modules.content.models.archives.foreign_dates import moment
from houtai.modules.content.models.archives.record import checked


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"colour": 1}, "articles.jsonl:1: unknown fields: colour."),
        ({"article": "12"}, "articles.jsonl:1: article is not usable."),
        ({"state": "lost"}, "articles.jsonl:1: state is not usable."),
        ({"live": {"title": "x" * 301}}, "articles.jsonl:1: title has more than 300 characters."),
        ({"live": {"title": "x", "size": 1}}, "articles.jsonl:1: unknown fields: size."),
        ({"live": {"title": "x", "body": 7}}, "articles.jsonl:1: body is not usable."),
        ({"live": {"title": "x", "slug": "a/b"}}, "articles.jsonl:1: slug is not usable."),
        ({"live": {"title": "x", "number": -1}}, "articles.jsonl:1: number is not usable."),
        ({"live": {"title": "x", "go_live_at": "yes"}}, "articles.jsonl:1: go_live_at is not usable."),
        ({"live": {"title": "\x00"}}, "articles.jsonl:1: title is not usable."),
        ({"live": {"title": "x", "tags": "a"}}, "articles.jsonl:1: tags is not usable."),
        ({"live": {}}, "articles.jsonl:1: the title is missing."),
        ({"live": None, "draft": None}, "articles.jsonl:1: there is no text in it."),
        ({"corrections": [{"text": "x", "at": "now"}]}, "articles.jsonl:1: at is not usable."),
        ({"corrections": [{"text": "x", "at": "0001-01-01T00:00:00+14:00"}]}, "articles.jsonl:1: at is not usable."),
        ({"published": "9999-12-31T23:59:59-12:00"}, "articles.jsonl:1: published is not usable."),
        ({"live": {"title": "x", "expire_at": "9999-12-31T00:00Z"}}, "articles.jsonl:1: expire_at is not usable."),
        ({"live": {"title": "x", "author": "x" * 121}}, "articles.jsonl:1: author is not usable."),
        ({"live": {"title": "x", "column": "x" * 81}}, "articles.jsonl:1: column is not usable."),
        ({"draft": {"title": "x", "series": "a/b"}}, "articles.jsonl:1: series is not usable."),
    ],
)
def test_what_an_article_may_not_say_is_named(change, words):
    with pytest.raises(BadArchive) as bad:
        checked({"article": 1, "live": {"title": "x"}, **change}, where="articles.jsonl:1")
    assert str(bad.value.message) == words


def test_every_field_that_people_write_is_in_the_file():
    """A new field is in it by itself, unless it points to something: then say how a file calls that."""
    written = {field.name for field in Article._meta.get_fields() if getattr(field, "editable", False)}
    children = {relation.get_accessor_name() for relation in get_all_child_relations(Article)}
    assert (written | children) - {*plain(), *NAMED, *FACTS, "tagged"} == set()


@pytest.mark.parametrize("said", ["0001-01-01T00:00:00+14:00", "9999-12-31", "2024-02-30"])
def test_a_date_of_another_program_that_is_none_in_every_zone_is_none(said):
    assert moment(said) is None
