"""Markdown files of other programs: their front matter, their pictures, and nothing that could do harm."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from PIL import Image as Raster

from houtai.core.text.models import Origin
from houtai.modules.content.models import Article, Author, Column
from houtai.modules.content.models.taking_in import put
from houtai.modules.content.tests.archives import brought, picture, seen, tables

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves it to Python to close the files that it measures.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HUGO = """+++
title = "The harbour"
date = 2024-05-06T07:08:09+02:00
tags = ["sea", "Boats"]
categories = ["Sea"]
description = "What the tide left."
weight = 3
+++
First ![boat](/img/boat.png) here.

![A boat](boat.png "At low tide")

{{< gallery >}}
"""
GHOST = """---
title: Ghost story
slug: ghost-story
date_published: 2024-01-02T03:04:05.000Z
feature_image: https://cdn.example/cover.jpg
authors:
  - name: Ann Lee
excerpt: "Short: very"
canonical_url: https://other.example/ghost
status: published
---

<figure class="kg-card"><img src="https://cdn.example/a.jpg" onerror="alert(1)"><figcaption>Far</figcaption></figure>
<script>alert(1)</script>

Text with [a link](javascript:alert(1)) and <b onclick="x()">bold</b>.
"""
JEKYLL = "---\nlayout: post\ndate: 2020-03-04 05:06:07 +0800\n---\n\n# From its heading\n\n- [x] done\n"


@pytest.fixture
def site(tmp_path):
    out = io.BytesIO()
    Raster.new("RGB", (8, 8), "red").save(out, "PNG")
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.writestr("blog/content/posts/harbour/index.md", HUGO)
        archive.writestr("blog/content/posts/harbour/boat.png", out.getvalue())
        archive.writestr("blog/static/img/boat.png", out.getvalue())
        archive.writestr("blog/content/ghost-story.md", GHOST)
        archive.writestr("blog/content/2020-03-04-from-jekyll.md", JEKYLL)
        archive.writestr("__MACOSX/blog/content/._x.md", "rubbish")
    return tmp_path / "site.zip"


def test_the_usual_names_are_understood(site, alice):
    column = Column.objects.create(name="Sea", slug="sea")
    ann = Author.objects.create(name="Ann Lee")
    assert brought(site, alice, publish=True).counts["new"] == 3
    hugo, ghost, jekyll = (Article.objects.get(slug=slug) for slug in ("harbour", "ghost-story", "from-jekyll"))
    assert (hugo.title, hugo.summary, hugo.column) == ("The harbour", "What the tide left.", column)
    assert sorted(tag.name for tag in hugo.tags.all()) == ["Boats", "sea"]
    assert hugo.first_published_at == datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)
    assert (ghost.author, ghost.summary, ghost.source_url) == (ann, "Short: very", "https://other.example/ghost")
    assert ghost.cover_url == "https://cdn.example/cover.jpg"
    assert jekyll.title == "From its heading"


def test_pictures_are_taken_in_once_and_shown_where_they_stood(site, alice):
    assert brought(site, alice).counts["pictures"] == 1
    body = Article.objects.get(slug="harbour").body
    assert body.count("<embed") == 2
    assert "<figcaption>At low tide</figcaption>" in body


def test_nothing_hostile_comes_in(site, alice):
    brought(site, alice)
    body = Article.objects.get(slug="ghost-story").body
    assert "<figcaption>Far</figcaption>" in body
    assert "Text with a link and <strong>bold</strong>." in body
    for wrong in ("script", "alert", "onclick", "onerror"):
        assert wrong not in body


def test_what_is_not_understood_is_said(site, alice):
    lines = {line["where"].rpartition("/")[2]: line["notes"] for line in seen(site, alice).lines}
    assert lines["index.md"] == ["Left out: weight.", "Left out, for it is not here: Sea."]
    assert lines["2020-03-04-from-jekyll.md"] == ["Left out: layout."]


def test_a_second_time_nothing_changes(site, alice):
    brought(site, alice, publish=True)
    before = tables()
    assert brought(site, alice, publish=True, batch="b2").counts["same"] == 3
    assert tables() == before


def test_an_address_that_several_articles_have_is_refused(tmp_path, alice):
    for name in ("a", "b"):
        Article(title=name, slug="same", body="<p>x</p>", live=False).save()
    (tmp_path / "same.md").write_text("# New\n\nWords.")
    assert "Several articles here have this address" in seen(tmp_path / "same.md", alice).lines[0]["why"]


def test_what_was_fetched_from_elsewhere_since_is_known_again(site, alice):
    brought(site, alice)
    Origin.objects.remember("https://cdn.example/cover.jpg", picture("blue"))
    Origin.objects.remember("https://cdn.example/a.jpg", picture("green"))
    ghost = Article.objects.get(slug="ghost-story")
    put(ghost, Origin.objects.images(["https://cdn.example/cover.jpg", "https://cdn.example/a.jpg"]))
    assert brought(site, alice, batch="b2").counts["same"] == 3
