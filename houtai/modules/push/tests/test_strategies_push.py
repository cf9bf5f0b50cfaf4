"""A strategy's push part says what push.send is told."""

from __future__ import annotations

import pytest
from wagtail.blocks import StructBlockValidationError

from houtai.core.catalog.catalog import catalog
from houtai.core.work.candidates import Candidate
from houtai.core.work.models import Subject
from houtai.modules.push.blocks import PushBlock
from houtai.modules.push.tests.conftest import readers, send


def value(**changes):
    block = PushBlock()
    return block, block.to_python({**block.get_prep_value(block.get_default()), **changes})


def candidate(title="Tides", **facts):
    return Candidate(subject=Subject(title=title), facts=facts)


def test_the_catalog_offers_it():
    assert PushBlock in [block for _module, block in catalog.offered("blocks")]


@pytest.mark.parametrize(
    ("headline", "shown"), [("", "Tides"), ("Hot: {title}!", "Hot: Tides!"), ("Read this", "Read this")]
)
def test_the_headline_may_hold_the_title(headline, shown):
    block, given = value(headline=headline)
    assert block.inputs(given, candidate())["headlines"] == [shown]


def test_a_long_title_is_cut():
    block, given = value(headline="")
    assert len(block.inputs(given, candidate("x" * 500))["headlines"][0]) == 200


def test_other_braces_are_refused():
    block, given = value(headline="{author} writes")
    with pytest.raises(StructBlockValidationError):
        block.clean(given)


def test_what_it_says_is_what_the_action_takes(story, bob):
    readers(1)
    block, given = value(channels=["webpush", "email"], priority=7)
    push = send(story, by=bob, **block.inputs(given, candidate(rate=0.03)))
    assert (push.headlines, push.channels, push.priority, push.expected) == (
        ["Tides"],
        ["webpush", "email"],
        7,
        0.03,
    )
