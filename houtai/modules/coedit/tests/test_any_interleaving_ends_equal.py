"""Whatever happens in whatever order: in the end all have the same text, and what was acknowledged is in it once."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houtai.modules.coedit.models import Update
from houtai.modules.coedit.sockets import hubs
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, cut, equal, held, live, typed
from houtai.modules.coedit.tests.conftest import path_of, put_together, room_of, written

WHO = st.integers(0, 2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), WHO, st.integers(0, 9)),
        st.tuples(st.just("cut"), WHO, st.integers(0, 9)),
        st.tuples(st.just("vanish"), WHO, st.just(0)),
        st.tuples(st.just("come"), WHO, st.just(0)),
        st.tuples(st.sampled_from(["restart", "compact", "breathe"]), st.just(0), st.just(0)),
    ),
    max_size=25,
)


class Three:
    """words: every word typed, with its author and the number of its update, as long as no connection broke."""

    def __init__(self, article, cookie):
        self.article = article
        self.all = [Browser(path_of(article), cookie) for _ in range(3)]
        self.numbers = count()
        self.pending = []
        self.safe = set()

    async def step(self, what, who, at):
        browser = self.all[who]
        if what in ("type", "cut"):
            self.edit(browser, what, at)
        elif what == "vanish" and browser.code is None:
            self.note(browser)
            await browser.leave()
            browser.code = 1006
        elif what == "come" and browser.code is not None:
            await self.come(browser)
        elif what == "restart":
            await self.restart()
        elif what == "compact":
            await asked(lambda: put_together(self.article))
        else:
            await browser.pause()

    def edit(self, browser, what, at):
        if what == "type":
            word = f"[{next(self.numbers)}]"
            update = typed(browser.doc, word)
        else:
            word, update = "", cut(browser.doc, 0, 0) if not at else cut(browser.doc, 0, at % 3)
        if browser.code is None:
            number = browser.send(update)
            self.pending.append((browser, number, word))

    def note(self, browser):
        """Which words a browser was promised, before its connection is gone."""
        self.safe |= {word for one, number, word in self.pending if one is browser and number <= browser.acked}
        self.pending = [entry for entry in self.pending if entry[0] is not browser]

    async def come(self, browser):
        await browser.join()
        await browser.acknowledged(browser.send(browser.missing))

    async def restart(self):
        await hubs.close()
        for browser in self.all:
            self.note(browser)
            browser.code = browser.code or await browser.ended()

    async def end(self):
        for browser in self.all:
            if browser.code is not None:
                await self.come(browser)
            await browser.acknowledged(browser.sent)
            self.note(browser)
        await equal(*self.all)
        stored = await asked(lambda: held(room_of(self.article).document()))
        assert {held(browser.doc) for browser in self.all} == {stored}
        assert await asked(lambda: room_of(self.article).html()) == self.all[0].text


@pytest.fixture
def cookie(transactional_db, alice):
    return cookie_of(alice)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_all_end_equal(cookie, steps):
    article = written()

    async def work():
        three = Three(article, cookie)
        for browser in three.all:
            await browser.join()
        for step in steps:
            await three.step(*step)
        await three.end()
        text = three.all[0].text
        assert all(text.count(word) <= 1 for word in three.safe if word)
        if not any(what == "cut" for what, *_rest in steps):
            assert all(text.count(word) == 1 for word in three.safe if word)

    live(work())
    numbers = list(Update.objects.filter(room__key=article.pk).order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(numbers[0], numbers[-1] + 1)) if numbers else True
