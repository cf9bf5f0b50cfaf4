from __future__ import annotations

import pytest
from django.db import OperationalError

from houtai.core.work.api import deciding
from houtai.modules.content.models import Article

END = "a\x00b"


def test_a_sign_that_no_database_takes_is_told_where(of_alice, draft):
    path = f"articles/{draft.pk}"
    asked = [
        of_alice.get("articles?column=a%00b"),
        of_alice.get("articles?tag=%00"),
        of_alice.post(f"{path}/publish", {"because": END}),
        of_alice.post(f"{path}/reject", {"comment": END}),
        *(of_alice.ask("PATCH", path, {name: END}, if_match="*") for name in ("title", "body", "slug", "column")),
        of_alice.ask("PATCH", path, {"tags": [END]}, if_match="*"),
        of_alice.ask("PATCH", path, {"summary": "\ud800"}, if_match="*"),
    ]
    assert {answer.status_code for answer in asked} == {422}
    assert all(answer.said["errors"] for answer in asked)


def test_numbers_beyond_any_key_and_odd_shapes(of_alice, draft):
    huge = 10**30
    for answer in (
        of_alice.get(f"articles/{huge}"),
        of_alice.get(f"articles?author={huge}"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"cover": huge}, if_match="*"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"number": -1}, if_match="*"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"author": True}, if_match="*"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"tags": [["a"]]}, if_match="*"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"title": "T"}, if_match="v3"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", [], if_match="*"),
        of_alice.ask("PATCH", f"articles/{draft.pk}", {"title": "T"}, if_match="*", idempotency_key="é" * 10),
    ):
        assert answer.status_code == 422, answer.content
    assert Article.objects.get().title == "Tide tables go digital"


def test_an_empty_change_is_one_and_keeps_everything(of_alice, draft):
    before = of_alice.get(f"articles/{draft.pk}").said
    assert of_alice.ask("PATCH", f"articles/{draft.pk}", {}, if_match="*").status_code == 200
    after = of_alice.get(f"articles/{draft.pk}").said
    assert {name: after[name] for name in ("title", "body", "tags")} == {
        name: before[name] for name in ("title", "body", "tags")
    }


@pytest.mark.once("the fault is made, not found")
def test_a_fault_of_ours_has_the_same_shape(of_alice, draft, monkeypatch):
    def breaks(*_args):
        raise OperationalError("database is locked")

    monkeypatch.setattr(deciding, "once", breaks)
    of_alice.client.raise_request_exception = False
    answer = of_alice.post(f"articles/{draft.pk}/publish", {})
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.said["title"] == "The database is busy"
