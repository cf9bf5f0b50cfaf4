"""Failures that can be seen without knowing what is right."""

import pytest

from bench.evals.corpus import Sample
from bench.evals.extractors import Result
from bench.evals.failures import failures

CODE = "window.shown = window.shown || []; shown.push(1)"
PAGE = Sample(
    name="page", html=f"<html><head><title>新渡轮_港口</title><script>{CODE}</script></head><body></body></html>"
)
RIGHT = {"title": "新渡轮"}


@pytest.mark.parametrize(
    ("result", "names"),
    [
        (Result(failed=True), ["crash"]),
        (Result(facts=RIGHT), ["nothing"]),
        (Result(html="<p>渡轮</p>", facts={"title": "别的"}), ["title"]),
        (Result(text=f"渡轮 {CODE}", facts=RIGHT), ["code"]),
        (Result(html='<p>渡轮<a href="/">全部航班</a></p>', facts=RIGHT), ["links"]),
        (Result(html="<p>渡轮</p>", facts=RIGHT), []),
    ],
)
def test_each_failure_has_its_name(result, names):
    assert failures(PAGE, result) == names
