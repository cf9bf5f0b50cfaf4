"""Whatever a browser sends: it is let out with a reason, the others notice nothing, and nothing is in the log."""

from typing import Any

import pytest
from pycrdt import Doc, Map, XmlElement, XmlText

from houtai.modules.coedit.sockets.wire import MOST_UPDATE, varuint
from houtai.modules.coedit.tests.browsers import added, asked, cookie_of, first_text, fragment, live, typed
from houtai.modules.coedit.tests.conftest import BODY, log_of

pytestmark = pytest.mark.once("what is refused reaches no database")

N = varuint(1)


def other_root(doc):
    before = doc.get_state()
    doc.get("evil", type=Map)["x"] = 1
    return doc.get_update(before)


def claimed(doc, key, value):
    before = doc.get_state()
    doc.get("moved", type=Map)[key] = value
    return doc.get_update(before)


def linked(doc, href):
    before = doc.get_state()
    first_text(doc).insert(0, "x", {"link": {"href": href}})
    return doc.get_update(before)


def built_on_what_is_lost(doc):
    typed(doc, "lost")
    return typed(doc, "x", at=4)


def by_client(number):
    def forged(doc):
        other = Doc[Any](client_id=number)
        other.apply_update(doc.get_update())
        return added(other, XmlElement("paragraph", {}, [XmlText("Forged")]))

    return forged


def nested(doc):
    before = doc.get_state()
    parent: Any = fragment(doc)
    for _ in range(150):
        parent.children.append(XmlElement("blockquote"))
        parent = parent.children[len(parent.children) - 1]
    return doc.get_update(before)


FRAMES = {
    "garbage": (lambda doc: N + b"\xff\xfe\xfd" * 9, 4409),
    "nothing": (lambda doc: b"", 4400),
    "only a number": (lambda doc: N, 4409),
    "an endless number": (lambda doc: b"\xff" * 30, 4400),
    "an update cut short": (lambda doc: N + typed(doc, "x")[:-2], 4409),
    "an update without a number": (lambda doc: typed(doc, "x"), 4409),
    "a number too high": (lambda doc: varuint(2) + typed(doc, "x"), 4400),
    "too much": (lambda doc: N + b"\x00" * (MOST_UPDATE + 1), 4413),
    "an unknown block": (lambda doc: N + added(doc, XmlElement("script")), 4422),
    "an unknown attribute": (lambda doc: N + added(doc, XmlElement("paragraph", {"onclick": "x"})), 4422),
    "a link that runs": (lambda doc: N + linked(doc, "javascript:alert(1)"), 4422),
    "another part of the document": (lambda doc: N + other_root(doc), 4422),
    "others' letters said to be somebody's": (lambda doc: N + claimed(doc, "1:0", [3, 5, 0]), 4422),
    "nonsense of letters": (lambda doc: N + claimed(doc, f"{doc.client_id}:0", ["x"]), 4422),
    "letters said twice, once with a nought": (lambda doc: N + claimed(doc, f"{doc.client_id}:00", [3, 5, 0]), 4422),
    "what builds on what is lost": (lambda doc: N + built_on_what_is_lost(doc), 4409),
    "the seed's number": (lambda doc: N + by_client(1)(doc), 4409),
    "Houtai's number": (lambda doc: N + by_client(2)(doc), 4409),
    "depth without end": (lambda doc: N + nested(doc), (4409, 4422)),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_refused_and_the_room_goes_on(name, article, alice, bob, page):
    build, expected = FRAMES[name]
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, mallory = [await page(cookie).join() for cookie in cookies]
        mallory.send_raw(build(mallory.doc))
        code = await mallory.ended()
        assert code in (expected if isinstance(expected, tuple) else (expected,))
        assert mallory.find("refused")["code"] == code
        assert mallory.find("refused")["text"]
        assert ann.text == BODY
        assert await asked(log_of, article) == []
        await ann.write("Now ")
        fresh = await page(cookies[1]).join()
        assert fresh.text == ann.text == "<p>Now The tide is high.</p>"

    live(work())


def test_a_browser_says_whose_the_letters_are_that_it_put_in_anew(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        await ann.acknowledged(ann.send(claimed(ann.doc, f"{ann.doc.client_id}:0", [3, 1, 5])))
        late = await page(cookie).join()
        assert late.doc.get("moved", type=Map).to_py() == {f"{ann.doc.client_id}:0": [3, 1, 5]}

    live(work())


def test_nobody_writes_under_somebody_elses_number(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, mallory = [await page(cookie).join() for cookie in cookies]
        await ann.write("Now ")
        await mallory.says(ann.text)
        mallory.send(by_client(ann.doc.client_id)(mallory.doc))
        assert await mallory.ended() == 4409
        await ann.leave()
        named = await page(cookies[1], client=ann.doc.client_id).join()
        assert await named.ended() == 4409
        assert len(await asked(log_of, article)) == 1

    live(work())


def test_nobody_points_with_the_number_of_somebody_who_is_here(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann = await page(cookies[0]).join()
        assert await (await page(cookies[1], client=ann.doc.client_id).join()).ended() == 4409
        ann.point()
        await ann.until(lambda: ann.find("cursors"))

    live(work())


def test_nobody_takes_the_number_of_somebody_who_is_here_and_has_not_written_yet(article, alice, bob, page):
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, mallory = [await page(cookie).join() for cookie in cookies]
        mallory.send(by_client(ann.doc.client_id)(mallory.doc))
        assert await mallory.ended() == 4409
        await ann.write("Now ")

    live(work())


def test_what_was_sent_before_a_refused_update_is_kept(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        ann = await page(cookie).join()
        ann.send(typed(ann.doc, "Now "))
        ann.send(added(ann.doc, XmlElement("script")))
        assert await ann.ended() == 4422
        fresh = await page(cookie).join()
        await fresh.says("<p>Now The tide is high.</p>")

    live(work())
