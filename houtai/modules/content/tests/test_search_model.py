"""What is found is what a plain model finds: cut both, and every word must be there."""

from __future__ import annotations

import random
from itertools import product

import pytest
from django.utils.timezone import now

from houtai.core.text.search.document import Said
from houtai.core.text.search.query import Either, Query, Token, parse
from houtai.core.text.search.words import said, words
from houtai.modules.content.models import Article, SearchDocument

pytestmark = pytest.mark.django_db
SAID = (
    *(
        "南京市长江大桥通车",
        "产品和服务",
        "和服展览",
        "演员张艺兴表示",
        "人工智能的发展",
        "發展中國家",
        "京都大学的和服",
    ),
    *("Publishing tides daily", "The tide's tables", "New York times", "york new", "ÉTUDES de café", "C++ & 5G"),
)
ASKED = (
    *(
        "长江",
        "和服",
        "张艺兴",
        "人工智",
        "发展中国家",
        "发展 -国家",
        '"york new"',
        '"和服展"',
        "tide",
        "publish",
        "etude",
    ),
    *("tides -tables", "new york", "NEW -times", "5g", "c", "服", "京都 和服", "-tide", "“the tide”", "pub", "t"),
)


def test_it_finds_what_the_model_finds():
    draw = random.Random(7)
    texts = [" ".join(draw.sample(SAID, 3)) for _ in range(12)] + [*SAID]
    articles = {filed(text): f"{text[:20]}\n{text}" for text in texts}
    for asked, typing in product(ASKED, (False, True)):
        query, search = parse(asked, typing=typing), Article.objects.search(asked, typing=typing)
        found = {article.pk for article in search[0:100]}
        assert found == {pk for pk, text in articles.items() if tells(text, query)}, asked
        assert search.order_by().count() == len(found)


def filed(text: str) -> int:
    (article,) = Article.objects.bulk_create([Article(title=text[:20])])
    SearchDocument.objects.file(article, "changed", Said(title=text[:20], rest=text), at=now())
    return article.pk


def tells(text: str, query: Query) -> bool:
    have, told = set(words(text)), "\n".join(map(said, text.split("\n")))
    return (
        bool(query)
        and all(stands(one, have) for one in query.wanted)
        and not any(all(stands(one, have) for one in group) for group in query.unwanted)
        and all(phrase in told for phrase in query.phrases)
    )


def stands(one: Token | Either, have: set[str]) -> bool:
    if isinstance(one, Either):
        return any(stands(token, have) for token in one.tokens)
    return any(word.startswith(one.text) for word in have) if one.start else one.text in have
