"""Pages show a player in a frame that may do little, with a link below; feeds and programs get the link."""

import pytest
from django.utils.translation import override
from lxml import html as lxml_html
from wagtail.rich_text import expand_db_html

from houtai.core.text.abroad import abroad
from houtai.core.text.embeds.shown import framed

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s"
EMBED = f'<embed embedtype="media" url="{FILM}"/>'


@pytest.mark.parametrize("show", [expand_db_html, framed])
def test_a_player_is_lazy_named_and_kept_apart(show):
    box = lxml_html.fragment_fromstring(show(EMBED))
    frame, link = box.find("iframe"), box.find(".//a")
    assert box.get("class") == "player player--wide"
    assert frame.get("src") == "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=90"
    assert frame.get("sandbox").split()[:2] == ["allow-scripts", "allow-same-origin"]
    assert "allow-top-navigation" not in frame.get("sandbox")
    assert [frame.get(name) for name in ("title", "loading", "referrerpolicy", "allowfullscreen", "style")] == [
        *("Player of YouTube", "lazy", "strict-origin-when-cross-origin", "", None),
    ]
    assert (link.get("href"), link.get("rel")) == (FILM.replace("&amp;", "&"), "nofollow noopener")


def test_a_provider_is_called_as_readers_call_it():
    with override("zh-hans"):
        assert "优酷: https://" in framed(
            '<embed embedtype="media" url="https://v.youku.com/v_show/id_XMzI1NjY4.html">'
        )


def test_abroad_there_is_a_link():
    assert abroad(f"<p>a</p>{EMBED}", origin="https://news.example") == (
        f'<p>a</p><p><a href="{FILM}" rel="nofollow noopener">YouTube: {FILM}</a></p>'
    )


@pytest.mark.parametrize("url", ["https://x.example/1", "javascript:alert(1)"])
def test_what_was_stored_before_the_table_knew_better_is_a_link_or_nothing(url):
    shown = expand_db_html(f'<p>a</p><embed embedtype="media" url="{url}"/>')
    assert "<iframe" not in shown
    assert ("<a href" in shown) == url.startswith("https")
