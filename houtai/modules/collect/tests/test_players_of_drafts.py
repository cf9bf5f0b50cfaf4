"""Whoever decides on a draft sees what it plays, and an article made of it keeps that."""

from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.templatetags.collect import text


def test_a_draft_shows_its_players_and_hands_them_on():
    embed = '<embed embedtype="media" url="https://vimeo.com/123456">'
    draft = Draft(title="A", html=f"<p>a</p>{embed}", source=Source())
    assert 'src="https://player.vimeo.com/video/123456?dnt=1"' in text(draft)
    assert embed in draft.manuscript().html


def test_what_a_draft_may_not_hold_is_not_shown():
    draft = Draft(title="A", html='<iframe src="https://x.example/"></iframe><embed embedtype="image" id="1">')
    assert text(draft) == ""
