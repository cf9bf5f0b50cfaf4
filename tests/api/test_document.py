from __future__ import annotations

import pytest
from django.utils.translation import override

from houtai.site import reference
from tests.api.asking import Program

pytestmark = pytest.mark.once("the document is made of code, not of tables")


def test_the_document_names_every_operation_once_with_what_may_come_of_it(stranger, db):
    told = stranger.get("openapi.json").said
    assert told["openapi"].startswith("3.1")
    every = [each for verbs in told["paths"].values() for each in verbs.values()]
    names = [each["operationId"] for each in every]
    assert len(names) == len(set(names)) >= 14
    for each in every:
        assert each["responses"]["default"]["content"].keys() == {"application/problem+json"}
    assert told["components"]["securitySchemes"]["KeyHolder"] == {"type": "http", "scheme": "bearer"}


def test_all_references_of_the_document_lead_somewhere(stranger, db):
    told = stranger.get("openapi.json").said
    found = references(told)
    assert found
    assert {name.removeprefix("#/components/schemas/") for name in found} <= told["components"]["schemas"].keys()


def references(part):
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*(references(each) for each in part.values()))
    return set().union(*(references(each) for each in part)) if isinstance(part, list) else set()


def test_the_page_tells_it_in_both_languages_without_a_script(db):
    for language, word in (("en", "List articles"), ("zh-hans", "列出文章")):
        answer = Program(accept_language=language).get("")
        page = answer.content.decode()
        assert answer.status_code == 200
        assert word in page
        assert "<script" not in page
        assert "/api/v1/articles/{key}/publish" in page


def test_every_summary_is_translated():
    told = reference.whole()
    said = [each["summary"] for verbs in told["paths"].values() for each in verbs.values()]
    with override("zh-hans"):
        spoken = reference.spoken(said and {"parts": [{"summary": text} for text in said]})
    assert [one["summary"] for one in spoken["parts"] if one["summary"].isascii()] == []
