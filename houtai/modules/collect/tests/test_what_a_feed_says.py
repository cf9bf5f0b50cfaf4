"""What a feed says of an entry besides its text."""

from houtai.modules.collect.models import Draft
from houtai.modules.collect.tests.conftest import feed, item, page, story

TOLD = "<category>Ships</category><category>Uncategorized</category><category>ships</category>"


def collected(web, *, description, meta=""):
    web.pages["/1"] = page("Story 1", story(1)).replace("</head>", f"{meta}</head>")
    entry = item(1, link=web.place.url("/1"), text=description).replace("</item>", f"{TOLD}</item>")
    web.pages["/feed"] = feed(entry)
    web.collect(web.source(tags="harbour, news"))
    return Draft.objects.get()


def test_its_description_and_its_categories_come_with_the_draft(web):
    draft = collected(web, description="<p>What it is <b>about</b>.</p>")
    assert (draft.summary, draft.tags) == ("What it is about.", ["Ships"])
    sent = draft.manuscript()
    assert (sent.summary, sent.tags, sent.suggested) == (draft.summary, ("harbour", "news"), ("Ships",))


def test_the_beginning_of_the_text_is_no_summary_but_the_pages_own_is(web):
    meta = '<meta name="description" content="In short: ships &amp; tides.">'
    draft = collected(web, description=f"{story(1)[:80]} […]", meta=meta)
    assert draft.summary == "In short: ships & tides."
