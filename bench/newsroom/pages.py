"""The pages of the desk that grow with what it holds, and how long they take over HTTP."""

from __future__ import annotations

import time
from collections.abc import Mapping

import httpx

ARTICLES, DRAFTS, LOG = "/desk/snippets/content/article/", "/desk/collect/drafts/", "/desk/work/decisions/"
QUEUE = "/desk/work/queues/collect-drafts/"
SORTS = {
    "title": "title",
    "state": "state",
    "author": "author__name",
    "column": "column__name",
    "words": "words",
    "when it was changed, the oldest first": "updated",
}
OURS_ONLY = {"source": "source_name", "language": "language", "when it was published": "-first_published_at"}
# The generated titles and texts are made of words such as this one.
WORD = "潮汐表"


def article_lists(place: Mapping[str, str]) -> dict[str, str]:
    """By what is measured, an address: the lists that the peer has, too."""
    return {
        "articles": ARTICLES,
        "published articles": f"{ARTICLES}?state=published",
        "articles of the smallest column": f"{ARTICLES}?column={place['column']}",
        **{f"articles by {what}": f"{ARTICLES}?ordering={name}" for what, name in SORTS.items()},
        "articles, half of all deep": f"{ARTICLES}?p={place['deep_articles']}",
    }


def more_lists() -> dict[str, str]:
    return {
        "scheduled articles": f"{ARTICLES}?state=scheduled",
        "articles, the last page": f"{ARTICLES}?p=last",
        **{f"articles by {what}": f"{ARTICLES}?ordering={name}" for what, name in OURS_ONLY.items()},
    }


def searches() -> dict[str, str]:
    return {
        "articles with a word of some": f"{ARTICLES}?q={WORD}",
        "articles with a word of none": f"{ARTICLES}?q=zeppelin",
    }


def one_article(place: Mapping[str, str]) -> dict[str, str]:
    return {
        "an article's editor": f"{ARTICLES}edit/{place['article']}/",
        "an article's history": f"{ARTICLES}history/{place['article']}/",
    }


def drafts_and_log(place: Mapping[str, str]) -> dict[str, str]:
    return {
        "drafts": DRAFTS,
        "drafts that wait": f"{DRAFTS}?state=waiting",
        "drafts by title": f"{DRAFTS}?ordering=title",
        "drafts by source": f"{DRAFTS}?ordering=source__name",
        "drafts, half of all deep": f"{DRAFTS}?p={place['deep_drafts']}",
        "the queue of drafts": QUEUE,
        "all queues": "/desk/work/queues/",
        "the desk's first page": "/desk/",
        "decisions": LOG,
        "decisions of one action": f"{LOG}?action=collect.skip",
        "decisions, half of all deep": f"{LOG}?p={place['deep_decisions']}",
    }


def waits(client: httpx.Client, pages: Mapping[str, str], *, times: int, seconds: float = 8) -> dict[str, list[float]]:
    """Seconds of each answer, by page, in turns; the first one warms up. A slow page is asked less often."""
    found: dict[str, list[float]] = {what: [] for what in pages}
    for turn in range(times + 1):
        for what, path in pages.items():
            if sum(found[what]) > seconds:
                continue
            began = time.perf_counter()
            answer = client.get(path)
            assert answer.status_code == 200, (what, path, answer.status_code)
            if turn:
                found[what].append(time.perf_counter() - began)
    return found


def client_of(port: int, cookie: str) -> httpx.Client:
    name, _, value = cookie.partition("=")
    return httpx.Client(base_url=f"http://localhost:{port}", cookies={name: value}, timeout=120, trust_env=False)
