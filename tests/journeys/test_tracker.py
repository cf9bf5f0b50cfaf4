"""What the tracker tells of a reader, in a real browser, to the real collector; and when it tells nothing."""

import json
import time

import pytest
from msgspec import structs

from houtai.core.catalog.catalog import catalog
from houtai.core.events.intake import read, segments
from houtai.core.events.records import decode
from houtai.core.events.via import Via
from houtai.core.workspaces.context import current
from houtai.modules.content.models import Article
from tests.journeys.collecting import collecting

pytestmark = pytest.mark.once("what a browser sends; the intake is files")

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
OUTSIDE = '<p><a href="https://outside.example/page">elsewhere</a></p>'


@pytest.fixture
def collector(settings, live_server, tmp_path):
    with collecting(settings, tmp_path / "intake") as folder:
        yield folder


@pytest.fixture
def article(owner):
    made = Article(live=False, title="Tide tables go digital", body=f"<p>{'The harbour. ' * 30}</p>{OUTSIDE}")
    made.save()
    made.save_revision()
    catalog.action("content.publish").run(made, by=owner)
    made.refresh_from_db()
    return made


@pytest.fixture
def reader(collector, visit, live_server):
    return visit(base_url=live_server.url, shy=False, user_agent=BROWSER)


def wait_for(what, seconds=10.0):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def lines(intake):
    """Every event in the intake, with its visitor."""
    records = [decode(one) for path in segments(intake) for one in read(path, 0)[0]]
    return [{**structs.asdict(line), "visitor": record.visitor} for record in records for line in record.events]


def named(intake, name):
    return [line for line in lines(intake) if line["name"] == name]


def test_a_reader_sees_a_teaser_opens_it_reads_and_leaves(reader, collector, article):
    subject = f"content.article:{article.pk}"
    reader.goto("/")
    reader.mouse.move(50, 50)
    reader.get_by_role("link", name=article.title).first.click()
    reader.wait_for_url(f"**{article.get_absolute_url()}")
    reader.wait_for_timeout(2200)
    reader.mouse.move(90, 90)
    reader.evaluate("addEventListener('click', click => click.preventDefault())")
    reader.get_by_role("link", name="elsewhere").click()
    reader.evaluate('houtai.track("kept", {value: 2, shelf: "later"})')
    reader.goto("about:blank")
    wait_for(lambda: named(collector, "read"))
    assert [line["path"] for line in named(collector, "view")] == ["/", article.get_absolute_url()]
    assert [line["subject"] for line in named(collector, "show")] == [subject]
    first, second = named(collector, "click")
    assert first["subject"] == subject
    assert (second["subject"], json.loads(second["props"])) == (subject, {"to": "outside.example/page"})
    assert 1 <= named(collector, "read")[-1]["value"] <= 60
    own = named(collector, "kept")[0]
    assert (own["value"], json.loads(own["props"])) == (2.0, {"shelf": "later"})
    assert {line["visitor"] for line in lines(collector)} == {first["visitor"]}


def test_a_click_that_a_push_caused_says_so_and_the_address_is_clean(reader, collector, article):
    token = Via(decision=41, reader=7).token(workspace=current())
    reader.goto(f"{article.get_absolute_url()}?via={token}&page=2")
    assert reader.url.endswith(f"{article.get_absolute_url()}?page=2")
    reader.goto("about:blank")
    view = wait_for(lambda: named(collector, "view"))[0]
    assert (view["decision"], view["via"]) == (41, 7)


@pytest.mark.parametrize("wish", ["globalPrivacyControl", "doNotTrack"])
def test_who_asks_not_to_be_tracked_is_not(reader, collector, article, wish):
    value = {"globalPrivacyControl": "true", "doNotTrack": '"1"'}[wish]
    reader.context.add_init_script(f'Object.defineProperty(Navigator.prototype, "{wish}", {{value: {value}}})')
    asked = []
    reader.on("request", lambda request: asked.append(request.url) if "/e/" in request.url else None)
    reader.goto(article.get_absolute_url())
    reader.evaluate('houtai.track("kept")')
    reader.wait_for_timeout(1500)
    kept = reader.evaluate("localStorage.length + sessionStorage.length")
    reader.goto("about:blank")
    reader.wait_for_timeout(300)
    assert (asked, kept, lines(collector)) == ([], 0, [])


def test_consent_taken_back_deletes_the_id_and_stays_so(reader, collector, article):
    reader.goto(article.get_absolute_url())
    assert reader.evaluate('localStorage.getItem("h-v").length') == 22
    reader.evaluate("houtai.consent(false)")
    reader.reload()
    reader.goto("about:blank")
    reader.goto(article.get_absolute_url())
    assert reader.evaluate('[localStorage.getItem("h-v"), localStorage.getItem("h-c")]') == [None, "0"]
    before = len(lines(collector))
    reader.evaluate("houtai.consent(true)")
    reader.goto("about:blank")
    wait_for(lambda: len(lines(collector)) > before)
    assert before == 0


def test_a_refused_batch_is_sent_again_under_the_same_id(reader, collector, article, faults):
    sent, tries = [], []

    def refuse_once(route):
        sent.append(json.loads(route.request.post_data)["id"])
        tries.append(route)
        if len(tries) > 1:
            route.continue_()
            return
        allowed = {"Access-Control-Allow-Origin": route.request.headers["origin"], "Retry-After": "1"}
        route.fulfill(status=503, headers=allowed, body="{}")

    reader.context.route("**/e/", refuse_once)
    reader.goto(article.get_absolute_url())
    wait_for(lambda: reader.wait_for_timeout(100) or named(collector, "view"), seconds=20)
    assert sent == [sent[0], sent[0]]
    assert len(named(collector, "view")) == 1
    assert "503" in faults.pop()
