"""What the queue's script asks for and is given."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fragments_fromstring

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import QUEUE, waiting

SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def ask(desk: Any) -> Any:
    """Gives the status, the keys of items, the message, the keys of entries, and the two headers."""

    def asked(method: str, address: str, data: Any = None) -> Any:
        answer = getattr(desk, method)(address, data or {}, headers=SCRIPT)
        html = answer.content.decode()
        nodes = [node for node in fragments_fromstring(html) if not isinstance(node, str)] if html.strip() else []
        items = [node.get("data-subject") for node in nodes if node.get("data-queue-target") == "item"]
        message = " ".join(node.text_content() for node in nodes if "data-queue-message" in node.attrib)
        entries = [node.get("data-subject") for node in nodes if "data-queue-entry" in node.attrib]
        return answer.status_code, items, message, entries, answer.headers

    return asked


def sent(draft: Any, **more: Any) -> dict[str, Any]:
    return {"subject": draft.pk, "seen": draft.subject.version, "once": "page:1", "action": "collect.skip", **more}


def test_the_next_item_is_one_that_the_page_does_not_have(ask):
    first, second = waiting(2)
    assert ask("get", QUEUE)[1] == [str(first.pk)]
    assert ask("get", QUEUE, {"after": first.pk})[1] == [str(second.pk)]
    assert ask("get", QUEUE, {"after": f"{first.pk},{second.pk}"})[1] == [None]


def test_the_list_opens_one_item(ask):
    _first, second = waiting(2)
    assert ask("get", QUEUE, {"item": second.pk})[1] == [str(second.pk)]


def test_a_decision_brings_the_next_item_and_the_way_back(ask):
    first, second, third = waiting(3)
    status, items, message, _entries, headers = ask("post", QUEUE, sent(first, after=second.pk))
    assert (status, items, message) == (200, [str(third.pk)], "Skip: “Draft 1”.")
    assert headers["X-Queue-Undo"] == f"/desk/work/undo/{Decision.objects.get().pk}/"
    assert headers["X-Queue-Open"] == ""


def test_editing_opens_the_editor(ask, draft):
    headers = ask("post", QUEUE, sent(draft, action="content.take"))[4]
    assert headers["X-Queue-Open"].startswith("/desk/snippets/content/article/edit/")


def test_a_refusal_brings_the_item_as_it_is_now(ask, draft):
    old = sent(draft)
    draft.title = "Another title"
    draft.save()
    status, items, message, _entries, _headers = ask("post", QUEUE, old)
    assert (status, items) == (409, [str(draft.pk)])
    assert "has changed since you saw it" in message


def test_what_is_gone_comes_back_no_more(ask, draft, alice, skip):
    old = sent(draft)
    skip.run(draft, by=alice)
    status, items, message, _entries, _headers = ask("post", QUEUE, old)
    assert (status, items) == (409, [None])
    assert "decided by Alice" in message


def test_taking_back_brings_item_and_entry_again(ask, draft):
    undo = ask("post", QUEUE, sent(draft))[4]["X-Queue-Undo"]
    status, items, message, entries, _headers = ask("post", undo)
    assert (status, items, entries) == (200, [str(draft.pk)], [str(draft.pk)])
    assert message == "Taken back: Skip “Draft 1”."
    assert ask("post", undo)[0] == 409


def test_a_batch_gives_back_what_was_refused(ask, alice, skip):
    first, second = waiting(2)
    pairs = [f"{first.pk}:{first.subject.version}", f"{second.pk}:99"]
    status, _items, message, entries, headers = ask("post", QUEUE, {"subjects": pairs, "action": "collect.skip"})
    assert (status, entries) == (200, [str(second.pk)])
    assert message.startswith("1 decision made.")
    assert ask("post", headers["X-Queue-Undo"])[3] == [str(first.pk)]
